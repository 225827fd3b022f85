"""A real warehouse file for tests of linking, loaded from rows that were written by hand."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl

from tasks.ledger.ledger import Counts, LoadPlan
from tasks.link.corrections import parse_corrections
from tasks.resolve.linking import link_warehouse
from tasks.store.staging import Staging
from tasks.store.warehouse import Run, load, open_warehouse

NOW = datetime(2026, 1, 2, 3, 30)
LINKED = ("entities", "entity_links", "entity_roles", "mentions", "quote_speakers", "corrections")

# What columns hold that do not matter to linking.
_FILLING = {
    pl.String: "x",
    pl.Int32: 0,
    pl.Int64: 0,
    pl.Float64: 0.5,
    pl.Boolean: True,
}
_MAY_BE_NULL = frozenset(
    {
        "published_on",
        "birth_year",
        "place",
        "article_entity_id",
        "parent_quote_id",
        "title",
        "rules",
    }
)


def run(run_id: str, link_version: str = "v") -> Run:
    return Run(run_id, NOW, NOW, "completed", *(0,) * 11, "m", "0", link_version, "reports")


def add(
    connection: duckdb.DuckDBPyConnection,
    frames: Mapping[str, pl.DataFrame],
    staging: Path,
    *,
    remove: Sequence[str] = (),
) -> None:
    """Load these articles as a night does, up to the step that links names."""
    filled = {name: _filled(frame) for name, frame in frames.items()}
    articles = filled["articles"]["article_id"].to_list()
    (loaded,) = connection.execute("select count(*) from main.runs").fetchall()
    plan = LoadPlan(
        rows=(),
        load={article: f"{article}.txt" for article in articles},
        move={},
        remove=frozenset(remove),
        counts=Counts(0, 0, 0, 0, 0, 0),
    )
    batch = Staging(staging, "m").write(filled)
    load(connection, plan, dict.fromkeys(articles, batch), run(f"r{loaded[0]}"))


@contextmanager
def warehouse(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    folder.mkdir(parents=True, exist_ok=True)
    with open_warehouse(folder / "wortlaut.duckdb") as connection:
        yield connection


def relink(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    *,
    corrections: str = "",
    rows_a_part: int = 100_000,
) -> None:
    link_warehouse(
        connection,
        parse_corrections(corrections.encode()),
        scratch=folder,
        rows_a_part=rows_a_part,
    )


def contents(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the tables that linking writes, sorted."""
    return {
        table: sorted(connection.execute(f"from main.{table}").fetchall(), key=repr)
        for table in LINKED
    }


def _filled(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(
        pl.col(name).fill_null(_FILLING[type(kind)])
        for name, kind in frame.schema.items()
        if name not in _MAY_BE_NULL and type(kind) in _FILLING
    )
