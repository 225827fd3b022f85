"""Connections to DuckDB, none of which fetches anything from elsewhere by itself."""

from __future__ import annotations

from pathlib import Path

import duckdb

Connection = duckdb.DuckDBPyConnection
DatabaseError = duckdb.Error
"""For modules that pass a connection on or catch its errors, and do not import duckdb."""


def connect(path: Path | None = None, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to the file, or to a database in memory.

    DuckDB would download an extension that a statement has a use for, without asking: here a
    statement must say `install`. Raises duckdb.Error.
    """
    connection = duckdb.connect(path or ":memory:", read_only=read_only)
    connection.execute("set autoinstall_known_extensions = false")
    return connection


def quoted(path: Path) -> str:
    """The path as it stands between quotes in a statement that takes no parameters."""
    return str(path).replace("'", "''")
