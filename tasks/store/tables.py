"""The warehouse's tables, declared once.

Staging schemas (Polars), the DDL with its comments (DuckDB) and the dbt sources all come from
`TABLES`; a test fails when the published database and this declaration drift apart.
"""

from __future__ import annotations

from tasks.nlp.layers.vocabulary import (
    FACTUALITIES,
    GENDERS,
    LABELS,
    MEDIA,
    MENTION_KINDS,
    QUOTE_TYPES,
    ROLES,
)
from tasks.store.article_tables import ARTICLE_BLOCKS, ARTICLES, BLOCK_KINDS
from tasks.store.ledger_tables import RUNS, SEED_FILES, SEED_RECORDS
from tasks.store.name_tables import (
    ARTICLE_ENTITIES,
    ARTICLE_ROLES,
    ARTICLE_SPEAKERS,
    CORRECTIONS,
    ENTITY_LINKS,
    ENTITY_ROLES,
    ROLE_MENTIONS,
)
from tasks.store.outlets import OUTLETS
from tasks.store.table import (
    ARTICLE_ID,
    CONFIDENCE,
    END,
    GENDER_SOURCES,
    SENTENCE,
    START,
    Column,
    Table,
)

MENTIONS = Table(
    "mentions",
    "one mention of an entity in an article",
    ("mention_id",),
    (
        Column("mention_id", "VARCHAR", "Identifier, made of article, span and label"),
        Column("article_id", "VARCHAR", ARTICLE_ID, references="articles.article_id"),
        Column(
            "entity_id", "VARCHAR", "The entity that is mentioned", references="entities.entity_id"
        ),
        Column(
            "article_entity_id",
            "VARCHAR",
            "The entity as this article presents it; null for a role that was resolved by date",
            nullable=True,
            references="article_entities.article_entity_id",
        ),
        Column("start_char", "INTEGER", START),
        Column("end_char", "INTEGER", END),
        Column("surface", "VARCHAR", "The words as they stand in the text"),
        Column("label", "VARCHAR", "What kind of name", values=LABELS),
        Column("kind", "VARCHAR", "Form of the mention", values=MENTION_KINDS),
        Column("sentence_number", "INTEGER", SENTENCE),
    ),
)

ENTITIES = Table(
    "entities",
    "one person, organisation, place or other name, across all articles",
    ("entity_id",),
    (
        Column("entity_id", "VARCHAR", "Identifier, made of label and canonical name"),
        Column("name", "VARCHAR", "Canonical name: fullest form, nominative, without titles"),
        Column("label", "VARCHAR", "What kind of name", values=LABELS),
        Column("gender", "VARCHAR", "Gender of a person, as far as known", values=GENDERS),
        Column(
            "gender_source",
            "VARCHAR",
            "What tells the gender",
            values=GENDER_SOURCES,
            backfill="'none'",
        ),
    ),
)

QUOTES = Table(
    "quotes",
    "one quotation in an article",
    ("quote_id",),
    (
        Column("quote_id", "VARCHAR", "Identifier, made of article, type and spans"),
        Column("article_id", "VARCHAR", ARTICLE_ID, references="articles.article_id"),
        Column("type", "VARCHAR", "How the words are rendered", values=QUOTE_TYPES),
        Column("medium", "VARCHAR", "Said, thought or written", values=MEDIA),
        Column(
            "factuality",
            "VARCHAR",
            "Whether it was said, or expressly not, or only if, or is still to be said",
            values=FACTUALITIES,
            backfill="'said'",
        ),
        Column(
            "text",
            "VARCHAR",
            "From the first to the last character of the quotation, interruptions included",
        ),
        Column("start_char", "INTEGER", START),
        Column("end_char", "INTEGER", END),
        Column("cue", "VARCHAR", "Words that announce the quotation (sagte)", nullable=True),
        Column("frame", "VARCHAR", "The clause that frames the quotation", nullable=True),
        Column(
            "speaker_surface",
            "VARCHAR",
            "The words that name the speaker in this place",
            nullable=True,
        ),
        Column(
            "addressee_surface",
            "VARCHAR",
            "The words that name the one spoken to",
            nullable=True,
        ),
        Column(
            "parent_quote_id",
            "VARCHAR",
            "The quotation that this one is nested in",
            nullable=True,
            references="quotes.quote_id",
        ),
        Column("confidence", "DOUBLE", CONFIDENCE),
        Column("sentence_number", "INTEGER", SENTENCE),
        Column("block_kind", "VARCHAR", "Part of the article it stands in", values=BLOCK_KINDS),
        Column(
            "rules",
            "VARCHAR",
            "The rules that made or altered it, in their order, with blanks between",
            nullable=True,
        ),
    ),
)

QUOTE_SPANS = Table(
    "quote_spans",
    "one span of a quotation or of one of its roles",
    ("quote_id", "role", "span_number"),
    (
        Column("quote_id", "VARCHAR", "The quotation", references="quotes.quote_id"),
        Column("role", "VARCHAR", "Which part of the quotation", values=ROLES),
        Column("span_number", "INTEGER", "Number of the span within its role, counted from 0"),
        Column("start_char", "INTEGER", START),
        Column("end_char", "INTEGER", END),
    ),
)

QUOTE_SPEAKERS = Table(
    "quote_speakers",
    "one speaker of a quotation; a quotation has none, one or several",
    ("quote_id", "entity_id"),
    (
        Column("quote_id", "VARCHAR", "The quotation", references="quotes.quote_id"),
        Column("entity_id", "VARCHAR", "The speaker", references="entities.entity_id"),
        Column(
            "mention_id",
            "VARCHAR",
            "The mention that names the speaker; null where a correction names somebody else",
            nullable=True,
            references="mentions.mention_id",
        ),
        Column(
            "method",
            "VARCHAR",
            "How the speaker was found (frame, continuation, role_by_date, correction, …)",
        ),
        Column("confidence", "DOUBLE", CONFIDENCE),
    ),
)

TABLES = (
    RUNS,
    SEED_FILES,
    SEED_RECORDS,
    ARTICLES,
    ARTICLE_BLOCKS,
    OUTLETS,
    ENTITIES,
    MENTIONS,
    QUOTES,
    QUOTE_SPANS,
    QUOTE_SPEAKERS,
    ARTICLE_ENTITIES,
    ARTICLE_ROLES,
    ARTICLE_SPEAKERS,
    ROLE_MENTIONS,
    ENTITY_LINKS,
    ENTITY_ROLES,
    CORRECTIONS,
)
