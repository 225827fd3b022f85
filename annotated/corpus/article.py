"""An annotated article: its text, and what stands where in it, in characters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from tasks.text.article import BlockKind

QuoteType = Literal["Direct", "Indirect", "IndirectFreeIndirect", "FreeIndirect", "Reported"]
QUOTE_TYPES: tuple[QuoteType, ...] = get_args(QuoteType)

Medium = Literal["Speech", "Writing", "Thought", "ST", "SW", "TW"]
MEDIA: tuple[Medium, ...] = get_args(Medium)

Factuality = Literal["said", "denied_saying", "hypothetical", "announced"]
FACTUALITIES: tuple[Factuality, ...] = get_args(Factuality)

Label = Literal["PER", "ORG", "LOC"]
LABELS: tuple[Label, ...] = get_args(Label)

Gender = Literal["f", "m", "u"]
GENDERS: tuple[Gender, ...] = get_args(Gender)

Form = Literal["name", "role", "pronoun"]

Genre = Literal[
    "news",
    "agency",
    "business",
    "comment",
    "consumer",
    "council",
    "court",
    "fact_check",
    "feuilleton",
    "interview",
    "letters",
    "match_report",
    "obituary",
    "police",
    "portrait",
    "posts",
    "press_review",
    "reportage",
    "tabloid",
    "ticker",
]
GENRES: tuple[Genre, ...] = get_args(Genre)

Span = tuple[int, int]
"""First character, and the one behind the last, of the article's text."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that an article is about.

    `name` is the fullest form in the article, in the nominative, without title; of one that the
    article never names (`named` is false) the words it has for it. `other_names` are further names
    the article gives it. Only persons have a gender.
    """

    key: str
    name: str
    label: Label
    gender: Gender | None = None
    named: bool = True
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where an entity is meant, by its name, by a role or by a pronoun."""

    start: int
    end: int
    key: str
    form: Form


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words, thoughts or writing of somebody. Every part may have several spans.

    `speakers` are keys of entities: several where they speak together, none where nobody can be
    told.
    """

    number: int
    type: QuoteType
    medium: Medium
    factuality: Factuality
    speakers: tuple[str, ...]
    quote: tuple[Span, ...]
    speaker: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    frame: tuple[Span, ...] = ()
    addressee: tuple[Span, ...] = ()

    def part(self, name: str) -> tuple[Span, ...]:
        """The spans of `quote` or of one of the roles."""
        spans: tuple[Span, ...] = getattr(self, name)
        return spans


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """What a line, or a piece of one, is; lines without are paragraphs."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the corpus. `head` are the lines before its names: where it is from."""

    name: str
    head: dict[str, str]
    text: str
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    blocks: tuple[MarkedBlock, ...] = ()

    @property
    def source(self) -> str:
        """Which part of the corpus it is of: `wikinews`, `written` or `smartdata`."""
        return self.name.partition("-")[0]

    def entity(self, key: str) -> Entity:
        """The entity with a key. Raises KeyError."""
        for entity in self.entities:
            if entity.key == key:
                return entity
        raise KeyError(key)
