"""Texts of articles that turn the direction of writing, kept from turning their neighbours' too."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

# An override makes words be read backwards. Nobody's language needs one, so it is shown as it is.
_OVERRIDES = re.compile("[\u202d\u202e]")
_EMBEDDINGS, _END = "\u202a\u202b", "\u202c"
_ISOLATES, _END_OF_ISOLATE = "\u2066\u2067\u2068", "\u2069"
_FIRST_STRONG = "\u2068"
_TURNS = frozenset((*_EMBEDDINGS, _END, *_ISOLATES, _END_OF_ISOLATE, "\u200f"))


def isolated(value: Any) -> Any:
    """What a template prints: a text in which nothing reaches beyond its end.

    It holds in elements, attributes and titles alike, so that no template can forget it. Our own
    markup, and texts without such characters, stay as they are.
    """
    if not isinstance(value, str) or isinstance(value, Markup) or value.isascii():
        return value
    text = _OVERRIDES.sub(lambda found: f"\\u{ord(found[0]):04x}", value)
    return text if _TURNS.isdisjoint(text) else _FIRST_STRONG + _closed(text) + _END_OF_ISOLATE


def _closed(text: str) -> str:
    """The text without ends of what it did not begin, and with those of what it did."""
    kept: list[str] = []
    opened: list[str] = []
    for char in text:
        if char in _EMBEDDINGS:
            opened.append(_END)
        elif char in _ISOLATES:
            opened.append(_END_OF_ISOLATE)
        elif char in (_END, _END_OF_ISOLATE):
            if not opened or opened[-1] != char:
                continue
            opened.pop()
        kept.append(char)
    return "".join(kept + opened[::-1])
