"""Whether a published warehouse is whole: what tests of faults ask after each of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import duckdb

from tasks.store.generation import published_path

# Each query returns rows that must not be.
_RULES = {
    "articles without a loaded file": """
        select path from main.articles
        anti join main.seed_files using (article_id, path)""",
    "loaded files without an article": """
        select path from main.seed_files anti join main.articles using (article_id)
        where status = 'loaded'""",
    "articles twice": "select article_id from main.articles group by all having count(*) > 1",
    "mentions twice": "select mention_id from main.mentions group by all having count(*) > 1",
    "quotes twice": "select quote_id from main.quotes group by all having count(*) > 1",
    "mentions without article or entity": """
        select mention_id from main.mentions anti join main.articles using (article_id)
        union all
        select mention_id from main.mentions anti join main.entities using (entity_id)""",
    "quotes without article": """
        select quote_id from main.quotes
        anti join main.articles using (article_id)""",
    "spans without quote": """
        select quote_id from main.quote_spans
        anti join main.quotes using (quote_id)""",
    "speakers without quote or entity": """
        select quote_id from main.quote_speakers anti join main.quotes using (quote_id)
        union all
        select quote_id from main.quote_speakers anti join main.entities using (entity_id)""",
    "entities without mention": """
        select entity_id from main.entities
        anti join main.mentions using (entity_id)""",
    "offsets that do not hold": """
        select mention_id from main.mentions join main.articles using (article_id)
        where substr(articles.text, start_char + 1, end_char - start_char) <> surface
        union all
        select quote_id from main.quotes join main.articles using (article_id)
        where substr(articles.text, start_char + 1, end_char - start_char) <> quotes.text""",
    "runs that are not completed": "select run_id from main.runs where status <> 'completed'",
    "reports of other quotations": """
        select quote_id from main.quotes anti join reports.quote_lines using (quote_id)
        union all
        select quote_id from reports.quote_lines anti join main.quotes using (quote_id)""",
}
# What an article's rows are, whatever else is loaded: no column that other articles decide.
_OWN_ROWS = {
    "articles": "from main.articles select * exclude (path, run_id, loaded_at)",
    "article_entities": "from main.article_entities",
    "article_roles": "from main.article_roles",
    "role_mentions": "from main.role_mentions",
    "article_speakers": "from main.article_speakers join main.quotes using (quote_id)"
    " select article_speakers.*, quotes.article_id",
    "mentions": "from main.mentions anti join main.role_mentions using (mention_id)"
    " select * exclude (entity_id)",
    "quotes": "from main.quotes",
    "quote_spans": "from main.quote_spans join main.quotes using (quote_id)"
    " select quote_spans.*, quotes.article_id",
}


def articles_of(warehouse: Path) -> frozenset[str]:
    """Identifiers of the published articles; none where nothing is published."""
    published = published_path(warehouse)
    if not published.exists():
        return frozenset()
    with closing(duckdb.connect(published.resolve(), read_only=True)) as connection:
        found = connection.execute("select article_id from main.articles").fetchall()
    return frozenset(row[0] for row in found)


def faults_of(warehouse: Path, reference: Path | None = None) -> Iterator[str]:
    """What is wrong with the published file, in words.

    `reference` is a warehouse with all the articles and more, made without any fault: an
    article's own rows must be the same there. Raises duckdb.Error for a file that is none.
    """
    published = published_path(warehouse)
    if not published.exists():
        return
    file = published.resolve()
    if file.stat().st_mode & 0o222:
        yield "the published file can be written"
    beside = sorted(other.name for other in file.parent.iterdir() if other != file)
    if beside:
        yield f"beside the published file lies {beside}"
    with closing(duckdb.connect(file, read_only=True)) as connection:
        for rule, sql in _RULES.items():
            rows = connection.execute(sql).fetchall()
            if rows:
                yield f"{len(rows)} {rule}, for example {rows[0][0]}"
        if reference is not None:
            yield from _differences(connection, published_path(reference).resolve())


def leftovers_of(warehouse: Path) -> list[str]:
    """What a run that has ended must not leave, by path below the warehouse folder."""
    found = [
        *warehouse.glob("generations/*.building"),
        *warehouse.glob("staging/*/.*"),
        *warehouse.glob(".cache/.*"),
        *warehouse.glob(".check-*"),
        *warehouse.glob(".*.new"),
        *sorted(warehouse.glob("generations/*"))[2:],
        *sorted(warehouse.glob(".reports/*"))[1:],
    ]
    return [str(path.relative_to(warehouse)) for path in found]


def _differences(connection: duckdb.DuckDBPyConnection, reference: Path) -> Iterator[str]:
    with closing(duckdb.connect(reference, read_only=True)) as whole:
        held = connection.execute("select article_id from main.articles").fetchall()
        articles = [row[0] for row in held]
        for table, rows in _OWN_ROWS.items():
            own = f"select * from ({rows}) where article_id in (select unnest($articles))"
            values = {"articles": articles}
            here, there = (_rows(each.execute(own, values)) for each in (connection, whole))
            if here != there:
                yield f"{table}: {len(here)} rows, and {len(there)} in a run without faults"


def _rows(found: duckdb.DuckDBPyConnection) -> list[list[tuple[str, object]]]:
    """Rows by name: an older warehouse has got its new columns behind the others."""
    names = [column[0] for column in found.description or ()]
    rows = (
        sorted(zip(names, row, strict=True), key=lambda each: each[0]) for row in found.fetchall()
    )
    return sorted(rows, key=repr)
