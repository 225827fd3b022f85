"""A seed file's bytes become characters, or a reason why they cannot."""

from __future__ import annotations

import codecs
import re

from tasks.text.article import Rejection

# First bytes of formats that people save under a .txt name by mistake.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x1aE\xdf\xa3", "a film"),
    (b"(\xb5/\xfd", "a Zstandard archive"),
)
# First words of formats that are written in characters; white space may stand before them.
_MARKUP: tuple[tuple[str, str], ...] = (
    ("%pdf-", "a PDF document"),
    ("%!ps", "a PostScript document"),
    ("{\\rtf", "an RTF document"),
    ("<!doctype html", "a web page"),
    ("<html", "a web page"),
    ("<?xml", "an XML document"),
)

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SAVE_AS_TEXT = "save the article as plain text in UTF-8 and drop it again"
_BINARY = f"the file holds binary content, not text; {_SAVE_AS_TEXT}"
# More control characters than this share of a text, and it is no text.
_CONTROL_SHARE = 0.01
# Allowed are tabs, line and page ends, and the mark with which old systems end a file.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
# A PDF document may have something else before its first line, within so many bytes.
_BEFORE_PDF = 1024
_PDF = re.compile(rb"(?:^|[\r\n])%PDF-\d\.\d")
_PDF_OBJECT = re.compile(rb"\b\d+ \d+ obj\b|%%EOF")


def decode(raw: bytes) -> str | Rejection:
    """Characters of a seed file: byte-order mark removed, line feeds for line ends, no more.

    UTF-8 with or without mark, UTF-16 and UTF-32 with mark, both without mark where the zeros
    among the bytes say so, else Windows-1252.
    """
    what = what_it_is(raw)
    if what is not None:
        return Rejection(f"this is {what}, not a text file; {_SAVE_AS_TEXT}")
    text = _characters(raw)
    if isinstance(text, Rejection):
        return text
    # Written in two or four bytes a character, it is seen only now.
    what = _marked(text[:_BEFORE_PDF])
    if what is not None:
        return Rejection(f"this is {what}, not a text file; {_SAVE_AS_TEXT}")
    if _is_binary(text):
        return Rejection(_BINARY)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def what_it_is(raw: bytes) -> str | None:
    """What a file is, by its first bytes, that holds no text or holds it in mark-up; None else."""
    return _signed(raw) or _marked(raw[:_BEFORE_PDF].decode("latin-1"))


def _signed(raw: bytes) -> str | None:
    """What a file is by the bytes that its format begins with, whether or not they are text."""
    for magic, what in _MAGIC:
        if raw.startswith(magic):
            return what
    if _PDF.search(raw[:_BEFORE_PDF]) and _PDF_OBJECT.search(raw):
        return "a PDF document"
    return None


def _marked(beginning: str) -> str | None:
    """What a text is by its first words, after a byte-order mark and white space."""
    first = beginning.removeprefix("\xef\xbb\xbf").lstrip().lower()
    return next((what for words, what in _MARKUP if first.startswith(words)), None)


def _is_binary(text: str) -> bool:
    return "\0" in text or len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text)


def _characters(raw: bytes) -> str | Rejection:
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return _strict(raw[len(bom) :], encoding)
    silent = _utf32_without_mark(raw) or _utf16_without_mark(raw)
    if silent is not None:
        return _strict(raw, silent)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_binary(raw.decode("latin-1")):
            return Rejection(_BINARY)
        if _mostly_utf8(raw):
            return Rejection(
                f"the file is UTF-8, but damaged at byte {error.start + 1}; {_SAVE_AS_TEXT}"
            )
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError as error:
        return Rejection(
            f"the file is neither UTF-8 nor Windows-1252 (byte {error.start + 1} fits neither); "
            f"{_SAVE_AS_TEXT}"
        )


def _strict(raw: bytes, encoding: str) -> str | Rejection:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        return Rejection(
            f"the file says it is {encoding.upper()}, but is damaged at byte {error.start + 1}; "
            f"{_SAVE_AS_TEXT}"
        )


def _utf32_without_mark(raw: bytes) -> str | None:
    """UTF-32 shows as a zero in every fourth byte, and in nearly every one beside it."""
    quarter, rest = divmod(len(raw), 4)
    if not quarter or rest:
        return None
    zeros = [raw[place::4].count(0) for place in range(4)]
    if zeros[3] == quarter and zeros[2] > 0.9 * quarter and zeros[0] < 0.05 * quarter:
        return "utf-32-le"
    if zeros[0] == quarter and zeros[1] > 0.9 * quarter and zeros[3] < 0.05 * quarter:
        return "utf-32-be"
    return None


def _utf16_without_mark(raw: bytes) -> str | None:
    """UTF-16 of a Latin script shows as a zero in nearly every other byte."""
    if len(raw) < 4 or len(raw) % 2:
        return None
    half = len(raw) // 2
    zeros_first = raw[0::2].count(0)
    zeros_second = raw[1::2].count(0)
    if zeros_second > 0.7 * half and zeros_first < 0.05 * half:
        return "utf-16-le"
    if zeros_first > 0.7 * half and zeros_second < 0.05 * half:
        return "utf-16-be"
    return None


def _mostly_utf8(raw: bytes) -> bool:
    """Whether sequences of several bytes that are right outnumber the wrong ones."""
    text = raw.decode("utf-8", errors="replace")
    wrong = text.count("�")
    right = sum(1 for char in text if char > "\x7f") - wrong
    return right > wrong
