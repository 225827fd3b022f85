"""Several questions to one and the same generation of the published warehouse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl

from tasks.store.query import QueryError, reading, whole_numbers
from tasks.store.statement import statements
from tasks.store.warehouse import is_as_declared

_PARAMETER = re.compile(r"\$([a-z_]+)")


class Reader:
    """One connection to one generation: what is published meanwhile changes no answer."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def prepare(self, sql: str, values: dict[str, object] | None = None) -> None:
        """Run statements that make temporary tables; they live as long as the reader."""
        for statement in sql.split(";"):
            if statement.strip():
                self._connection.execute(statement, _used(statement, values))

    def frame(self, sql: str, values: dict[str, object] | None = None) -> pl.DataFrame:
        """The rows of one query; `values` may hold more than its `$parameters`."""
        return whole_numbers(pl.DataFrame(self._connection.sql(sql, params=_used(sql, values))))


@contextmanager
def reader(folder: Path) -> Iterator[Reader]:
    """A reader of the warehouse published in `folder`, with the macro `dated_roles`.

    Raises QueryError where there is none, or one of another release.
    """
    with reading(folder) as connection:
        if not is_as_declared(connection):
            raise QueryError(
                f"the warehouse in {folder} is of another release of Wortlaut; "
                "bring it up to date with 'wortlaut run'"
            )
        connection.execute(*statements("dated_roles"))
        yield Reader(connection)


def _used(sql: str, values: dict[str, object] | None) -> dict[str, object]:
    """The values that the statement has parameters for: DuckDB refuses others."""
    return {name: (values or {})[name] for name in set(_PARAMETER.findall(sql))}
