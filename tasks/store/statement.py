"""The SQL statements that the warehouse is read and changed with, one file a purpose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path

import duckdb
import polars as pl


@cache
def statements(name: str) -> tuple[str, ...]:
    """The statements of `statements/<name>.sql`, in order."""
    sql = resources.files("tasks.store").joinpath("statements", f"{name}.sql").read_text("utf-8")
    return split(sql)


def split(sql: str) -> tuple[str, ...]:
    """The statements of a text, by DuckDB's own parser: a semicolon may stand in what is quoted."""
    return tuple(statement.query.strip() for statement in duckdb.extract_statements(sql))


def run_all(connection: duckdb.DuckDBPyConnection, name: str, values: Mapping[str, object]) -> None:
    """Run each statement of `statements/<name>.sql` with these values."""
    for statement in statements(name):
        connection.execute(statement, dict(values))


def write_parquet(
    path: Path, schema: Mapping[str, object], rows: Iterable[Sequence[object]]
) -> str:
    """Rows as a file that statements read, and its path."""
    frame = pl.DataFrame(list(rows), schema=dict(schema), orient="row")  # type: ignore[arg-type]
    frame.write_parquet(path)
    return str(path)
