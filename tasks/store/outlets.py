"""What the articles of a warehouse say of where they are from, and the outlets that they are of."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl

from tasks.outlets.outlet import KINDS, LISTED_BY
from tasks.store.names import write_frame
from tasks.store.statement import statements
from tasks.store.table import Column, Table

OUTLETS = Table(
    "outlets",
    "an outlet: one that a list has, or that articles name themselves",
    ("name",),
    (
        Column("name", "VARCHAR", "What it is called"),
        Column(
            "country",
            "VARCHAR",
            "Country it is from, as ISO 3166-1 code; null where no list says it",
            nullable=True,
        ),
        Column("kind", "VARCHAR", "What it is; unlisted where no list has it", values=KINDS),
        Column("domain", "VARCHAR", "Its chief domain", nullable=True),
        Column("aliases", "VARCHAR", "Other names of it, divided by semicolons", nullable=True),
        Column(
            "listed_by",
            "VARCHAR",
            "The project's list, the user's outlets.csv, or articles alone",
            values=LISTED_BY,
        ),
    ),
)

FOUND = pl.Schema({name: pl.String() for name in ("source", "address", "outlet")})


def read_sources(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Every combination of `source` and `address` (an URL up to its page), with its `articles`."""
    return pl.DataFrame(connection.sql(statements("read_sources")[0]))


def write_outlets(
    connection: duckdb.DuckDBPyConnection,
    outlets: pl.DataFrame,
    found: pl.DataFrame,
    scratch: Path,
) -> int:
    """Bring `outlets` and `articles.outlet` up to date in one transaction; return rows changed.

    `found` has the outlet of every combination that `read_sources` gives. On any error nothing is
    changed. Both go through files in `scratch`.
    """
    values = {
        "outlets": write_frame(outlets, scratch / "outlets.parquet"),
        "found": write_frame(found, scratch / "found.parquet"),
    }
    leaving, coming, naming = statements("write_outlets")
    changed = 0
    connection.begin()
    try:
        for statement, names in (
            (leaving, ("outlets",)),
            (coming, ("outlets",)),
            (naming, ("found",)),
        ):
            rows = connection.execute(statement, {name: values[name] for name in names}).fetchall()
            changed += sum(count for (count,) in rows)
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    return changed
