"""Phrases about persons, and all phrases and pronouns that may refer to something."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.nlp.layers.layer import Layer
from tasks.nlp.layers.vocabulary import Definiteness, Gender, Number, PhraseKind


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """What one noun says of a person.

    `stem` is the nominative of the masculine in lower case, without place and without "former";
    `head` is its last part, as the list has it. `gender` holds for one person: a masculine plural
    says nothing. `named` nouns mean a body or a thing unless a name stands beside them.
    """

    stem: str
    head: str
    place: str | None
    former: bool
    gender: Gender
    number: Number
    domain: str
    named: bool
    adjectival: bool


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """One noun phrase about a person or persons; `start`, `end` and `head` are tokens of the doc.

    The words from `start` to `end` are determiner, adjectives, noun and what narrows it; a name
    that it introduces is not among them. Of two phrases that share a noun ("der chinesische und der
    russische Minister") the first ends before it and has its `head` outside.
    `attribute` are the narrowing words in lower case, `place` the key of a country or organisation.
    `entities` are the numbers of the names of the persons whom the phrase introduces.
    """

    start: int
    end: int
    head: int
    role: RoleNoun
    definiteness: Definiteness
    number: Number
    count: int | None
    gender: Gender
    place: str | None
    former: bool
    attribute: str | None
    entities: tuple[int, ...] = ()

    @property
    def shares_noun(self) -> bool:
        """Whether the noun stands in a later phrase: "der neue" und der alte Minister."""
        return not self.start <= self.head < self.end

    @property
    def last(self) -> int:
        """The token that stands for the phrase: its noun, or its last word where that is shared."""
        return self.end - 1 if self.shares_noun else self.head

    @property
    def lacks_name(self) -> bool:
        """Whether it means one certain person whom it does not introduce by name."""
        return self.definiteness == "definite" and self.number == "singular" and not self.entities

    @property
    def points(self) -> bool:
        """Whether its determiner says that somebody certain is meant."""
        return self.definiteness in ("definite", "demonstrative")

    @property
    def is_generic(self) -> bool:
        """Whether the noun more often means a kind of people: "der Wähler", "der Türke"."""
        return self.role.domain in ("general", "nation") or not self.points

    @property
    def entity(self) -> int | None:
        """The one person whom the phrase introduces, as the number of a name."""
        return self.entities[0] if len(self.entities) == 1 else None


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """One candidate: tokens `first` to `end`, its head, and what grammar says of it.

    `name` is the number of the name that it holds as its head or in apposition, or None.
    `gender` is of the possessor where the phrase is a possessive. Unknown features are "".
    `person` is 1, 2 or 3.
    """

    first: int
    end: int
    head: int
    kind: PhraseKind
    name: int | None
    gender: str
    number: str
    person: int


ROLE_PHRASES: Layer[RolePhrase] = Layer("role_phrases", RolePhrase)
"""In order of their start."""
NOUN_PHRASES: Layer[NounPhrase] = Layer("noun_phrases", NounPhrase)
"""In order of their first token, a longer one before a shorter one."""
