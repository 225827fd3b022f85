"""Reading the published warehouse with SQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl

from tasks.store.connection import connect
from tasks.store.published import NoWarehouseError, check_published


class QueryError(RuntimeError):
    """There is no warehouse to read, or DuckDB refused the statement."""


@contextmanager
def reading(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that reads the warehouse published in `folder`.

    Raises QueryError, also with DuckDB's own message for what fails inside.
    """
    try:
        path = check_published(folder)
    except NoWarehouseError as error:
        raise QueryError(str(error)) from error
    try:
        with connect(path.resolve(), read_only=True) as connection:
            yield connection
    except duckdb.Error as error:
        raise QueryError(str(error)) from error


def query(folder: Path, sql: str) -> pl.DataFrame:
    """The result of one statement against the warehouse published in `folder`.

    Raises QueryError with DuckDB's own message.
    """
    with reading(folder) as connection:
        relation = connection.sql(sql)
        frame = pl.DataFrame() if relation is None else pl.DataFrame(relation)
    return whole_numbers(frame)


def whole_numbers(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with integers for decimals that have no digits after the point.

    DuckDB sums integers into 128 bits, which arrive as such decimals.
    """
    whole = [n for n, t in frame.schema.items() if isinstance(t, pl.Decimal) and t.scale == 0]
    return frame.with_columns(pl.col(whole).cast(pl.Int64, strict=False))
