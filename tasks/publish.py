"""Step 8: the working copy becomes the published warehouse."""

from __future__ import annotations

from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.retries import retrying
from tasks.store.generation import publish_generation
from tasks.store.warehouse import checkpoint


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
