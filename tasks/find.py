"""Step 1: every file of the seed folder, by content."""

from __future__ import annotations

from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.store.ledger import FoundFile
from tasks.store.seed_folder import find_files


@task(name="find", task_run_name="find files", cache_policy=NO_CACHE, persist_result=False)
def find(seeds: Path, *, max_bytes: int) -> list[FoundFile]:
    """Every `*.txt` below the seed folder with the hash of its content, sorted by path."""
    return find_files(seeds, max_bytes=max_bytes)
