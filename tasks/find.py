"""Step 1: every file of the seed folder, by content."""

from __future__ import annotations

from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.store.ledger import FoundFile
from tasks.store.seed_folder import find_files
from tasks.store.selection import Selection

_CACHE = Path(".cache", "seed-stat.parquet")


@task(name="find", task_run_name="find files", cache_policy=NO_CACHE, persist_result=False)
def find(
    seeds: Path,
    *,
    max_bytes: int,
    cache: Path | None = None,
    selection: Selection | None = None,
    rehash: bool = False,
) -> list[FoundFile]:
    """Every `*.txt` below the seed folder with the hash of its content, sorted by path.

    `cache` is the warehouse folder, which remembers what need not be read again; `rehash` reads
    it all the same. Files that are not selected are listed, but not read.
    """
    return find_files(
        seeds,
        max_bytes=max_bytes,
        cache=cache / _CACHE if cache else None,
        selection=selection or Selection(),
        rehash=rehash,
    )
