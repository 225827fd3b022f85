"""HTML of press databases: the characters of a file, and whether it is HTML at all."""

from __future__ import annotations

import codecs
import re

from tasks.read.record import UnreadableFileError

_BYTE_ORDER = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)
_WITHIN = 4_096


def characters(raw: bytes) -> str:
    """A page's characters: by its mark, in UTF-8, as it says itself, else in Windows-1252."""
    for mark, encoding in _BYTE_ORDER:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        said = _CHARSET.search(raw[:_WITHIN])
    named = said[1].decode("ascii") if said else ""
    try:
        # Browsers take Latin-1 for Windows-1252, too.
        known = codecs.lookup(named).name not in {"utf-8", "iso8859-1", "ascii"}
    except LookupError:
        known = False
    try:
        return raw.decode(named if known else "cp1252", "replace")
    except (LookupError, UnicodeError) as error:
        raise UnreadableFileError(
            f"the page says that it is in '{named}', which holds no text; save it as UTF-8"
        ) from error
