"""The article and what stands in its place when a file cannot be read as one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

BlockKind = Literal[
    "headline",
    "kicker",
    "lead",
    "paragraph",
    "subheading",
    "caption",
    "interview_question",
    "interview_answer",
    "ticker_entry",
    "embedded_post",
    "credit",
    "byline",
    "dateline",
    "teaser",
    "newsletter",
    "advert",
    "paywall",
    "comment",
    "correction_note",
    "legal_line",
    "navigation",
]
"""What a block is; the closed vocabulary, said here alone."""

NOT_THE_ARTICLE: frozenset[BlockKind] = frozenset(
    (
        "credit",
        "byline",
        "dateline",
        "teaser",
        "newsletter",
        "advert",
        "paywall",
        "comment",
        "correction_note",
        "legal_line",
        "navigation",
    )
)
"""Kinds that are not read: they hold no mentions, no quotations and nobody who speaks."""

DatePrecision = Literal["day", "month", "year", "unknown"]
ToldBy = Literal["source", "text"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or what stands before or behind one (`Berlin (dpa) -`, `Foto: Eva Kern`).

    `start` and `end` are characters into the article's text; the white space around is outside.
    Blocks of one article are in order and do not overlap. `told_by` says whether the article's
    source tells the kind, or its text.
    """

    start: int
    end: int
    kind: BlockKind
    told_by: ToldBy = "text"


@dataclass(frozen=True, slots=True)
class Article:
    """One German news article, read from a seed file.

    `text` is the file's text after its header, without byte-order mark, with line feeds for line
    ends, and otherwise unchanged; of a record, its headline and its paragraphs with blank lines
    between. `published_on` is the first day of the period that `date_precision` names; it is null
    exactly when the precision is `unknown`. `published_at` is the moment, where the source gives
    one with its zone or in a zone that is known. `article_id` depends on the content alone (title,
    day, source, author, text), not on the path or the encoding of the file, nor on what else is
    known of it: the same article has many addresses.
    `remark` is what the file's owner should know about an article that was read all the same.
    `authors` are those whom header and bylines name, `agency` is the first news agency that
    datelines, bylines and credits name, by the name that stands for its marks (`rtr`: Reuters).
    """

    article_id: str
    title: str | None
    published_on: date | None
    date_precision: DatePrecision
    language: str
    source: str | None
    author: str | None
    text: str
    blocks: tuple[Block, ...]
    url: str | None = None
    section: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    tags: tuple[str, ...] = ()
    published_at: datetime | None = None
    remark: str | None = None

    @property
    def heads(self) -> tuple[str | None, ...]:
        """The words that its source says of it."""
        named = (self.title, self.source, self.author, self.url, self.section, self.agency)
        return (*named, *self.authors, *self.tags)


@dataclass(frozen=True, slots=True)
class Rejection:
    """A file that is no article, with a reason that its owner can act on."""

    reason: str
