"""Reading the published warehouse with SQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from tasks.store.connection import connect
from tasks.store.published import NoWarehouseError, check_published

_CHUNK = 10_000


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


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of one statement.

    Names of columns may be the same. `rows` are read once, in their order, before the next answer.
    """

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


def answers(folder: Path, sql: str, *, single: bool = False) -> Iterator[Answer]:
    """The results of these statements against the warehouse published in `folder`, one by one.

    Statements that only prepare others, such as temporary tables and settings, have none. Raises
    QueryError, with DuckDB's own message where it refuses a statement; where there is none; and,
    before the first is run, where `single` is asked for and several of them have a result.
    """
    with reading(folder) as connection:
        statements = connection.extract_statements(sql)
        if not statements:
            raise QueryError("there is no statement to run; write one, such as 'show all tables'")
        asking = [statement for statement in statements if _has_result(statement)]
        if single and len(asking) > 1:
            raise QueryError(
                f"{len(asking)} statements have a result, and this format holds one; ask them one "
                "by one, or with --format table"
            )
        for statement in statements:
            _execute(connection, statement)
            if statement in asking:
                columns = tuple(column[0] for column in connection.description or ())
                yield Answer(columns, _fetched(connection))


def query(folder: Path, sql: str) -> pl.DataFrame:
    """The result of one statement as a frame.

    Raises QueryError with DuckDB's own message.
    """
    with reading(folder) as connection:
        return whole_numbers(pl.DataFrame(connection.sql(sql)))


def _has_result(statement: duckdb.Statement) -> bool:
    """Whether there are rows to show; a number of changed rows is not what was asked for."""
    kinds = statement.expected_result_type
    if statement.type == duckdb.StatementType.MULTI or "returning" in statement.query.lower():
        return True
    return (
        duckdb.ExpectedResultType.QUERY_RESULT in kinds
        and duckdb.ExpectedResultType.CHANGED_ROWS not in kinds
    )


def _execute(connection: duckdb.DuckDBPyConnection, statement: duckdb.Statement) -> None:
    try:
        connection.execute(statement)
    except duckdb.InvalidInputException as error:
        if "read-only mode" not in str(error):
            raise
        raise QueryError(
            "the published warehouse is read-only, since runs alone write it; a temporary table "
            f"can be made beside it (create temp table …), or a copy of the file changed ({error})"
        ) from error


def _fetched(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    try:
        while rows := connection.fetchmany(_CHUNK):
            yield from rows
    except duckdb.Error as error:
        raise QueryError(str(error)) from error


def whole_numbers(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with integers for decimals that have no digits after the point.

    DuckDB sums integers into 128 bits, which arrive as such decimals.
    """
    whole = [n for n, t in frame.schema.items() if isinstance(t, pl.Decimal) and t.scale == 0]
    return frame.with_columns(pl.col(whole).cast(pl.Int64, strict=False))
