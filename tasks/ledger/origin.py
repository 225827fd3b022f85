"""The seed folders that a warehouse was filled from, remembered beside it.

Files are known by their paths below the seed folder. With a folder above or below named in its
place, every path would be another one: all files gone, and all of them new.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import takewhile
from pathlib import Path

from tasks.console.plural import counted
from tasks.ledger.files import FoundFile, SeedFile

_FILE = ".seeds"
# A folder in which this share of the known files is missing is not the one that they came from.
_MOST_MISSING = 1 / 2
_REMEMBERED = 20


class OtherSeedsError(RuntimeError):
    """The seed folder is another one than the warehouse was filled from, and would undo much."""


def remember_origin(warehouse: Path, seeds: Path, *, alone: bool = False) -> None:
    """Note the seed folder of a run that was published, before those noted; all without links.

    `alone` means that it has taken the place of the others, which are noted no longer. A disk that
    refuses costs the next run the warning, and this one nothing.
    """
    noted = () if alone else read_origins(warehouse)
    if noted[:1] == (seeds,):
        return
    noted = (seeds, *(folder for folder in noted if folder != seeds))[:_REMEMBERED]
    building = warehouse / f"{_FILE}.new"
    with suppress(OSError):
        building.write_bytes(b"\0".join(map(os.fsencode, noted)))
        building.replace(warehouse / _FILE)


def read_origins(warehouse: Path) -> tuple[Path, ...]:
    """The seed folders of published runs, that of the last one first; none where nothing says."""
    try:
        noted = (warehouse / _FILE).read_bytes()
    except OSError:
        return ()
    return tuple(Path(os.fsdecode(folder)) for folder in noted.split(b"\0") if folder)


def check_origin(
    seeds: Path,
    origins: Iterable[Path],
    found: Iterable[FoundFile],
    ledger: Mapping[str, SeedFile],
) -> None:
    """Raise OtherSeedsError where this is a part or the whole of a folder of the runs before.

    That is so where most known files are missing. A folder elsewhere passes as a new place of the
    same files, or the place of others; not one in which files have the names of known ones, but
    most of them other contents: they would take the places of what was loaded. `origins` begins
    with that of the last run; those before the last run on `seeds` count no more.
    """
    later = list(takewhile(lambda folder: folder != seeds, origins))
    found = list(found)
    if later:
        _check_names(seeds, later[0], found, ledger)
    nested = (o for o in later if seeds.is_relative_to(o) or o.is_relative_to(seeds))
    origin = next(nested, None)
    if origin is None:
        return
    inside = seeds.is_relative_to(origin)
    known = {path for path, row in ledger.items() if row.status != "gone"}
    missing = len(known - {file.path for file in found})
    if missing > _MOST_MISSING * len(known):
        raise OtherSeedsError(
            f"the seed folder {seeds} lies {'inside' if inside else 'around'} {origin}, which a "
            f"run on this warehouse read before, and {missing} of the "
            f"{counted(len(known), 'file')} that the last run knew are not there; nothing was "
            "changed: name that folder again, or another --warehouse, or say --other-seeds "
            "(other_seeds in the form) if the folder has moved for good"
        )


def others(seeds: Path, origins: Iterable[Path]) -> list[Path]:
    """Folders of the runs before, apart from this one, that are still there.

    One that is not there has moved, or is not mounted: nobody can say which.
    """
    apart = (o for o in origins if not (seeds.is_relative_to(o) or o.is_relative_to(seeds)))
    return [folder for folder in apart if folder.is_dir()]


def _check_names(
    seeds: Path, origin: Path, found: Iterable[FoundFile], ledger: Mapping[str, SeedFile]
) -> None:
    same, other = 0, []
    for file in found:
        known = ledger.get(file.path)
        if (
            known is None
            or known.status == "gone"
            or None in (known.content_hash, file.content_hash)
        ):
            continue
        if known.content_hash == file.content_hash:
            same += 1
        else:
            other.append(file.path)
    if len(other) > same:
        raise OtherSeedsError(
            f"{counted(len(other), 'file')} in {seeds} (such as {other[0]}) would take the place "
            f"of another of the same name that was loaded from {origin}; nothing was changed: name "
            "another --warehouse, or say --other-seeds (other_seeds in the form) if that is meant"
        )
