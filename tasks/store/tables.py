"""The warehouse's tables, declared once.

Staging schemas (Polars), the DDL with its comments (DuckDB) and the dbt sources all come from
`TABLES`; a test fails when the published database and this declaration drift apart.
"""

from __future__ import annotations

from typing import get_args

from tasks.nlp.layers.vocabulary import (
    GENDERS,
    LABELS,
    MEDIA,
    MENTION_KINDS,
    QUOTE_TYPES,
    ROLES,
)
from tasks.store.name_tables import (
    ARTICLE_ENTITIES,
    ARTICLE_ROLES,
    ARTICLE_SPEAKERS,
    CORRECTIONS,
    ENTITY_LINKS,
    ENTITY_ROLES,
    ROLE_MENTIONS,
)
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
from tasks.text.article import BlockKind, DatePrecision

RUN_ID = "The run that wrote this row"

PRECISIONS = get_args(DatePrecision)
BLOCK_KINDS = get_args(BlockKind)
FILE_STATUSES = ("loaded", "duplicate", "rejected", "gone")
RUN_STATUSES = ("completed",)

ARTICLES = Table(
    "articles",
    "an article, as last seen",
    ("article_id",),
    (
        Column("article_id", "VARCHAR", ARTICLE_ID),
        Column("path", "VARCHAR", "Where the file lies or last lay, relative to the seed folder"),
        Column("title", "VARCHAR", "Headline, where the file gives one", nullable=True),
        Column(
            "published_on",
            "DATE",
            "Publication date; the first day of the period where only a month or year is known",
            nullable=True,
        ),
        Column("date_precision", "VARCHAR", "What of the date is known", values=PRECISIONS),
        Column("language", "VARCHAR", "Language of the text, as ISO 639-1 code"),
        Column("source", "VARCHAR", "Publisher or agency, where the header says", nullable=True),
        Column("author", "VARCHAR", "Author, where the header says", nullable=True),
        Column("url", "VARCHAR", "Address of the page, where the header says", nullable=True),
        Column("text", "VARCHAR", "The file's text after its header; all offsets count in it"),
        Column("char_count", "INTEGER", "Length of the text in characters"),
        Column("token_count", "INTEGER", "Number of tokens that are not white space"),
        Column("model_version", "VARCHAR", "The language model that annotated the article"),
        Column("run_id", "VARCHAR", RUN_ID, references="runs.run_id"),
        Column("loaded_at", "TIMESTAMP", "When that run loaded it, in UTC"),
    ),
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

SEED_FILES = Table(
    "seed_files",
    "a file ever seen in the seed folder, with what became of it",
    ("path",),
    (
        Column("path", "VARCHAR", "Path relative to the seed folder"),
        Column(
            "content_hash",
            "VARCHAR",
            "SHA-256 of the file's bytes; null where they could not be read",
            nullable=True,
        ),
        Column("size_bytes", "BIGINT", "Size of the file", nullable=True),
        Column("status", "VARCHAR", "What became of the file", values=FILE_STATUSES),
        Column(
            "reason",
            "VARCHAR",
            "Why it was rejected, what it repeats, or what its owner should know",
            nullable=True,
        ),
        Column(
            "article_id",
            "VARCHAR",
            "The article it holds; null when it was rejected",
            nullable=True,
        ),
        Column("first_seen_at", "TIMESTAMP", "Start of the first run that saw it, in UTC"),
        Column("last_seen_at", "TIMESTAMP", "Start of the last run that wrote this row, in UTC"),
        Column("run_id", "VARCHAR", RUN_ID, references="runs.run_id"),
    ),
)

RUNS = Table(
    "runs",
    "one published run",
    ("run_id",),
    (
        Column("run_id", "VARCHAR", "Identifier of the run"),
        Column("started_at", "TIMESTAMP", "When it started, in UTC"),
        Column("finished_at", "TIMESTAMP", "When its tables were ready to be audited, in UTC"),
        Column("status", "VARCHAR", "How it ended", values=RUN_STATUSES),
        Column("files_found", "INTEGER", "Files in the seed folder"),
        Column("files_new", "INTEGER", "Files never seen before"),
        Column("files_changed", "INTEGER", "Files with other content than when last seen"),
        Column("files_gone", "INTEGER", "Files that have disappeared since the last run"),
        Column("files_duplicate", "INTEGER", "Files that repeat another file's article"),
        Column("files_rejected", "INTEGER", "Files of this run that could not be loaded"),
        Column("articles_loaded", "INTEGER", "Articles written by this run"),
        Column("mentions_loaded", "INTEGER", "Mentions written by this run"),
        Column("quotes_loaded", "INTEGER", "Quotes written by this run"),
        Column("model_version", "VARCHAR", "The language model that was used"),
        Column("code_version", "VARCHAR", "The version of this program"),
        Column(
            "link_version",
            "VARCHAR",
            "Rules and corrections by which names were linked; null before there were any",
            nullable=True,
        ),
        Column(
            "reports_version",
            "VARCHAR",
            "SQL with which the reports were built; null before it was noted",
            nullable=True,
        ),
    ),
)

TABLES = (
    RUNS,
    SEED_FILES,
    ARTICLES,
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
