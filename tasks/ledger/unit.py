"""What the ledger tells apart: a file that is an article, or one record of a file that holds many.

Both are known by one string. Paths of files never hold two slashes in a row, so what follows the
first such pair names the record.
"""

from __future__ import annotations

from collections.abc import Iterator

_BETWEEN = "//"


def unit(path: str, record: str | None) -> str:
    """The file, or this record of it."""
    return path if record is None else f"{path}{_BETWEEN}{record}"


def parts(known_as: str) -> tuple[str, str | None]:
    """The path of the file, and the name of the record in it; None where it is the file."""
    path, between, record = known_as.partition(_BETWEEN)
    return path, record if between else None


def file_of(known_as: str) -> str:
    """The path of the file."""
    return known_as.partition(_BETWEEN)[0]


def is_record(known_as: str) -> bool:
    """Whether this is a record of a file that holds many."""
    return _BETWEEN in known_as


def as_written(known_as: str) -> str:
    """As people write it: the file, and the record after a `#`."""
    path, record = parts(known_as)
    return path if record is None else f"{path}#{record}"


def as_known(written: str) -> Iterator[str]:
    """What may be known as this is written: a file of this name, or a record at one of its `#`."""
    yield written
    for number, character in enumerate(written):
        if character == "#":
            yield unit(written[:number], written[number + 1 :])
