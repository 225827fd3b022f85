"""By what the last run made names and reports."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from tasks.store.statement import statements


@dataclass(frozen=True, slots=True)
class Versions:
    """Rules and corrections of names, and the SQL of the reports; None where there were none."""

    link: str | None
    reports: str | None


def last_versions(connection: duckdb.DuckDBPyConnection, *, before: str = "") -> Versions:
    """What the last run noted of itself, or the last one but the run `before`."""
    rows = connection.execute(statements("read_run_versions")[0], {"run_id": before}).fetchall()
    return Versions(*rows[0]) if rows else Versions(None, None)


def last_model(connection: duckdb.DuckDBPyConnection) -> str:
    """The model version that the last run used; empty where there was none."""
    rows = connection.execute(statements("read_last_model")[0]).fetchall()
    return rows[0][0] if rows else ""
