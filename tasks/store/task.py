"""Steps 4 and 8: the working copy of the warehouse is loaded, and in the end published."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.runtime import task_run

from tasks.console.plural import counted
from tasks.ledger.ledger import LoadPlan
from tasks.machine.retries import retrying
from tasks.store.generation import publish_generation
from tasks.store.warehouse import Run, checkpoint, open_warehouse
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
    """Carry out the plan in one transaction; return the run with what it loaded."""
    with open_warehouse(working) as connection:
        return load_rows(connection, plan, batches, run)


@task(
    name="publish",
    task_run_name="publish",
    cache_policy=NO_CACHE,
    persist_result=False,
    **retrying,
)
def publish(warehouse: Path, working: Path) -> Path:
    """Checkpoint, sync and swap in the working copy; return the new generation's path."""
    checkpoint(working)
    return publish_generation(warehouse, working)
