"""Files that are there as a whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def in_one_move(path: Path) -> Iterator[Path]:
    """A file beside `path` to write to; it takes that one's place when all is written."""
    new = path.with_suffix(".new")
    yield new
    new.replace(path)
