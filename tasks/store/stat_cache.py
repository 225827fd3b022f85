"""What the files of a seed folder held, by the figures that the file system keeps of them.

Like git's index: a file of which no figure has changed is not read again. The cache may be
deleted at any time; it saves time and decides nothing that reading the files would not.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import polars as pl

# Within so long of a change, a second one may leave the same time stamps: file systems count
# in steps of up to two seconds (FAT). Git calls such a file racily clean.
_RACY_NS = 2_000_000_000
_LAYOUT = "1"
_SCHEMA = pl.Schema(
    {
        "path": pl.String(),
        "size": pl.Int64(),
        "mtime_ns": pl.Int64(),
        "ctime_ns": pl.Int64(),
        "inode": pl.UInt64(),
        "device": pl.UInt64(),
        "content_hash": pl.String(),
    }
)

Key = tuple[str, int, int, int, int, int]
"""Path below the seed folder, size, modification and change time, inode and device."""


class StatCache:
    """Hashes of the files that a scan need not read, and of those that the next need not.

    `file` is where they are kept between scans; without one they are not. `started_ns` is when
    the scan began, in nanoseconds since 1970.
    """

    def __init__(self, file: Path | None, seeds: Path, *, started_ns: int) -> None:
        self._file = file
        self._seeds = str(seeds.resolve())
        self._limit_ns = started_ns - _RACY_NS
        self._known: dict[Key, str] = {}
        self._seen: dict[Key, str] = {}

    def read(self) -> None:
        """Take over what the last scan has left.

        A file that is missing, damaged, of another layout or of another seed folder counts as
        empty.
        """
        if self._file is None:
            return
        try:
            written = pl.read_parquet_metadata(self._file)
            if written.get("layout") != _LAYOUT or written.get("seeds") != self._seeds:
                return
            frame = pl.read_parquet(self._file, glob=False)
            if frame.schema != _SCHEMA or sum(frame.null_count().row(0)):
                return
        except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException):
            return
        *figures, hashes = (column.to_list() for column in frame)
        self._known = dict(zip(zip(*figures, strict=True), hashes, strict=True))

    def key(self, path: str, seen: os.stat_result) -> Key | None:
        """The file's figures; none where its time stamps are too young, or ahead of the clock."""
        modified, changed = seen.st_mtime_ns, seen.st_ctime_ns
        if 0 <= modified < self._limit_ns and 0 <= changed < self._limit_ns:
            return (path, seen.st_size, modified, changed, seen.st_ino, seen.st_dev)
        return None

    def get(self, key: Key) -> str | None:
        """The content hash of the file with these figures, which then stays in the cache."""
        content_hash = self._known.get(key)
        if content_hash is not None:
            self._seen[key] = content_hash
        return content_hash

    def add(self, key: Key, content_hash: str) -> None:
        """Remember a file that was read after it had these figures."""
        self._seen[key] = content_hash

    def write(self) -> None:
        """Store what this scan has seen, atomically, where it differs from what was there.

        A disk that refuses costs the next run its time and this one nothing.
        """
        if self._file is None or self._seen == self._known:
            return
        figures = zip(*self._seen, strict=True) if self._seen else [()] * (len(_SCHEMA) - 1)
        columns = [*figures, tuple(self._seen.values())]
        frame = pl.DataFrame(dict(zip(_SCHEMA, columns, strict=True)), schema=_SCHEMA)
        building = self._file.with_name(f".{self._file.name}.{os.getpid()}")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            frame.write_parquet(building, metadata={"layout": _LAYOUT, "seeds": self._seeds})
            building.replace(self._file)
        except (OSError, pl.exceptions.PolarsError):
            with suppress(OSError):
                building.unlink(missing_ok=True)
