"""The bodies that an article names, by the words of their names."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from tasks.nlp.speakers.index import ChainIndex, NamedPlace, Place

_COURT = "gericht"
# Behind every word that goes on.
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Called:
    """Names in order, and how many of the first of them mean one and the same."""

    names: list[NamedPlace]
    of_one: int


class BodyNames:
    """Looks up the named bodies of one doc."""

    def __init__(self, index: ChainIndex) -> None:
        self._index = index
        self._known: dict[str, Called] = {}

    def called(self, noun: str) -> Called:
        """The bodies in whose names a word ends with a noun: "Verband" of a "Bundesverband"."""
        found = self._known.get(noun)
        if found is None:
            backwards = noun[::-1]
            first = bisect_left(self._words, (backwards,))
            after = bisect_left(self._words, (backwards + _LAST,))
            names = sorted({named for _, named in self._words[first:after]})
            other = next((n for n, one in enumerate(names) if one[1] != names[0][1]), len(names))
            found = self._known[noun] = Called(names, other)
        return found

    def court_before(self, token: int) -> Place | None:
        """The court named last before a token."""
        before = bisect_left(self._courts, (token,))
        return self._courts[before - 1][1:] if before else None

    @cached_property
    def _words(self) -> list[tuple[str, NamedPlace]]:
        """The words of the bodies' names, read backwards, in the order of the alphabet."""
        return sorted(
            (word[::-1], one)
            for one in self._index.bodies
            for word in self._index.name(one).text.lower().split()
        )

    @cached_property
    def _courts(self) -> list[NamedPlace]:
        return [o for o in self._index.bodies if _COURT in self._index.name(o).text.lower()]


def only(names: list[NamedPlace]) -> Place | None:
    """The last place of names that all mean one."""
    return names[-1][1:] if len({chain for _, chain, _ in names}) == 1 else None
