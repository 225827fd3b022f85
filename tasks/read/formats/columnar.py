"""Parquet and Arrow files (Feather), an article a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import IO, Any

import polars as pl
from polars.exceptions import PanicException, PolarsError

from tasks.read.columns import columns_of
from tasks.read.hints import Hints
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.row import Names, record_of
from tasks.read.source import Source

_ARROW = b"ARROW1"
_SAMPLE_ROWS = 60
# So many articles are in memory at a time, and what Polars holds of the file beside them.
_BATCH_ROWS = 1_000


def records(source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    """The articles of the table in its order, a batch of rows in memory at a time.

    Fields of structs are columns by their path (`meta.author`).
    """
    with source.seekable() as stream:
        try:
            yield from _of_frame(_scanned(source, stream), source, hints)
        except (PolarsError, PanicException, OSError, ValueError) as error:
            if isinstance(error, UnreadableFileError):
                raise
            raise UnreadableFileError(
                "the file is damaged, cut off, encrypted or of a version that is not read; write "
                "it anew"
            ) from error


def _scanned(source: Source, stream: IO[bytes]) -> pl.LazyFrame:
    scan: Callable[..., pl.LazyFrame]
    scan = pl.scan_ipc if source.head.startswith(_ARROW) else pl.scan_parquet
    return _flat(scan(stream))


def _flat(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Structs as columns of their fields, named by their path."""
    while structs := {
        name: kind for name, kind in frame.collect_schema().items() if isinstance(kind, pl.Struct)
    }:
        frame = frame.select(
            part
            for name in frame.collect_schema().names()
            for part in (_fields(name, structs) if name in structs else [pl.col(name)])
        )
    return frame


def _fields(name: str, structs: Mapping[str, pl.Struct]) -> list[pl.Expr]:
    return [
        pl.col(name).struct.field(field.name).alias(f"{name}.{field.name}")
        for field in structs[name].fields
    ]


def _of_frame(frame: pl.LazyFrame, source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    names = frame.collect_schema().names()
    if not names:
        raise UnreadableFileError("the table has no columns")
    sample = frame.head(_SAMPLE_ROWS).collect().rows()
    if not sample:
        raise UnreadableFileError("the table has no rows")
    columns = columns_of(names, sample, hints=hints, file=PurePosixPath(source.name).name)
    # Only the columns that hold something of an article are read.
    wanted = sorted({at for places in columns.of.values() for at in places})
    taken = Names()
    number = 0
    chosen = frame.select(names[at] for at in wanted)
    for batch in chosen.collect_batches(chunk_size=_BATCH_ROWS, maintain_order=True):
        for values in batch.iter_rows():
            number += 1
            row: list[Any] = [None] * len(names)
            for at, value in zip(wanted, values, strict=True):
                row[at] = value
            said = record_of(row, str(number), columns, taken, hints)
            if said is not None:
                yield said
