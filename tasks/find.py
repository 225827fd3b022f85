"""Step 1: every file of the seed folder, by content."""

from __future__ import annotations

from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.utilities.annotations import quote

from tasks.retries import retrying
from tasks.store.ledger import FoundFile
from tasks.store.seed_folder import find_files
from tasks.store.selection import Selection

_CACHE = Path(".cache", "seed-stat.parquet")


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
    it all the same. Files that are not selected are listed, but not read. Runs as a Prefect task.
    """
    found: list[FoundFile] = _find(
        seeds,
        max_bytes=max_bytes,
        cache=cache / _CACHE if cache else None,
        selection=selection or Selection(),
        rehash=rehash,
    ).unquote()
    return found


@task(
    name="find",
    task_run_name="find files",
    cache_policy=NO_CACHE,
    persist_result=False,
    **retrying,
)
def _find(
    seeds: Path, *, max_bytes: int, cache: Path | None, selection: Selection, rehash: bool
) -> quote:
    # Quoted: Prefect would note for each file which task it came from, which takes a second.
    return quote(
        find_files(seeds, max_bytes=max_bytes, cache=cache, selection=selection, rehash=rehash)
    )
