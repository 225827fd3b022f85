"""Step 1: every file of the seed folder, by content."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.utilities.annotations import quote

from tasks.find.passed_over import in_order
from tasks.find.seed_folder import find_files
from tasks.find.standstill import remember_standstill, standstill
from tasks.ledger.files import FoundFile
from tasks.ledger.ledger import Counts
from tasks.ledger.selection import Selection
from tasks.machine.retries import retrying

_CACHE = Path(".cache", "seed-stat.parquet")
# A file that nobody has changed for so long is taken for whole.
_QUIET_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Found:
    """Article files of the seed folder, and kinds and numbers of the files that are none."""

    files: list[FoundFile] = field(default_factory=list)
    passed_over: tuple[tuple[str, int], ...] = ()


def find(
    seeds: Path,
    *,
    cache: Path | None = None,
    selection: Selection | None = None,
    rehash: bool = False,
) -> Found:
    """Every article file below the seed folder with the hash of its content, sorted by path.

    `cache` is the warehouse folder, which remembers what need not be read again; `rehash` reads
    it all the same. Files that are not selected are listed, but not read. Runs as a Prefect task.
    """
    found: Found = _find(
        seeds,
        cache=cache / _CACHE if cache else None,
        selection=selection or Selection(),
        rehash=rehash,
    ).unquote()
    return found


def remember_found(seeds: Path, warehouse: Path, counts: Counts, *, read_with: str) -> None:
    """Note that all files found are published, so that a night without news is quickly seen.

    Call after the publication of a run that looked at all files. `read_with` is what its reading
    depended on beside the files.
    """
    remember_standstill(seeds, warehouse, warehouse / _CACHE, counts, read_with=read_with)


@task(
    name="find standstill",
    task_run_name="look for changes",
    cache_policy=NO_CACHE,
    persist_result=False,
    **retrying,
)
def find_standstill(seeds: Path, warehouse: Path, *, read_with: str) -> Counts | None:
    """Counts of a run without news, or None where the seed folder has to be gone through."""
    return standstill(seeds, warehouse, read_with=read_with)


@task(
    name="find",
    task_run_name="find files",
    cache_policy=NO_CACHE,
    persist_result=False,
    **retrying,
)
def _find(seeds: Path, *, cache: Path | None, selection: Selection, rehash: bool) -> quote:
    passed_over: Counter[str] = Counter()
    files = find_files(
        seeds,
        cache=cache,
        selection=selection,
        rehash=rehash,
        quiet_seconds=_QUIET_SECONDS,
        passed_over=passed_over,
    )
    # Quoted: Prefect would note for each file which task it came from, which takes a second.
    return quote(Found(files, in_order(passed_over)))
