"""What is found by how its words end: bodies by the noun for their kind, persons by a role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class EndingIndex(Generic[T]):
    """Things by the endings of their words, whatever the case; `asked` are all that are asked for.

    So much is known beforehand, or every ending of every word would have to be kept.
    """

    def __init__(self, asked: Iterable[str]) -> None:
        self._asked = {ending.lower() for ending in asked}
        self._lengths = {len(ending) for ending in self._asked}
        self._found: defaultdict[str, list[T]] = defaultdict(list)

    def add(self, words: Iterable[str], thing: T) -> None:
        """Add a thing under the endings of its words."""
        endings = {word.lower()[-length:] for word in words for length in self._lengths if length}
        for ending in endings & self._asked:
            self._found[ending].append(thing)

    def ending_in(self, ending: str) -> list[T]:
        """The things of which a word ends so, in the order in which they came."""
        return self._found.get(ending.lower(), [])
