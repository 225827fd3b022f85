"""What the files of a seed folder held, by the figures that the file system keeps of them.

Like git's index: a file of which no figure has changed is not read again. The cache may be
deleted at any time; it saves time and decides nothing that reading the files would not.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from operator import attrgetter
from pathlib import Path

import polars as pl

# Within so long of a change, a second one may leave the same time stamps: file systems count
# in steps of up to two seconds (FAT). Git calls such a file racily clean.
_RACY_NS = 2_000_000_000
_LAYOUT = "2"
_FIGURES = pl.Schema(
    {
        # Not the path itself, which may name somebody whose file is kept away, but a hash of it:
        # inode and times tell files apart as well.
        "path": pl.UInt64(),
        "size": pl.Int64(),
        "mtime_ns": pl.Int64(),
        "ctime_ns": pl.Int64(),
        "inode": pl.UInt64(),
        "device": pl.UInt64(),
    }
)
_FIELDS = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino", "st_dev")
_SCHEMA = pl.Schema({**_FIGURES, "content_hash": pl.String()})
# Polars panics over some damaged files.
_DAMAGED = (OSError, LookupError, ValueError, pl.exceptions.PolarsError)


class StatCache:
    """Hashes of the files that a scan need not read, and of those that the next need not.

    `file` is where they are kept between scans; without one they are not. `started_ns` is when
    the scan began, in nanoseconds since 1970.
    """

    def __init__(self, file: Path | None, seeds: Path, *, started_ns: int) -> None:
        self._file = file
        self._seeds = str(seeds.resolve())
        self._limit_ns = started_ns - _RACY_NS
        self._known = pl.DataFrame(schema=_SCHEMA)

    def read(self) -> None:
        """Take over what the last scan has left.

        A file that is missing, damaged, of another layout or of another seed folder counts as
        empty; so does one of a scan after this one, as when the clock was put back.
        """
        if self._file is None:
            return
        try:
            written = pl.read_parquet_metadata(self._file)
            if written["layout"] != _LAYOUT or written["seeds"] != self._seeds:
                return
            known = pl.read_parquet(self._file, glob=False)
            is_whole = known.schema == _SCHEMA and not sum(known.null_count().row(0))
            if is_whole and int(written["limit_ns"]) <= self._limit_ns:
                self._known = known
        except (*_DAMAGED, pl.exceptions.PanicException):
            return

    def hashes(self, seen: pl.DataFrame) -> list[str | None]:
        """The content hash of each file with these figures, where it is known."""
        on = _FIGURES.names()
        return seen.join(self._known, on=on, how="left", maintain_order="left")[
            "content_hash"
        ].to_list()

    def write(self, seen: pl.DataFrame, hashes: Sequence[str | None]) -> None:
        """Store the hashes of files that were read, or known, after they had these figures.

        Left out are files whose time stamps are too young, ahead of the clock, or before 1970.
        The cache is replaced in one step, and only where it says something else. A disk that
        refuses costs the next run its time and this one nothing.
        """
        if self._file is None:
            return
        stamps = pl.col("mtime_ns", "ctime_ns")
        frame = seen.with_columns(content_hash=pl.Series(hashes, dtype=pl.String)).filter(
            pl.all_horizontal(stamps >= 0, stamps < self._limit_ns),
            pl.col("content_hash").is_not_null(),
        )
        # One name for all: one scan at a time may use a cache, and what a killed one has left goes.
        building = self._file.with_name(f".{self._file.name}.new")
        with suppress(OSError):
            building.unlink(missing_ok=True)
        if frame.equals(self._known):
            return
        written = {"layout": _LAYOUT, "seeds": self._seeds, "limit_ns": str(self._limit_ns)}
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            frame.write_parquet(building, metadata=written)
            building.replace(self._file)
        except (OSError, pl.exceptions.PolarsError):
            with suppress(OSError):
                building.unlink(missing_ok=True)


def figures_of(paths: Sequence[str], found: Sequence[os.stat_result]) -> pl.DataFrame:
    """What the file system says of each file, by its path below the seed folder.

    A time stamp outside the range of 64 bits is null, and equal to none.
    """
    columns = list(zip(*map(_FIELDS, found), strict=True)) or [()] * len(_FIGURES)
    named = pl.Series(paths, dtype=pl.String).hash()
    figures = dict(zip(_FIGURES, (named, *columns), strict=False))
    return pl.DataFrame(figures, schema=_FIGURES, strict=False)
