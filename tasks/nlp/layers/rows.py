"""Rows of the warehouse's tables that one article gives; `store/tables.py` says what each means."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArticleEntity:
    """One row of `article_entities`."""

    article_entity_id: str
    article_id: str
    name: str
    label: str
    gender: str
    gender_source: str
    is_full: bool
    birth_year: int | None


@dataclass(frozen=True, slots=True)
class ArticleRole:
    """One row of `article_roles`."""

    article_entity_id: str
    article_id: str
    role: str
    place: str | None
    surface: str
    mention_id: str


@dataclass(frozen=True, slots=True)
class RoleMention:
    """One row of `role_mentions`; offsets are characters of the article's text."""

    mention_id: str
    article_id: str
    start_char: int
    end_char: int
    surface: str
    sentence_number: int
    role: str
    place: str | None
    gender: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One row of `mentions`; offsets are characters of the article's text."""

    mention_id: str
    article_id: str
    article_entity_id: str
    start_char: int
    end_char: int
    surface: str
    label: str
    kind: str
    sentence_number: int


@dataclass(frozen=True, slots=True)
class Quote:
    """One row of `quotes`; offsets are characters of the article's text."""

    quote_id: str
    article_id: str
    type: str
    medium: str
    factuality: str
    text: str
    start_char: int
    end_char: int
    cue: str | None
    frame: str | None
    speaker_surface: str | None
    addressee_surface: str | None
    parent_quote_id: str | None
    confidence: float
    sentence_number: int
    block_kind: str
    rules: str | None


@dataclass(frozen=True, slots=True)
class QuoteSpan:
    """One row of `quote_spans`; offsets are characters of the article's text."""

    quote_id: str
    role: str
    span_number: int
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class ArticleSpeaker:
    """One row of `article_speakers`; a role mention has no article entity."""

    quote_id: str
    mention_id: str
    article_entity_id: str | None
    method: str
    evidence: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Annotation:
    """All that was found in one article, in the order of the text."""

    article_id: str
    token_count: int
    article_entities: tuple[ArticleEntity, ...]
    article_roles: tuple[ArticleRole, ...]
    role_mentions: tuple[RoleMention, ...]
    mentions: tuple[Mention, ...]
    quotes: tuple[Quote, ...]
    quote_spans: tuple[QuoteSpan, ...]
    article_speakers: tuple[ArticleSpeaker, ...]
