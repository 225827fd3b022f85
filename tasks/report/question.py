"""The report's questions to the warehouse, one file each."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from typing import Any

import polars as pl

from tasks.store.reader import Reader

Row = Mapping[str, Any]


def question(name: str) -> str:
    """The SQL of `queries/<name>.sql`."""
    return resources.files("tasks.report").joinpath("queries", f"{name}.sql").read_text("utf-8")


def ask(reader: Reader, name: str, **values: object) -> pl.DataFrame:
    """The answer to a question."""
    return reader.frame(question(name), values)


def rows(frame: pl.DataFrame) -> list[Row]:
    """The rows as mappings, for templates."""
    return list(frame.iter_rows(named=True))


def grouped(frame: pl.DataFrame, column: str) -> dict[str, list[Row]]:
    """The rows by the value of a column, in their order."""
    found: dict[str, list[Row]] = {}
    for row in frame.iter_rows(named=True):
        found.setdefault(row[column], []).append(row)
    return found
