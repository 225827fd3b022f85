"""What the operating system refuses DuckDB and dbt, which say so in words only."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import duckdb

_NUMBERS = (
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EFBIG,
    errno.EROFS,
    errno.EIO,
    errno.EACCES,
    errno.EMFILE,
    errno.ENOMEM,
)
# What DuckDB says when it may not have as much memory as it needs.
_NO_MEMORY = ("Out of Memory Error", "bad_alloc", "could not allocate", "failed to allocate")
# What it says of a file that does not hold what it wrote.
_DAMAGED = (
    "not a valid DuckDB database file",
    "Corrupt database file",
    "checksum",
    "Failed to deserialize",
    "Serialization Error",
    "Could not read enough bytes",
    "Could not read all bytes",
)


def refusal_in(said: str, path: Path) -> OSError | MemoryError | None:
    """The error of the operating system that the words are about, if they are about one."""
    folded = said.casefold()
    for number in _NUMBERS:
        if os.strerror(number).casefold() in folded:
            return OSError(number, os.strerror(number), str(path))
    if any(words.casefold() in folded for words in _NO_MEMORY):
        return MemoryError(said)
    return None


def is_damage(error: duckdb.Error) -> bool:
    """Whether DuckDB complains of what the file holds, and not of what it was asked."""
    if isinstance(error, (duckdb.FatalException, duckdb.InternalException)):
        return True
    folded = str(error).casefold()
    return any(words.casefold() in folded for words in _DAMAGED)
