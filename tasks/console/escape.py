"""Names and sentences as they may be printed, whatever a file's name or an article holds."""

from __future__ import annotations

import json
import unicodedata

# Control characters could steer a terminal, invisible and separating ones forge other lines,
# lone surrogates cannot be printed.
_ESCAPED = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def shown(text: str) -> str:
    """The text in one line; what cannot be seen in it is written as an escape with a backslash."""
    if text.isprintable():
        return text
    return "".join(
        char.encode("unicode_escape").decode() if unicodedata.category(char) in _ESCAPED else char
        for char in text
    )


def shown_lines(text: str) -> str:
    """The same for a text of several lines, which may have tabulators."""
    if text.isprintable():
        return text
    return "\n".join("\t".join(map(shown, line.split("\t"))) for line in text.split("\n"))


def shown_json(written: str) -> str:
    """JSON of the same value in which what cannot be seen is escaped as JSON does."""
    if written.isprintable():
        return written
    return "".join(
        json.dumps(char)[1:-1] if unicodedata.category(char) in _ESCAPED else char
        for char in written
    )
