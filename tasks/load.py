"""Step 4: staged rows go into the working copy of the warehouse, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.runtime import task_run

from tasks.counted import counted
from tasks.retries import retrying
from tasks.store.ledger import LoadPlan
from tasks.store.warehouse import Run, open_warehouse
from tasks.store.warehouse import load as load_rows


def _name() -> str:
    plan: LoadPlan = task_run.parameters["plan"]
    return f"load {counted(len(plan.load), 'article')}"


@task(
    name="load",
    task_run_name=_name,
    cache_policy=NO_CACHE,
    persist_result=False,
    **retrying,
)
def load(working: Path, plan: LoadPlan, batches: Mapping[str, Path], run: Run) -> Run:
    """Carry out the plan; return the run with what it loaded."""
    with open_warehouse(working) as connection:
        return load_rows(connection, plan, batches, run)
