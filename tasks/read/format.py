"""What a format is: how its files are told from others, and what reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from tasks.read.hints import Hints
from tasks.read.record import Record, Unreadable
from tasks.read.source import Source


class _Reader(Protocol):
    """What the module of a format offers."""

    def records(self, source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
        """The file's records in its order; UnreadableFileError where no more can be read."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files.

    `suffixes` are those that its files usually have, in lower case and with the full stop.
    `is_this` (tasks/read/signs.py) tells by content and name whether a file is one; it is asked of
    every file. `reader` is the module with `records`, imported when the first such file comes: the
    libraries behind it take long to load.
    `streams` says that its files are read without being held in memory, so that only a record's
    size is limited.
    """

    name: str
    suffixes: tuple[str, ...]
    is_this: Callable[[Source], bool]
    reader: str
    streams: bool = False

    def records(self, source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
        """The file's records in its order; raises UnreadableFileError where no more can be read."""
        reader: _Reader = import_module(self.reader)
        return reader.records(source, hints)
