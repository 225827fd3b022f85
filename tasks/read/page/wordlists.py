"""The lists in `words/`: how publishers call the parts of their pages."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tasks.text.wordlists import pairs_in

_WORDS = Path(__file__).parent / "words"


@cache
def words_of(name: str, *classes: str) -> frozenset[str]:
    """The entries of a list with one of the classes, in lower case; a line has class and entry."""
    return frozenset(word for kind in classes for word in in_order(name, kind))


@cache
def in_order(name: str, kind: str) -> tuple[str, ...]:
    """The entries of a list with a class, in lower case and the list's order."""
    return tuple(
        entry.lower() for other, entry in pairs_in(_WORDS / f"{name}.tsv") if other == kind
    )
