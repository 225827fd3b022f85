"""What leaves the warehouse leaves its file, its staging and what killed programs left behind.

A row that is deleted stays readable in the blocks of a DuckDB file that are free until something
is written there. So the tables go into a fresh file, and the reports are built in that.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

import polars as pl

from tasks.machine.checksums import CHECKSUMS, is_as_written
from tasks.store.connection import quoted
from tasks.store.generation import FILE_NAME, published_path
from tasks.store.staging import REJECTIONS, SCHEMAS, Staging
from tasks.store.tables import TABLES
from tasks.store.warehouse import open_warehouse

_DAMAGED = (OSError, LookupError, ValueError, pl.exceptions.PolarsError)
_STAGING = "staging"
# Folders of checks and runs that were killed; a file of the whole warehouse may lie in them.
_LEFT_BEHIND = (".check-*",)
# Earlier releases left logs in the latter.
_CACHES = (".cache", ".dbt")


def rewrite(working: Path) -> None:
    """Put the tables of a working file into a fresh one in its place, row by row in their order.

    The reports are not taken along: build them anew. The file must be closed.
    """
    fresh = working.with_name(f"{FILE_NAME}.fresh")
    fresh.unlink(missing_ok=True)
    with open_warehouse(fresh) as connection:
        connection.execute(f"attach '{quoted(working)}' as old (read_only)")
        for table in TABLES:
            connection.execute(
                f"insert into main.{table.name} by name select * from old.main.{table.name}"
            )
        connection.execute("detach old")
        connection.execute("force checkpoint")
    fresh.replace(working)
    working.with_name(f"{FILE_NAME}.wal").unlink(missing_ok=True)


def sweep_staging(warehouse: Path, keep: Collection[str]) -> int:
    """Take every article out of staging but these; return how many went.

    A batch that loses some is written anew under its new name. Staging is what a run may look up
    instead of annotating, so what goes too far costs time and nothing else.
    """
    gone = 0
    kept = frozenset(keep)
    for version in (warehouse / _STAGING).glob("*/"):
        staging = Staging(version.parent, version.name)
        staging.discard_unfinished()
        for batch in sorted(version.iterdir()):
            gone += _sweep_batch(staging, batch, kept)
    return gone


def remove_left_behind(warehouse: Path) -> int:
    """Remove what killed checks left in the folder; return how many."""
    folders = [path for pattern in _LEFT_BEHIND for path in warehouse.glob(pattern)]
    for path in folders:
        shutil.rmtree(path)
    return len(folders)


def remove_caches(warehouse: Path) -> None:
    """Remove what costs the next run some time and nothing else: figures of files, dbt's logs."""
    for name in _CACHES:
        shutil.rmtree(warehouse / name, ignore_errors=True)


def count_generations(warehouse: Path) -> int:
    """How many generations of the warehouse file there are, but for one that is being made."""
    return len([path for path in (warehouse / "generations").glob("*") if not path.suffix])


def remove_other_generations(warehouse: Path) -> None:
    """Remove all generations but the published one, and what killed runs left of theirs."""
    current = published_path(warehouse).resolve().parent
    for path in (warehouse / "generations").glob("*"):
        if path != current:
            shutil.rmtree(path)


def _sweep_batch(staging: Staging, batch: Path, kept: frozenset[str]) -> int:
    try:
        ids = pl.read_parquet(batch / "articles.parquet", columns=["article_id"], glob=False)
        gone = len(set(ids["article_id"]) - kept)
        if not gone:
            return 0
        # What was damaged, or was staged by a release with other tables, is annotated again.
        if is_as_written(batch):
            frames = {
                file.stem: pl.read_parquet(file, glob=False)
                for file in batch.iterdir()
                if file.name != CHECKSUMS
            }
            left = {name: _left(name, frame, kept) for name, frame in frames.items()}
            if left.keys() == SCHEMAS.keys() and any(frame.height for frame in left.values()):
                staging.write(left)
    except (*_DAMAGED, pl.exceptions.PanicException):
        gone = 0
    shutil.rmtree(batch)
    return gone


def _left(table: str, frame: pl.DataFrame, kept: frozenset[str]) -> pl.DataFrame:
    """The rows of the articles that stay; which articles the model fails on is said on."""
    if table == REJECTIONS:
        return frame
    return frame.filter(pl.col("article_id").is_in(list(kept)))
