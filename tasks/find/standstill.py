"""A seed folder that stands still since the published warehouse was made from it.

Most nights of a large archive bring nothing. Then the figures of the file system say so, all the
same as when the published generation was made, and ledger and articles need not be compared.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from pathlib import Path

import polars as pl

from tasks.find.passed_over import in_order
from tasks.find.seed_folder import figures_below
from tasks.ledger.ledger import Counts
from tasks.store.generation import published_path

_FILE = Path(".cache", "standstill.parquet")
# What an earlier release has left says nothing of articles that were dated ahead.
_LAYOUT = "3"
_UNREADABLE = (OSError, ValueError, LookupError, pl.exceptions.PolarsError)


def remember_standstill(
    seeds: Path, warehouse: Path, scanned: Path, counts: Counts, *, read_with: str
) -> None:
    """Note that the published generation holds all files of the scan that this run began with.

    `scanned` is the stat cache as that scan left it; call while the warehouse is still held, so
    that no other scan has changed it. `read_with` is what the reading of files depended on beside
    them. A run with rejected files, or with articles dated ahead, is
    not remembered, for they are read again every night. A disk that refuses costs the next run its
    time and this one nothing.
    """
    file = warehouse / _FILE
    with suppress(*_UNREADABLE):
        building = file.with_name(f".{file.name}.new")
        building.unlink(missing_ok=True)
        file.unlink(missing_ok=True)
        if counts.rejected or counts.records_rejected or counts.ahead:
            return
        figures = pl.read_parquet(scanned, glob=False).drop("content_hash")
        figures.write_parquet(
            building,
            metadata={
                "layout": _LAYOUT,
                "generation": _generation(warehouse),
                "seeds": str(seeds.resolve()),
                "read_with": read_with,
                "found": str(counts.found),
                "duplicate": str(counts.duplicate),
                "undated": str(counts.undated),
                "records": str(counts.records),
            },
        )
        building.replace(file)


def standstill(seeds: Path, warehouse: Path, *, read_with: str) -> Counts | None:
    """Counts of a run that finds nothing new, or None where the folder has to be looked at.

    The folder stands still when it holds the very files that are remembered, with the same
    figures, and the published generation is the one that was made of them.
    """
    file = warehouse / _FILE
    try:
        noted = pl.read_parquet_metadata(file)
        if (noted["layout"], noted["generation"], noted["seeds"], noted["read_with"]) != (
            _LAYOUT,
            _generation(warehouse),
            str(seeds.resolve()),
            read_with,
        ):
            return None
        found, duplicate, undated, records = (
            int(noted[name]) for name in ("found", "duplicate", "undated", "records")
        )
        remembered = pl.read_parquet(file, glob=False)
    except (*_UNREADABLE, pl.exceptions.PanicException):
        return None
    passed_over: Counter[str] = Counter()
    seen = figures_below(seeds, passed_over=passed_over)
    if seen is None or seen.height != found or not seen.equals(remembered, null_equal=False):
        return None
    return Counts(
        found=found,
        new=0,
        changed=0,
        gone=0,
        duplicate=duplicate,
        rejected=0,
        undated=undated,
        records=records,
        passed_over=in_order(passed_over),
    )


def _generation(warehouse: Path) -> str:
    return published_path(warehouse).resolve().parent.name
