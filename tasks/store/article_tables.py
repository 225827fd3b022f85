"""The tables of articles: what their sources say of them, and the parts of their texts."""

from __future__ import annotations

from typing import get_args

from tasks.store.table import ARTICLE_ID, END, RUN_ID, START, Column, Table
from tasks.text.article import BlockKind, DatePrecision, ToldBy

PRECISIONS = get_args(DatePrecision)
BLOCK_KINDS = get_args(BlockKind)
TOLD_BY = get_args(ToldBy)

ARTICLES = Table(
    "articles",
    "an article, as last seen",
    ("article_id",),
    (
        Column("article_id", "VARCHAR", ARTICLE_ID),
        Column("path", "VARCHAR", "Where the file lies or last lay, relative to the seed folder"),
        Column(
            "record",
            "VARCHAR",
            "Which record of the file it is; null where the file is the article",
            nullable=True,
        ),
        Column("title", "VARCHAR", "Headline, where the file gives one", nullable=True),
        Column(
            "published_on",
            "DATE",
            "Publication date; the first day of the period where only a month or year is known",
            nullable=True,
        ),
        Column("date_precision", "VARCHAR", "What of the date is known", values=PRECISIONS),
        Column(
            "published_at",
            "TIMESTAMP WITH TIME ZONE",
            "Moment of publication, where its source gives more than the day",
            nullable=True,
        ),
        Column("language", "VARCHAR", "Language of the text, as ISO 639-1 code"),
        Column("source", "VARCHAR", "Publisher or agency, as its source calls it", nullable=True),
        Column(
            "outlet",
            "VARCHAR",
            "The outlet it is of, by address or source; null where it says neither",
            nullable=True,
            references="outlets.name",
        ),
        Column("author", "VARCHAR", "Author, as its source writes it", nullable=True),
        Column(
            "authors",
            "VARCHAR[]",
            "Persons who wrote it, by source or byline; empty where nobody is named",
            backfill="case when author is null then [] else [author] end",
        ),
        Column("agency", "VARCHAR", "News agency that it was taken from", nullable=True),
        Column("url", "VARCHAR", "Address of the page, as its source gives it", nullable=True),
        Column("section", "VARCHAR", "Section of the paper, as its source says", nullable=True),
        Column(
            "tags", "VARCHAR[]", "Keywords that its source gives; empty where none", backfill="[]"
        ),
        Column("text", "VARCHAR", "The text as it was read; all offsets count in it"),
        Column("char_count", "INTEGER", "Length of the text in characters"),
        Column("token_count", "INTEGER", "Number of tokens that are not white space"),
        Column("model_version", "VARCHAR", "The language model that annotated the article"),
        Column("run_id", "VARCHAR", RUN_ID, references="runs.run_id"),
        Column("loaded_at", "TIMESTAMP", "When that run loaded it, in UTC"),
    ),
)

ARTICLE_BLOCKS = Table(
    "article_blocks",
    "one block of an article's text",
    ("article_id", "block_number"),
    (
        Column("article_id", "VARCHAR", ARTICLE_ID, references="articles.article_id"),
        Column("block_number", "INTEGER", "Number of the block, counted from 0"),
        Column("start_char", "INTEGER", START),
        Column("end_char", "INTEGER", END),
        Column("kind", "VARCHAR", "What part of the article it is", values=BLOCK_KINDS),
        Column("told_by", "VARCHAR", "What tells the kind", values=TOLD_BY),
    ),
)
