"""Countries and German Länder: which one a word names, and which of them a text speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from tasks.link.spelling import fold
from tasks.link.wordlists import lines_of
from tasks.nlp.german.places import place_of_adjective

_WORD = re.compile(r"[^\W_][\w'’-]*")
_MARKS = re.compile(r"[.,;:!?…«»„“”\"\n]|\s[-–—]\s")
_LONGEST = 3


@dataclass(frozen=True, slots=True)
class State:
    """A country, a federation (its ministries are called Bundes-), or a Land of Germany.

    `country` is the ISO 3166-1 code of the country that it is or is part of.
    """

    name: str
    kind: Literal["country", "federation", "land"]
    country: str

    @property
    def key(self) -> str:
        """The name, folded."""
        return fold(self.name)


@cache
def states() -> tuple[State, ...]:
    """All states of the list, in its order."""
    return tuple(state for state, _ in _listed())


@cache
def state_called(name: str) -> State:
    """The state of that name in the list. Raises KeyError for a name that it does not have."""
    return {state.name: state for state in states()}[name]


@cache
def state_of_country(code: str | None) -> State | None:
    """The country of an ISO 3166-1 code; None where the list has none."""
    countries = {state.country: state for state in states() if state.kind != "land"}
    return countries.get(code or "")


def federation_of(code: str | None) -> State:
    """The federation that "Bund" means in a country: its own, or else the first of the list."""
    own = state_of_country(code)
    if own is not None and own.kind == "federation":
        return own
    return next(state for state in states() if state.kind == "federation")


def words_of(text: str) -> list[str]:
    """The words of a text, hyphened ones whole, without punctuation."""
    return _WORD.findall(text)


def clauses_of(text: str) -> list[str]:
    """The parts of a text between its punctuation marks, but for brackets."""
    return _MARKS.split(text)


def state_at(words: Sequence[str], at: int) -> tuple[State, int] | None:
    """The state whose name begins at a word, and the number of its words; None where none does."""
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        name = " ".join(words[at : at + length])
        if (state := state_named(name)) is not None:
            return state, length
    return None


def state_named(name: str) -> State | None:
    """The state that bears the name, or whose capital does, in the nominative or genitive."""
    names = _names()
    return names.get(name) or names.get(name.removesuffix("s"))


@lru_cache(maxsize=1 << 16)
def state_of_adjective(word: str) -> State | None:
    """The state that an adjective in any inflection belongs to: ukrainische, Kiewer."""
    place = place_of_adjective(word)
    return None if place is None else _keys().get(fold(place))


def states_in(text: str, country: str | None) -> frozenset[State]:
    """The states that a text names, also in compounds (US-Präsident) and as adjectives.

    `country` is where it appears, as code: whose government "Bundesregierung" is.
    """
    return frozenset(_named(words_of(text), country))


def _named(words: Sequence[str], country: str | None) -> Iterator[State]:
    for at, word in enumerate(words):
        if (found := state_at(words, at)) is not None:
            yield found[0]
        elif (state := _of_word(word)) is not None:
            yield state
        elif word.startswith(lines_of("federal_words.txt")):
            yield federation_of(country)


@lru_cache(maxsize=1 << 16)
def _of_word(word: str) -> State | None:
    head, hyphen, _ = word.rpartition("-")
    while hyphen:
        if (state := state_named(head)) is not None:
            return state
        head, hyphen, _ = head.rpartition("-")
    return state_of_adjective(word)


@cache
def _listed() -> tuple[tuple[State, tuple[str, ...]], ...]:
    """Each state with all its names and its capitals."""
    found = []
    for line in lines_of("states.tsv"):
        name, kind, code, others, capitals = line.split("\t")
        state = (
            State(name, kind, code)  # type: ignore[arg-type]
            if kind in ("country", "federation")
            else State(name, "land", kind)
        )
        more = [part for cell in (others, capitals) if cell != "-" for part in cell.split("; ")]
        found.append((state, (name, *more)))
    return tuple(found)


@cache
def _names() -> Mapping[str, State]:
    return {name: state for state, names in _listed() for name in names}


@cache
def _keys() -> Mapping[str, State]:
    return {fold(name): state for name, state in _names().items()}
