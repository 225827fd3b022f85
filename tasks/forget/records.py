"""What Prefect's own database below the warehouse remembers of runs, and taking it out of there.

Prefect keeps logs, artifacts, parameters and events in SQLite. Deleting rows leaves them readable
in free pages and in the write-ahead log, so the file is written anew and the log cut to nothing.
SQLite's own locks make that safe beside a server that has the file open.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

_DATABASE = Path(".prefect", "prefect.db")
_MARK = Path(".prefect", "erase-before")
_SERVER_LOGS = ("server.log",)
_BUSY_SECONDS = 20.0
# What names articles and people. The runs themselves, with their states and times, stay.
_TOLD = ("artifact_collection", "artifact", "log", "event_resources", "events")
# All that is about runs, in an order in which nothing refers to what has gone.
_HISTORY = (
    *_TOLD,
    "flow_run_input",
    "automation_bucket",
    "automation_event_follower",
    "composite_trigger_child_firing",
    "task_run_state_cache",
    "task_run_state",
    "flow_run_state",
    "task_run",
    "flow_run",
)
_WHEN = {"events": "occurred", "event_resources": "occurred", "log": "timestamp"}


class RecordsError(RuntimeError):
    """Prefect's database is in use, or cannot be changed."""


def erase_history(warehouse: Path) -> int:
    """Take out all that is remembered of runs; return the number of rows.

    Deployments, schedules, automations, blocks and variables stay. Raises RecordsError.
    """
    removed = _erase(warehouse / _DATABASE, dict.fromkeys(_HISTORY))
    for name in _SERVER_LOGS:
        (warehouse / _DATABASE.parent / name).unlink(missing_ok=True)
    (warehouse / _MARK).unlink(missing_ok=True)
    return removed


def mark_for_erasure(warehouse: Path) -> None:
    """Have what runs have told until now taken out when the next run or service starts."""
    if (warehouse / _DATABASE.parent).is_dir():
        (warehouse / _MARK).write_text(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f}", "utf-8")


def erase_marked(warehouse: Path) -> int:
    """Do so, where it is marked: logs, artifacts and events of before; return the number of rows.

    Never raises: what cannot be done now stays marked.
    """
    mark = warehouse / _MARK
    with suppress(OSError, RecordsError):
        before = mark.read_text("utf-8")
        removed = _erase(warehouse / _DATABASE, dict.fromkeys(_TOLD, before))
        mark.unlink()
        return removed
    return 0


def _erase(database: Path, tables: dict[str, str | None]) -> int:
    """Delete the rows of the tables (until a time) and write the file anew."""
    if not database.exists():
        return 0
    removed = 0
    try:
        with closing(
            sqlite3.connect(database, timeout=_BUSY_SECONDS, isolation_level=None)
        ) as connection:
            held = {
                name
                for (name,) in connection.execute(
                    "select name from sqlite_master where type = 'table'"
                )
            }
            connection.execute("pragma foreign_keys = off")
            connection.execute("begin immediate")
            for table, before in tables.items():
                if table in held:
                    removed += _delete(connection, table, before)
            connection.execute("commit")
            connection.execute("vacuum")
            _cut_log(connection, database)
    except sqlite3.Error as error:
        raise RecordsError(
            f"Prefect's records in {database} cannot be changed ({error}); stop the programs that "
            "use them, then repeat this command"
        ) from error
    return removed


def _delete(connection: sqlite3.Connection, table: str, before: str | None) -> int:
    if before is None:
        return connection.execute(f"delete from {table}").rowcount
    column = _WHEN.get(table, "updated")
    return connection.execute(f"delete from {table} where {column} <= ?", [before]).rowcount


def _cut_log(connection: sqlite3.Connection, database: Path) -> None:
    """Bring the write-ahead log into the file and cut it; a reader may hold it for a moment."""
    deadline = time.monotonic() + _BUSY_SECONDS
    while True:
        (busy, _, _) = connection.execute("pragma wal_checkpoint(truncate)").fetchone()
        if not busy:
            return
        if time.monotonic() > deadline:
            raise RecordsError(
                f"Prefect's records in {database} are in use; stop the programs that use them, "
                "then repeat this command"
            )
        time.sleep(0.1)
