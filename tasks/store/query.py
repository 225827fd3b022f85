"""Reading the published warehouse with SQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl

from tasks.shown import shown
from tasks.store.generation import published_path
from tasks.store.ownership import ForeignFolderError, check_readable


class QueryError(RuntimeError):
    """There is no warehouse to read, or DuckDB refused the statement."""


def check_published(folder: Path) -> Path:
    """The published file of the warehouse in `folder`; raises QueryError where there is none.

    Raises it also where this user may not read it. Nothing is made.
    """
    path = published_path(folder)
    try:
        check_readable(folder, path)
        if path.exists():
            return path
    except ForeignFolderError as error:
        raise QueryError(str(error)) from error
    except ValueError as error:
        raise QueryError(
            f"the warehouse folder {shown(str(folder))} cannot be a path ({error}); name another"
        ) from error
    raise QueryError(
        f"there is no warehouse in {shown(str(folder))} yet; fill it with 'wortlaut run', "
        "or name another folder with --warehouse"
    )


@contextmanager
def reading(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that reads the warehouse published in `folder`.

    Raises QueryError, also with DuckDB's own message for what fails inside.
    """
    path = check_published(folder)
    try:
        with duckdb.connect(path.resolve(), read_only=True) as connection:
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
