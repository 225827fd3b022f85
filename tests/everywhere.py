"""Looks for words in every byte of a folder, also where files keep them packed."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import polars as pl


def places(folder: Path, words: str, *, but: Iterable[str] = ()) -> list[str]:
    """The files, relative to the folder, that hold the words in whatever case or encoding.

    The names of files and folders count as well, and what Parquet, DuckDB and SQLite files hold.
    """
    left_out = set(but)
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.name not in left_out
        and (_holds(path.name.encode(), words) or (path.is_file() and _is_in(path, words)))
    )


def _is_in(file: Path, words: str) -> bool:
    return _holds(file.read_bytes(), words) or any(_holds(part, words) for part in _unpacked(file))


def _holds(raw: bytes, words: str) -> bool:
    lower = raw.lower()
    escaped = json.dumps(words)[1:-1]
    forms = {words.lower(), escaped.lower(), words.lower().replace(" ", "-")}
    return any(form.encode(code) in lower for form in forms for code in ("utf-8", "utf-16-le"))


def _unpacked(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        start = opened.read(16)
    if start.startswith(b"PAR1"):
        yield str(pl.read_parquet(file, glob=False).to_dict(as_series=False)).encode()
        yield str(pl.read_parquet_metadata(file)).encode()
    elif start[8:12] == b"DUCK":
        with closing(duckdb.connect(file, read_only=True)) as connection:
            for schema, table in connection.execute(
                "select table_schema, table_name from information_schema.tables"
            ).fetchall():
                yield str(
                    connection.execute(f'select * from "{schema}"."{table}"').fetchall()
                ).encode()
    elif start.startswith(b"SQLite format 3"):
        with closing(sqlite3.connect(file)) as connection:
            tables = connection.execute("select name from sqlite_master where type = 'table'")
            for (table,) in tables.fetchall():
                yield str(connection.execute(f'select * from "{table}"').fetchall()).encode()
