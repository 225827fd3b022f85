"""Articles as they lie in the warehouse with all that was found in them, and who is spoken of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import duckdb
import polars as pl

from tasks.nlp.layers.rows import (
    Annotation,
    ArticleEntity,
    ArticleRole,
    ArticleSpeaker,
    Mention,
    Quote,
    QuoteSpan,
    RoleMention,
)
from tasks.store.connection import Connection
from tasks.store.statement import statements
from tasks.store.stored_articles import article_of, read_told_blocks
from tasks.text.article import Article
from tasks.text.restore import with_blocks

_ROWS: dict[str, Callable[..., Any]] = {
    "article_entities": ArticleEntity,
    "mentions": Mention,
    "article_roles": ArticleRole,
    "role_mentions": RoleMention,
    "quotes": Quote,
    "quote_spans": QuoteSpan,
    "article_speakers": ArticleSpeaker,
}
_ARTICLES_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Stored:
    """An article of the warehouse, its path, the model that read it, and what was found."""

    path: str
    model_version: str
    article: Article
    annotation: Annotation


@dataclass(frozen=True, slots=True)
class Appearances:
    """Where some persons appear: their entities, articles, article entities and quotations."""

    entities: frozenset[str]
    articles: frozenset[str]
    article_entities: frozenset[str]
    quotes: frozenset[str]


def read_stored(connection: Connection, articles: Collection[str]) -> Iterator[Stored]:
    """These articles, with what was found in them; some at a time are in memory."""
    wanted = sorted(articles)
    for first in range(0, len(wanted), _ARTICLES_AT_A_TIME):
        yield from _read(connection, wanted[first : first + _ARTICLES_AT_A_TIME])


def find_articles(connection: Connection, asked: str, paths: Sequence[str]) -> dict[str, str]:
    """Path by `article_id` of the articles that have this identifier, source or a path."""
    (find,) = statements("find_articles")
    return dict(connection.execute(find, {"asked": asked, "paths": list(paths)}).fetchall())


def read_names(connection: Connection) -> list[str]:
    """Every different name of an entity or an article entity."""
    return [name for (name,) in connection.execute(statements("find_persons")[0]).fetchall()]


def read_names_of(connection: Connection, entity: str) -> list[str]:
    """The full names of one entity; its own where it has none; empty where there is none."""
    rows = connection.execute(statements("find_persons")[1], {"entity": entity}).fetchall()
    return [name for (name,) in rows]


def find_appearances(connection: Connection, names: Collection[str]) -> Appearances:
    """Where the entities appear that bear one of these names in some article."""
    find = statements("find_persons")[2]
    frame = pl.DataFrame(connection.sql(find, params={"names": list(names)}))
    found = [frozenset(column.drop_nulls().cast(pl.String).to_list()) for column in frame]
    return Appearances(*found)


def count_persons(connection: Connection, entities: Collection[str]) -> int:
    """How many of these entities are persons."""
    count = statements("find_persons")[3]
    (persons,) = connection.execute(count, {"entities": list(entities)}).fetchall()[0]
    return int(persons)


def find_texts(connection: Connection, surnames: Collection[str]) -> frozenset[str]:
    """Articles in whose text, title or header one of these folded surnames stands."""
    (find,) = statements("find_texts")
    rows = connection.execute(find, {"surnames": sorted(surnames)}).fetchall()
    return frozenset(article for (article,) in rows)


def _read(connection: Connection, articles: list[str]) -> Iterator[Stored]:
    read_articles, read_known, *read_tables = statements("read_article_rows")
    values = {"articles": articles}
    rows_of_articles = connection.execute(read_articles, values).fetchall()
    blocks = read_told_blocks(connection, articles)
    texts = {row[0]: article_of(row, blocks.get(row[0], ())) for row in rows_of_articles}
    known = connection.execute(read_known, values).fetchall()
    rows = {
        name: _by_article(connection.sql(read, params=values), make)
        for (name, make), read in zip(_ROWS.items(), read_tables, strict=True)
    }
    for article_id, path, token_count, model_version in known:
        found = {name: tuple(rows[name].get(article_id, ())) for name in _ROWS}
        yield Stored(
            path,
            model_version,
            with_blocks(texts[article_id]),
            Annotation(article_id=article_id, token_count=token_count, **found),
        )


def _by_article(
    relation: duckdb.DuckDBPyRelation, make: Callable[..., Any]
) -> dict[str, list[Any]]:
    frame = pl.DataFrame(relation)
    columns = [field.name for field in fields(make)]  # type: ignore[arg-type]
    found: dict[str, list[Any]] = {}
    for article_id, row in zip(
        frame["article_id"].to_list(), frame.select(columns).iter_rows(), strict=True
    ):
        found.setdefault(article_id, []).append(make(*row))
    return found
