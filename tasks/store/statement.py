"""The SQL statements that the warehouse is read and changed with, one file a purpose."""

from __future__ import annotations

from functools import cache
from importlib import resources

import duckdb


@cache
def statements(name: str) -> tuple[str, ...]:
    """The statements of `statements/<name>.sql`, in order."""
    sql = resources.files("tasks.store").joinpath("statements", f"{name}.sql").read_text("utf-8")
    return split(sql)


def split(sql: str) -> tuple[str, ...]:
    """The statements of a text, by DuckDB's own parser: a semicolon may stand in what is quoted."""
    return tuple(statement.query.strip() for statement in duckdb.extract_statements(sql))
