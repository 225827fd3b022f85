"""When two spellings are one name, and where a name of an outlet ends in the name of a feed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# "Spiegel Online" and "spiegel.de" are the Spiegel.
_ENDING = re.compile(r"(?:[\s-]online|\.(?P<domain>de|at|ch|com|net|org))\s*$", re.IGNORECASE)
# "t-online" is not a "t".
_SHORTEST = 2
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
# What stands between an outlet and what its feed is about ("ZEIT ONLINE | Politik"), or which
# edition of it this is ("Der Spiegel (Print)").
_DIVIDER = re.compile(r"\s+[-–—|·»:]\s+|\s*[|»]\s*|:\s+|\s+\(")


def name_key(name: str) -> str:
    """What is equal for all spellings of a name; empty where it has neither letter nor digit.

    Case, spaces, punctuation and accents do not count, nor does `Online` or `.de` at the end;
    an umlaut is as its two letters.
    """
    words = " ".join(unicodedata.normalize("NFC", name).casefold().split()).removeprefix("www.")
    while (ending := _ENDING.search(words)) and ending.start() >= _SHORTEST:
        words = words[: ending.start()]
    apart = unicodedata.normalize("NFKD", words.translate(_UMLAUTS))
    return "".join(character for character in apart if character.isalnum())


def ending_of(name: str) -> str | None:
    """The domain that a name or host ends in and that does not count in its key; None if none."""
    ending = _ENDING.search(name)
    return ending["domain"].lower() if ending and ending["domain"] else None


def heads(name: str) -> Iterator[str]:
    """What stands before each divider of a feed's name, the longest first."""
    for divider in reversed(list(_DIVIDER.finditer(name))):
        yield name[: divider.start()]


def tail(name: str) -> str:
    """What stands after the last divider of a feed's name; all of it where there is none."""
    return _DIVIDER.split(name)[-1]
