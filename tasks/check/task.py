"""The step of the flow `check`."""

from __future__ import annotations

from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.check.inspection import Finding
from tasks.check.verification import check_warehouse


@task(
    name="check",
    task_run_name="verify the warehouse",
    cache_policy=NO_CACHE,
    persist_result=False,
)
def check(warehouse: Path, seeds: Path, *, model: Path | None) -> list[Finding]:
    """Findings, errors first; an empty list says that all is well."""
    return check_warehouse(warehouse, seeds, model=model)
