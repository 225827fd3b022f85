"""Names and sentences as they may be printed, whatever a file's name holds."""

from __future__ import annotations

import unicodedata

# Control characters could steer a terminal, invisible and separating ones forge other lines,
# lone surrogates cannot be printed.
_ESCAPED = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def shown(text: str) -> str:
    """The text in one line; what cannot be seen in it is written as an escape with a backslash."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        char.encode("unicode_escape").decode() if unicodedata.category(char) in _ESCAPED else char
        for char in text
    )
