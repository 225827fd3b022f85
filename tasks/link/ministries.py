"""Ministries: what one is called by its subject, and whose it is.

"Das ukrainische Innenministerium", "Innenministerium in Kiew" and "Innenministerium" may be one
body or three. A name is read into its subject and its state; where it names none, the ministry's
own words elsewhere in the article may (`states_beside`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from tasks.link.spelling import fold
from tasks.link.states import (
    State,
    clauses_of,
    federation_of,
    state_at,
    state_called,
    state_named,
    state_of_adjective,
    states,
    words_of,
)
from tasks.link.wordlists import lines_of

Whose = Literal["", "federation", "land"]
_ENDINGS = ("", "s", "es")
# "für Wohnen, Stadtentwicklung und Bauwesen"
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Ministry:
    """A ministry as a name gives it.

    `subject` is what it is called without its state. `whose` is what the name's first part says of
    an unnamed state (Bundes-, Landes-); `state` is the one that the name tells.
    """

    subject: str
    whose: Whose = ""
    state: State | None = None

    @property
    def key(self) -> str:
        """Equal for all names that say the same."""
        if self.state is not None:
            return self.key_in(self.state)
        return (_parts()[self.whose] if self.whose else "") + fold(self.subject)

    def key_in(self, state: State) -> str:
        """The key of the ministry of a state."""
        return fold(self.subject) + state.key

    @property
    def home(self) -> State | None:
        """The state whose ministry is called so without more words."""
        return federation_of(None) if self.whose == "federation" else None

    @property
    def may_be_of(self) -> tuple[State, ...]:
        """The states that may have it; none for a ministry without a subject."""
        if fold(self.subject) == _parts()["noun"]:
            return ()
        kinds = {"federation": ("federation",), "land": ("land",)}.get(
            self.whose, ("federation", "country", *(() if self._of_countries else ("land",)))
        )
        return tuple(state for state in states() if state.kind in kinds)

    @property
    def _of_countries(self) -> bool:
        return self.subject in _of_countries()

    def by_default(self, own: State | None, named: frozenset[State]) -> State | None:
        """Whose it is where no words beside it tell; None where that is open.

        `named` are those of `may_be_of` that the article names, `own` is the outlet's country. In a
        country whose Länder have such ministries, too, that says nothing.
        """
        if self.whose == "federation" and (own in self.may_be_of or len(named) != 1):
            return federation_of(None if own is None else own.country)
        if named:
            return next(iter(named)) if len(named) == 1 else None
        with_parts = {state.country for state in self.may_be_of if state.kind == "land"}
        return own if own in self.may_be_of and own.country not in with_parts else None

    def states_beside(self, text: str, country: str | None) -> frozenset[State]:
        """The states that the text names right beside this ministry, in all its places."""
        found = (
            _state_there(one, country)
            for words in map(words_of, clauses_of(text))
            for at in range(len(words))
            if (one := _read(words, at, self.subject)) is not None
        )
        return frozenset(state for state in found if state is not None)


@lru_cache(maxsize=1 << 14)
def ministry_of(name: str) -> Ministry | None:
    """The ministry that a name in the nominative is of; None where it is none that can be read."""
    if (known := _listed().get(fold(name))) is not None:
        return known
    words = words_of(name)
    for at in range(len(words)):
        if (found := _read(words, at, None)) is None:
            continue
        if found.start == 0 and found.end == len(words):
            return found.ministry
        rest = words[found.end :]
        if found.start == 0 and found.ministry.state is None and rest[0][0].islower():
            subject = " ".join((found.ministry.subject, *rest))
            return replace(found.ministry, subject=subject)
        return None
    return None


@dataclass(frozen=True, slots=True)
class _Found:
    """A ministry in a row of words, from `start` to `end`."""

    ministry: Ministry
    start: int
    end: int


def _read(words: Sequence[str], at: int, subject: str | None) -> _Found | None:
    """The ministry whose noun is a word; of this subject where one is given."""
    head, whose = words[at], _whose(words[at])
    if not _is_ministry(head):
        return None
    state: State | None = None
    prefix, hyphen, tail = head.rpartition("-")
    if hyphen and (state := state_named(prefix)) is not None:
        head = tail
    if whose:
        head = head[len(_parts()[whose]) :].removeprefix("-")
        head = head[:1].upper() + head[1:]
    called, end = _subject(head, words, at + 1, subject)
    if subject is not None and fold(called) != fold(subject):
        return None
    start = at
    if state is None and at and (state := state_of_adjective(words[at - 1])) is not None:
        start = at - 1
    if state is None and (behind := _behind(words, end)) is not None:
        state, end = behind
    return _Found(Ministry(called, "" if state else whose, state), start, end)


def _state_there(found: _Found, country: str | None) -> State | None:
    """The state that one place of the text tells; "Bundes-" is the federation's of the outlet."""
    if found.ministry.state is None and found.ministry.whose == "federation":
        return federation_of(country)
    return found.ministry.state


def _is_ministry(word: str) -> bool:
    folded = fold(word)
    noun = _parts()["noun"]
    return word[:1].isupper() and any(folded.endswith(noun + ending) for ending in _ENDINGS)


def _whose(word: str) -> Whose:
    parts, folded = _parts(), fold(word)
    if folded.startswith(parts["federation"]):
        return "federation"
    return "land" if folded.startswith(parts["land"]) else ""


def _subject(head: str, words: Sequence[str], after: int, subject: str | None) -> tuple[str, int]:
    """What a ministry is called that begins with a noun, and where its name ends."""
    noun = _parts()["noun"]
    at = fold(head).rindex(noun) + len(noun)
    first = fold(head)[:at].removeprefix(_parts()["nothing"])
    wanted = {} if subject is None else {fold(subject): subject}
    for end in range(min(len(words), after + _LONGEST), after - 1, -1):
        phrase = first + "".join(map(fold, words[after:end]))
        if (called := _subjects().get(phrase) or wanted.get(phrase)) is not None:
            return called, end
    # The noun itself, without the genitive's ending.
    length = head.lower().rindex(noun) + len(noun)
    return head[:length], after


def _behind(words: Sequence[str], at: int) -> tuple[State, int] | None:
    """The state that is named behind a ministry, and where its name ends."""
    while at < len(words) and words[at] in lines_of("before_states.txt"):
        at += 1
    found = state_at(words, at) if at < len(words) else None
    return None if found is None else (found[0], at + found[1])


def _rows() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for line in lines_of("ministries.tsv"):
        subject, who, names = line.split("\t")
        yield subject, who, tuple(names.split("; "))


@cache
def _parts() -> Mapping[str, str]:
    rows = (line.split("\t") for line in lines_of("ministry_parts.tsv"))
    return {row[0]: row[1] for row in rows}


@cache
def _subjects() -> Mapping[str, str]:
    """Subjects by all their names, folded."""
    return {fold(name): subject for subject, _, names in _rows() for name in (subject, *names)}


@cache
def _of_countries() -> frozenset[str]:
    return frozenset(subject for subject, who, _ in _rows() if who == "country")


@cache
def _listed() -> Mapping[str, Ministry]:
    """Ministries by those of their names that do not say that they are ministries."""
    rows = (line.split("\t") for line in lines_of("ministry_names.tsv"))
    return {
        fold(name): Ministry(subject, "federation")
        if state == "Bund"
        else Ministry(subject, state=state_called(state))
        for name, subject, state in rows
    }
