"""Parquet, an article a row.

Polars reads it in a process of its own, which ends over some damaged files. Arrow files (Feather)
are told apart only.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from tasks.read.files.apart import Apart, EndedError, apart
from tasks.read.hints import Hints
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import Source
from tasks.read.tables.columns import columns_of
from tasks.read.tables.row import Names, record_of

_ARROW = b"ARROW1"


def records(source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    """The articles of the table in its order, a batch of rows in memory at a time.

    Fields of structs are columns by their path (`meta.author`).
    """
    if source.head.startswith(_ARROW):
        raise UnreadableFileError("this is an Arrow file (Feather); write the table as Parquet")
    with apart("tasks.read.tables.columnar_process", source) as reader:
        try:
            yield from _rows(reader, source, hints)
        except EndedError as error:
            raise UnreadableFileError(
                "the file is damaged, cut off, encrypted or of a version that is not read; write "
                "it anew"
            ) from error


def _rows(reader: Apart, source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    told = reader.told()
    first = next(told, None)
    if first is None:
        raise EndedError
    names, sample = first["names"], first["sample"]
    if not names:
        raise UnreadableFileError("the table has no columns")
    if not sample:
        raise UnreadableFileError("the table has no rows")
    columns = columns_of(names, sample, hints=hints, file=PurePosixPath(source.name).name)
    # Only the columns that hold something of an article are read.
    wanted = sorted({at for places in columns.of.values() for at in places})
    reader.tell(wanted)
    taken = Names()
    for number, values in enumerate(told, start=1):
        row: list[Any] = [None] * len(names)
        for at, value in zip(wanted, values, strict=True):
            row[at] = value
        said = record_of(row, str(number), columns, taken, hints)
        if said is not None:
            yield said
