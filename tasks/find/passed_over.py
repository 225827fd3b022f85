"""What lies in a seed folder and is no article file: counted by kind, to be told to its owner."""

from __future__ import annotations

import os
from collections import Counter

# What editors, downloads, synchronisation and desktops leave beside the files of people.
_LEFTOVERS = (
    "~", ".swp", ".swo", ".swx", ".tmp", ".temp", ".bak", ".orig", ".part", ".partial",
    ".crdownload", ".download", ".lock",
)  # fmt: skip
_OF_DESKTOPS = frozenset(("thumbs.db", "desktop.ini", "icon\r"))
# A page that describes the folder for people.
_PAGE = "readme"
# Longer suffixes are none, but the end of a name with a full stop in it.
_LONGEST_SUFFIX = 8
_NO_SUFFIX = "without a suffix"


def kind_of(name: str) -> str | None:
    """The kind of a file that is not read, by its suffix; None where nobody misses it.

    Hidden files, what editors and programs leave behind, and a page called README are not missed.
    """
    folded = name.lower()
    is_leftover = folded.endswith(_LEFTOVERS) or (folded[0] == "#" and folded[-1] == "#")
    if folded[0] == "." or is_leftover or folded in _OF_DESKTOPS:
        return None
    stem, suffix = os.path.splitext(folded)  # noqa: PTH122 - 100,000 names a night
    if stem == _PAGE or folded == _PAGE:
        return None
    plain = suffix[1:].isalnum() and suffix.isascii() and len(suffix) <= _LONGEST_SUFFIX
    return suffix if plain else _NO_SUFFIX


def in_order(passed: Counter[str]) -> tuple[tuple[str, int], ...]:
    """Kinds and how many files of each, the most frequent first."""
    return tuple(sorted(passed.items(), key=lambda kind: (-kind[1], kind[0])))
