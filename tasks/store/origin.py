"""The seed folder that a warehouse was filled from, remembered beside it.

Files are known by their paths below the seed folder. With a folder above or below named in its
place, every path would be another one: all files gone, and all of them new.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from tasks.counted import counted
from tasks.store.ledger import FoundFile, SeedFile

_FILE = ".seeds"
# A folder in which this share of the known files is missing is not the one that they came from.
_MOST_MISSING = 1 / 2


class OtherSeedsError(RuntimeError):
    """The seed folder lies inside or around the one that the warehouse was filled from."""


def remember_origin(warehouse: Path, seeds: Path) -> None:
    """Note the seed folder of a run that was published; both without links.

    A disk that refuses costs the next run the warning, and this one nothing.
    """
    if read_origin(warehouse) == seeds:
        return
    building = warehouse / f"{_FILE}.new"
    with suppress(OSError):
        building.write_bytes(os.fsencode(seeds))
        building.replace(warehouse / _FILE)


def read_origin(warehouse: Path) -> Path | None:
    """The seed folder of the last published run, or None where nothing says it."""
    try:
        noted = os.fsdecode((warehouse / _FILE).read_bytes())
    except OSError:
        return None
    return Path(noted) if noted and "\0" not in noted else None


def check_origin(
    seeds: Path, origin: Path | None, found: Iterable[FoundFile], ledger: Mapping[str, SeedFile]
) -> None:
    """Raise OtherSeedsError where most known files are missing, since a part or the whole is named.

    A folder elsewhere passes: it may be a new place of the same files, or the place of others.
    """
    if origin is None or origin == seeds:
        return
    inside, around = seeds.is_relative_to(origin), origin.is_relative_to(seeds)
    if not (inside or around):
        return
    known = {path for path, row in ledger.items() if row.status != "gone"}
    missing = len(known - {file.path for file in found})
    if missing > _MOST_MISSING * len(known):
        raise OtherSeedsError(
            f"the seed folder {seeds} lies {'inside' if inside else 'around'} {origin}, from which "
            f"this warehouse was filled, and {missing} of its {counted(len(known), 'file')} would "
            f"be gone; nothing was changed: name {origin} again, or another --warehouse, or say "
            "--other-seeds (other_seeds in the form) if the folder has moved for good"
        )
