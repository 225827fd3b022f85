"""Pages of a report as files, and what the warehouse says beside them."""

from pathlib import Path

import duckdb

from tasks.report.report import Report


def pages(report: Report) -> list[Path]:
    return sorted(report.path.parent.resolve().rglob("*.html"))


def scalar(warehouse: Path, sql: str, *values: object) -> object:
    with duckdb.connect(warehouse / "wortlaut.duckdb", read_only=True) as connection:
        (row,) = connection.execute(sql, list(values)).fetchall()
        return row[0]


def all_rows(warehouse: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    with duckdb.connect(warehouse / "wortlaut.duckdb", read_only=True) as connection:
        return connection.execute(sql, list(values)).fetchall()
