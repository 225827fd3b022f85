"""Parties of one name in several countries: the FDP of Switzerland is not that of Germany."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from tasks.link.spelling import fold
from tasks.link.states import State, state_called, state_of_adjective, words_of
from tasks.link.wordlists import lines_of


@dataclass(frozen=True, slots=True)
class Party:
    """A party as a name gives it; `state` is the one that the name tells."""

    name: str
    state: State | None = None

    @property
    def key(self) -> str:
        """Equal for all names that say the same."""
        return self.key_in(self.home if self.state is None else self.state)

    def key_in(self, state: State) -> str:
        """The key of the party of this name in a state."""
        return fold(_parties()[self.name][state])

    @property
    def home(self) -> State:
        """The state whose party is called so without more words."""
        return next(iter(_parties()[self.name]))

    @property
    def may_be_of(self) -> tuple[State, ...]:
        """The states that have a party of this name."""
        return tuple(_parties()[self.name])

    def by_default(self, own: State | None, named: frozenset[State]) -> State:
        """Whose party it is where no words beside it tell: of `own`, the outlet's country, or home.

        That an article names another country (`named`) says nothing: a politician may travel.
        """
        return own if own in _parties()[self.name] and own is not None else self.home

    def states_beside(self, text: str, country: str | None) -> frozenset[State]:
        """The states that the text names right beside it: Schweizer FDP, FDP-Ständerat.

        An office that several of its countries have tells nothing.
        """
        found = set()
        for match in _places(self.name).finditer(text):
            said = {state for state in (state_of_adjective(match["before"] or ""),) if state}
            said |= _of_office(match["office"] or "")
            fitting = said & set(self.may_be_of)
            if len(fitting) == 1:
                found |= fitting
        return frozenset(found)


@lru_cache(maxsize=1 << 14)
def party_of(name: str) -> Party | None:
    """The party of several countries that a name is of; None where it is none of these."""
    if (party := _called().get(fold(name))) is not None:
        return Party(party)
    first, *rest = words_of(name) or [""]
    party = _called().get(fold(" ".join(rest)))
    state = state_of_adjective(first) if party is not None else None
    return Party(party, state) if party is not None and state in _parties()[party] else None


@cache
def _places(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?P<before>\w[\w-]*)\s+)?\b{re.escape(name)}n?\b(?:-(?P<office>\w+))?")


def _of_office(word: str) -> set[State]:
    for beginning, countries in _offices().items():
        if word.startswith(beginning):
            return set(countries)
    return set()


@cache
def _called() -> Mapping[str, str]:
    return {fold(name): name for name in _parties()}


@cache
def _parties() -> Mapping[str, Mapping[State, str]]:
    """For each name, what the party of each country is called in full."""
    rows = (line.split("\t") for line in lines_of("parties.tsv"))
    pairs = {name: [one.split("=") for one in parties.split("; ")] for name, parties in rows}
    return {name: {state_called(s): full for s, full in known} for name, known in pairs.items()}


@cache
def _offices() -> Mapping[str, tuple[State, ...]]:
    rows = (line.split("\t") for line in lines_of("party_offices.tsv"))
    return {word: tuple(map(state_called, countries.split("; "))) for word, countries in rows}
