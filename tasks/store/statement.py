"""The SQL statements that the warehouse is read and changed with, one file a purpose."""

from __future__ import annotations

from importlib import resources


def statements(name: str) -> list[str]:
    """The statements of `statements/<name>.sql`, in order."""
    sql = resources.files("tasks.store").joinpath("statements", f"{name}.sql").read_text("utf-8")
    return [statement.strip() for statement in sql.split(";") if statement.strip()]
