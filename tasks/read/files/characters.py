"""A page's bytes become characters, whatever it declares."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The standard wants the declaration within the first 1,024 bytes; pages with long comments of their
# system have it later.
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I)
_HEAD = 16_384
# What browsers read these as (WHATWG Encoding, "Names and labels").
_WESTERN = frozenset(("ascii", "iso8859-1", "cp1252"))
# Control characters that neither HTML nor XML has.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def by_mark(head: bytes) -> tuple[str, bytes] | None:
    """The encoding that a byte-order mark at the beginning names, and the mark; else None."""
    return next(((name, mark) for mark, name in _BOMS if head.startswith(mark)), None)


def decoded(raw: bytes, declared: str | None = None) -> str:
    """The page's characters, without byte-order mark and control characters.

    What is UTF-8 throughout is read so, whatever is declared: by chance other text is not. Else
    `declared` (by its owner, or HTTP) decides, then the page itself. Latin-1 is Windows-1252, as
    browsers have it. Single bytes that are wrong in UTF-8 are taken for Windows-1252.
    """
    if (marked := by_mark(raw)) is not None:
        encoding, mark = marked
        return _clean(raw[len(mark) :].decode(encoding, "replace"))
    if (wide := _two_bytes(raw)) is not None:
        return _clean(raw.decode(wide, "replace"))
    try:
        return _clean(raw.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    for label in (declared, _declared(raw)):
        name = _codec(label)
        if name == "utf-8" and not _is_mostly_utf8(raw):
            continue
        if name is not None:
            return _clean(_tolerant(raw, name))
    return _clean(_tolerant(raw, "utf-8" if _is_mostly_utf8(raw) else "cp1252"))


def _declared(raw: bytes) -> str | None:
    found = _DECLARED.search(raw[:_HEAD])
    return found.group(1).decode("ascii") if found else None


def _codec(label: str | None) -> str | None:
    """The name of an encoding of single bytes or UTF-8; None for what is unknown or cannot be."""
    try:
        name = codecs.lookup(label or "").name
    except (LookupError, ValueError):
        return None
    if name in _WESTERN:
        return "cp1252"
    return None if name.startswith(("utf-16", "utf-32", "utf-7")) else name


def _tolerant(raw: bytes, name: str) -> str:
    if name not in ("utf-8", "cp1252"):
        try:
            return raw.decode(name, "replace")
        except (LookupError, ValueError):  # a codec that is no character encoding
            name = "cp1252"
    if name == "cp1252":
        return raw.decode("cp1252", "replace")
    text = raw.decode("utf-8", "surrogateescape")
    return re.sub("[\udc80-\udcff]+", _stray, text)


def _stray(found: re.Match[str]) -> str:
    return found.group().encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def _two_bytes(raw: bytes) -> str | None:
    """UTF-16 without mark shows as a zero in nearly every other byte of what is mostly ASCII."""
    head = raw[:1024]
    half = len(head) // 2
    if half < 2 or head.count(0) < half // 2:
        return None
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"


def _is_mostly_utf8(raw: bytes) -> bool:
    """Whether sequences of several bytes that are right outnumber the wrong ones."""
    text = raw.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return sum(1 for char in text if char > "\x7f") - wrong > wrong


def _clean(text: str) -> str:
    return _CONTROL.sub("", text).removeprefix("\ufeff")
