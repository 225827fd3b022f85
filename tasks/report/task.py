"""Step 9: the report is written from the published warehouse."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.report.report import Report, write_changed_report, write_report


@task(
    name="report",
    task_run_name="write the report",
    cache_policy=NO_CACHE,
    persist_result=False,
)
def report(warehouse: Path, *, unchanged_too: bool) -> Report | None:
    """Write the report anew; the one before stays until the new one is whole.

    None where nothing has changed since the one before was written, unless that one is to be
    written again, too.
    """
    made_at = datetime.now(UTC).replace(tzinfo=None)
    if unchanged_too:
        return write_report(warehouse, made_at=made_at)
    return write_changed_report(warehouse, made_at=made_at)
