"""What was done last is what was done last, whatever the clock said meanwhile."""

from datetime import datetime
from pathlib import Path

import duckdb

from tasks.ledger.files import SeedFile
from tasks.ledger.ledger import Counts, LoadPlan, plan_nothing
from tasks.report.limits import Limits
from tasks.report.stamp import make_stamp
from tasks.store.generation import published_path
from tasks.store.last_run import last_versions
from tasks.store.reader import reader
from tasks.store.warehouse import Run, load, open_warehouse

SUMMER, WINTER = datetime(2026, 7, 1), datetime(2026, 1, 1)
NO_FILES = Counts(0, 0, 0, 0, 0, 0)


def night(connection: duckdb.DuckDBPyConnection, run_id: str, at: datetime, *paths: str) -> None:
    rows = tuple(
        SeedFile(path, run_id, 1, "rejected", "empty", None, at, at, run_id) for path in paths
    )
    plan = LoadPlan(rows, {}, {}, frozenset(), NO_FILES) if rows else plan_nothing(NO_FILES)
    load(connection, plan, {}, Run(run_id, at, at, "completed", *(0,) * 11, "m", "0", run_id, "r"))


def test_names_are_as_the_last_run_linked_them_also_after_the_clock_was_put_back(
    tmp_path: Path,
) -> None:
    with open_warehouse(tmp_path / "w.duckdb") as connection:
        night(connection, "summer", SUMMER)
        night(connection, "autumn, by a wrong clock", WINTER)
        assert last_versions(connection, before="now").link == "autumn, by a wrong clock"


def test_a_report_is_written_anew_also_after_the_clock_was_put_back(tmp_path: Path) -> None:
    stamps = set()
    for run_id, at, paths in (("2", SUMMER, ("a", "b")), ("1", WINTER, ("b",))):
        with open_warehouse(published_path(tmp_path)) as connection:
            night(connection, run_id, at, *paths)
            connection.execute("update main.runs set link_version = ''")
        with reader(tmp_path) as asked:
            stamps.add(make_stamp(asked, Limits()))
    assert len(stamps) == 2
