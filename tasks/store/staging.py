"""The staging folder: what annotation has found, as Parquet, before it is loaded.

One folder a batch, `<root>/<model version>/<key>/`, with one file a table. The key is made of
the articles that the batch holds, so the same work lands in the same place; a folder appears
whole or not at all. Rows depend on article and model alone, which is why a staged article is
never annotated again, whichever run or batch it came from. Hashes lie beside the files, which are
not synced: after a loss of power, or on a bad disk, they may not hold what was written.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from tasks.machine.checksums import is_as_written, write_checksums
from tasks.store.article_tables import ARTICLE_BLOCKS, ARTICLES
from tasks.store.name_tables import (
    ARTICLE_ENTITIES,
    ARTICLE_ROLES,
    ARTICLE_SPEAKERS,
    ROLE_MENTIONS,
)
from tasks.store.table import Table
from tasks.store.tables import MENTIONS, QUOTE_SPANS, QUOTES
from tasks.text.ids import make_id

# Known only when the article is loaded or its names are linked, so not part of what is staged.
_LATER = frozenset({"path", "record", "run_id", "loaded_at", "entity_id", "outlet"})
REJECTIONS = "rejections"
"""The table of articles that the model fails on."""
# Polars panics over some damaged files.
_DAMAGED = (OSError, LookupError, ValueError, pl.exceptions.PolarsError)


def _staged(table: Table) -> pl.Schema:
    columns = {name: kind for name, kind in table.schema().items() if name not in _LATER}
    return pl.Schema({"article_id": pl.String(), **columns})


_OF_AN_ARTICLE = (
    ARTICLE_ENTITIES,
    MENTIONS,
    ARTICLE_ROLES,
    ROLE_MENTIONS,
    QUOTES,
    QUOTE_SPANS,
    ARTICLE_SPEAKERS,
)
ARTICLE_TABLES = tuple(table.name for table in _OF_AN_ARTICLE)
"""Tables of which an article has rows of its own, beside `articles`: what annotation finds."""

SCHEMAS: Mapping[str, pl.Schema] = {
    ARTICLES.name: _staged(ARTICLES),
    ARTICLE_BLOCKS.name: _staged(ARTICLE_BLOCKS),
    **{table.name: _staged(table) for table in _OF_AN_ARTICLE},
    REJECTIONS: pl.Schema({"article_id": pl.String(), "reason": pl.String()}),
}
"""Schema of every staged table. All have an `article_id`, which the load selects by."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a worker has left that did not come to the end of its batch.

    `article` is the one that it was at, empty where it was at none; `overdue` says that the
    article's time was over.
    """

    article: str
    overdue: bool


class StagingError(RuntimeError):
    """What was staged is not there any more, or not as it was written."""


class Staging:
    """The staged batches of one model version.

    `root` is the staging folder of the warehouse, `model_version` the model that annotates.
    """

    def __init__(self, root: Path, model_version: str) -> None:
        self.folder = root / model_version

    def write(self, frames: Mapping[str, pl.DataFrame]) -> Path:
        """Store one batch, atomically; return its folder. A table left out is empty.

        Raises OSError where the disk refuses; nothing half-written stays visible then.
        """
        complete = {
            name: frames[name].cast(dict(schema.items()))
            if name in frames
            else pl.DataFrame(schema=schema)
            for name, schema in SCHEMAS.items()
        }
        ids = [
            *complete["articles"]["article_id"].to_list(),
            *complete[REJECTIONS]["article_id"].to_list(),
        ]
        target = self.folder / make_id("batch", sorted(ids))
        self.folder.mkdir(parents=True, exist_ok=True)
        # Workers of other machines may have the same process number.
        building = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=self.folder))
        building.chmod(0o755)
        try:
            for name, frame in complete.items():
                frame.select(SCHEMAS[name].names()).write_parquet(building / f"{name}.parquet")
            write_checksums(building)
            _put_in_place(building, target)
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise
        return target

    def index(self, articles: Collection[str]) -> tuple[dict[str, Path], dict[str, str]]:
        """Which of these are staged, with their batch folders, or rejected, with their reasons.

        A batch with one of them is read to its last byte. One that is not as it was written is
        removed: its articles are annotated again.
        """
        annotated: dict[str, Path] = {}
        rejected: dict[str, str] = {}
        wanted = frozenset(articles)
        for batch in sorted(self.folder.iterdir()) if wanted and self.folder.is_dir() else ():
            if batch.name.startswith("."):
                continue
            try:
                ids = pl.read_parquet(
                    batch / "articles.parquet", columns=["article_id"], glob=False
                )
                reasons = dict(pl.read_parquet(batch / f"{REJECTIONS}.parquet", glob=False).rows())
            except (*_DAMAGED, pl.exceptions.PanicException):
                shutil.rmtree(batch, ignore_errors=True)
                continue
            held = wanted.intersection(ids["article_id"].to_list())
            refused = wanted.intersection(reasons)
            if (held or refused) and not is_as_written(batch):
                shutil.rmtree(batch, ignore_errors=True)
                continue
            annotated.update(dict.fromkeys(held, batch))
            rejected.update({article: reasons[article] for article in refused})
        return annotated, rejected

    def all_of(
        self, articles: Collection[str], *, refused: Mapping[str, str] | None = None
    ) -> tuple[dict[str, Path], dict[str, str]]:
        """The same for articles that have just been annotated, and staged but for those refused.

        Raises StagingError where one is not there.
        """
        annotated, rejected = self.index(articles)
        rejected = {**(refused or {}), **rejected}
        missing = frozenset(articles) - annotated.keys() - rejected.keys()
        if missing:
            raise StagingError(
                f"{len(missing)} of the articles just staged in {self.folder} cannot be read from "
                "there; check the disk, then run again: they are annotated again"
            )
        return annotated, rejected

    def forget(self, article: str) -> None:
        """Remove the batch that holds this article, if it is staged."""
        for batch in self.index([article])[0].values():
            shutil.rmtree(batch, ignore_errors=True)

    def discard_unfinished(self) -> None:
        """Remove what killed workers have left half-written. Call when no worker runs."""
        if self.folder.is_dir():
            for leftover in self.folder.glob(".*"):
                if leftover.is_dir():
                    shutil.rmtree(leftover, ignore_errors=True)
                else:
                    leftover.unlink(missing_ok=True)

    @contextmanager
    def at_work(self, batch: str) -> Iterator[Callable[[str, float], None]]:
        """Leave a mark while a worker is at this batch, which a killed worker cannot remove.

        Gives what the worker calls with each article that it begins, and the seconds that it has.
        """
        mark = self._mark(batch)
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()

        def begin(article: str, seconds: float) -> None:
            mark.write_text(f"{article} {time.time() + seconds}", encoding="utf-8")

        yield begin
        mark.unlink(missing_ok=True)

    def is_marked(self, batch: str) -> bool:
        """Whether a worker is at this batch, or has died at it."""
        return self._mark(batch).exists()

    def take_mark(self, batch: str) -> Mark | None:
        """What a worker that died, or raised, at this batch has left; the mark is removed."""
        path = self._mark(batch)
        try:
            said = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        path.unlink(missing_ok=True)
        article, _, until = said.partition(" ")
        return Mark(article, overdue=bool(until) and time.time() >= float(until))

    def _mark(self, batch: str) -> Path:
        return self.folder / f".{batch}.at-work"


def table_files(batches: Iterable[Path], table: str) -> list[str]:
    """The Parquet files of one table, for DuckDB to read."""
    return [str(batch / f"{table}.parquet") for batch in sorted(set(batches))]


def _put_in_place(building: Path, target: Path) -> None:
    try:
        building.rename(target)
    except OSError:
        if not target.is_dir():
            raise
        # Another worker was quicker with the same articles, and so with the same rows.
        shutil.rmtree(building)
