"""A word's letters and digits, so that case, diacritics and apostrophes make no difference."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_GERMAN = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ø": "oe",
        "æ": "ae",
        "œ": "oe",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
    }
)


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Letters and digits alone, lower case, without diacritics; umlauts as two letters."""
    lower = unicodedata.normalize("NFC", word).casefold().translate(_GERMAN)
    return "".join(c for c in unicodedata.normalize("NFKD", lower) if c.isalnum())
