"""Articles as the warehouse holds them, to be annotated anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import Any

import duckdb

from tasks.ledger.ledger import LoadPlan
from tasks.ledger.selection import Selection
from tasks.ledger.unit import file_of
from tasks.store.statement import statements
from tasks.text.article import Article, Block
from tasks.text.restore import with_blocks

# Columns of `articles` that an article is made of, in the order in which they are read.
_FIELDS = (
    "article_id",
    "title",
    "published_on",
    "date_precision",
    "language",
    "source",
    "author",
    "url",
    "section",
    "authors",
    "agency",
    "tags",
    "published_at",
    "text",
)
_AT_A_TIME = 1000
# An article dated to a month or a year lies in a window that it may have appeared in.
_LONGEST = {"month": timedelta(days=31), "year": timedelta(days=366)}


@dataclass(frozen=True, slots=True)
class Window:
    """Which articles: by publication date (both days included) and by path; empty: all.

    An article without a date lies in every window without dates, and in no other.
    """

    published_from: date | None = None
    published_until: date | None = None
    pattern: str | None = None

    def holds(self, path: str, published_on: date | None, precision: str) -> bool:
        """Whether the article lies in the window."""
        if self.pattern is not None and not Selection(pattern=self.pattern).selects(
            file_of(path), date.max
        ):
            return False
        if self.published_from is None and self.published_until is None:
            return True
        if published_on is None:
            return False
        last = published_on + _LONGEST.get(precision, timedelta(days=1)) - timedelta(days=1)
        return (self.published_from is None or last >= self.published_from) and (
            self.published_until is None or published_on <= self.published_until
        )


def find_stored_articles(
    connection: duckdb.DuckDBPyConnection, window: Window, *, not_by: str | None = None
) -> dict[str, str]:
    """The path of every article in the window, by `article_id`.

    `not_by` leaves out those that this model version annotated.
    """
    (listed,) = statements("find_stored_articles")
    rows = connection.execute(listed, {"not_by": not_by}).fetchall()
    return {
        article_id: path
        for article_id, path, published_on, precision in rows
        if window.holds(path, published_on, precision)
    }


def read_stored_articles(
    connection: duckdb.DuckDBPyConnection, articles: Iterable[str]
) -> Iterator[Article]:
    """Articles with these identifiers; some of them are in memory at a time."""
    (read,) = statements("read_stored_articles")
    left = iter(articles)
    while some := list(islice(left, _AT_A_TIME)):
        blocks = read_told_blocks(connection, some)
        for row in connection.execute(read, {"articles": some}).fetchall():
            yield with_blocks(article_of(row, blocks.get(row[0], ())))


def read_told_blocks(
    connection: duckdb.DuckDBPyConnection, articles: Iterable[str]
) -> dict[str, list[Block]]:
    """Blocks whose kind the source tells, in their order, by `article_id`."""
    (read,) = statements("read_told_blocks")
    told: dict[str, list[Block]] = {}
    for article_id, start, end, kind in connection.execute(
        read, {"articles": list(articles)}
    ).fetchall():
        told.setdefault(article_id, []).append(Block(start, end, kind, "source"))
    return told


def article_of(row: Sequence[Any], told: Iterable[Block] = ()) -> Article:
    """The article of a row of `read_stored_articles` or `read_contents`, with these blocks."""
    values = dict(zip(_FIELDS, row, strict=True))
    lists = {name: tuple(values[name]) for name in ("authors", "tags")}
    return Article(**(values | lists), blocks=tuple(told))


def replacing(plan: LoadPlan, anew: Mapping[str, str]) -> LoadPlan:
    """The plan that also takes these articles (article to path) out and loads them anew."""
    paths = {article: plan.move.get(article, path) for article, path in anew.items()}
    return replace(plan, load={**plan.load, **paths}, remove=plan.remove | paths.keys())
