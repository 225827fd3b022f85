"""The seed folder: every article file by content, and what else lies in it with a reason."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from operator import attrgetter
from pathlib import Path

import polars as pl

from tasks.find.seed_bytes import Digest, Unread, digest_of
from tasks.find.seed_walk import Entry, readable, walk
from tasks.find.stat_cache import StatCache, figures_of
from tasks.ledger.files import FoundFile
from tasks.ledger.selection import Selection
from tasks.machine.bulk import in_bulk

_ALL = Selection()
_path = attrgetter("path")


@in_bulk()
def find_files(
    seeds: Path,
    *,
    cache: Path | None = None,
    selection: Selection = _ALL,
    rehash: bool = False,
    quiet_seconds: float = 0.0,
    passed_over: Counter[str] | None = None,
) -> list[FoundFile]:
    """Every article file below `seeds`, subfolders included, sorted by path.

    Hidden files and files of other kinds are not looked at; the latter are added to `passed_over`,
    by kind. What cannot be read carries a `reason` instead of failing the run. Files that are not
    selected are listed, but not read; neither selected are `growing` ones, which change while they
    are read, or within `quiet_seconds`. `cache` is the file that says which files need not be read
    again; with `rehash` they are read all the same. Raises NotADirectoryError when there is no such
    folder.
    """
    if not seeds.is_dir():
        raise NotADirectoryError(
            f"the seed folder {seeds} does not exist; create it or name another with --seeds"
        )
    memory = StatCache(cache, seeds, started_ns=time.time_ns())
    if not rehash:
        memory.read()
    files: list[Entry] = []
    oddities: list[Entry] = []
    for entry in sorted(walk(os.fspath(seeds), _counter(passed_over)), key=_path):
        (files if entry.reason is None else oddities).append(entry)
    names = [entry.path for entry in files]
    figures = [entry.figures for entry in files if entry.figures is not None]
    seen = figures_of(names, figures)
    hashes = memory.hashes(seen)
    found: list[FoundFile | None] = list(map(FoundFile, names, hashes, seen["size"].to_list()))
    selects = _selector(selection, seeds)
    read: dict[int, os.stat_result] = {}
    for number, file in enumerate(found):
        if file is None:
            continue
        if selects is not None and not selects(files[number]):
            found[number] = left_out(file.path)
        elif file.content_hash is None:
            found[number] = outcome(file, digest_of(seeds, file.path))
            read[number] = figures[number]
    for number in _restless(seeds, names, read, quiet_seconds):
        found[number] = left_out(names[number], growing=True)
    for number, before in read.items():
        file = found[number]
        as_seen = file is not None and file.size_bytes == before.st_size
        hashes[number] = file.content_hash if file is not None and as_seen else None
    memory.write(seen, hashes)
    present = [file for file in found if file is not None]
    return sorted([*present, *_odd(oddities, set(names), selects)], key=_path)


@in_bulk()
def figures_below(seeds: Path, *, passed_over: Counter[str] | None = None) -> pl.DataFrame | None:
    """What the file system says of each article file, by path; None where one is no plain file.

    Files of other kinds are added to `passed_over`.
    """
    entries = sorted(walk(os.fspath(seeds), _counter(passed_over)), key=_path)
    figures = [entry.figures for entry in entries if entry.reason is None and entry.figures]
    if len(figures) != len(entries):
        return None
    return figures_of([entry.path for entry in entries], figures)


def outcome(file: FoundFile, read: Digest | Unread) -> FoundFile | None:
    """The file as its reading has left it; None where it is no longer there."""
    if isinstance(read, Digest):
        return replace(file, content_hash=read.content_hash, size_bytes=read.size)
    if read.kind == "vanished":
        return None
    if read.kind == "growing":
        return left_out(file.path, growing=True)
    return FoundFile(file.path, None, file.size_bytes, reason=read.reason)


def _counter(given: Counter[str] | None) -> Counter[str]:
    return Counter() if given is None else given


def left_out(path: str, *, growing: bool = False) -> FoundFile:
    """A file of which nothing but the path is known."""
    return FoundFile(path, None, None, selected=False, growing=growing)


def _restless(
    seeds: Path, names: Sequence[str], read: Mapping[int, os.stat_result], quiet_seconds: float
) -> Iterator[int]:
    """Numbers of the files that go on changing after what the file system said before.

    Files that changed within the last `quiet_seconds` are waited for, all together.
    """
    now = time.time()
    young = {
        number: before
        for number, before in read.items()
        if 0 <= now - before.st_mtime < quiet_seconds
    }
    if young:
        time.sleep(quiet_seconds)
    for number, before in young.items():
        with suppress(OSError):
            after = (seeds / names[number]).stat()
            if (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
                yield number


def _odd(
    oddities: Sequence[Entry], taken: set[str], selects: Callable[[Entry], bool] | None
) -> Iterator[FoundFile]:
    """What is no file, each under a path of its own that can be stored."""
    for entry in oddities:
        path = readable(entry.path)
        # An escaped name may look like the plain name of another file.
        while path in taken:
            path += "\\"
        taken.add(path)
        if selects is None or selects(entry):
            yield FoundFile(path, None, None, reason=entry.reason)
        else:
            yield left_out(path)


def _selector(selection: Selection, seeds: Path) -> Callable[[Entry], bool] | None:
    """Whether an entry is selected; none where all are."""
    if selection.takes_all:
        return None
    return lambda entry: selection.selects(readable(entry.path), _changed_on(entry, seeds))


def _changed_on(entry: Entry, seeds: Path) -> date:
    """The day of the last change in local time.

    What cannot be looked at counts as changed just now, so that its owner hears of it.
    """
    figures = entry.figures
    with suppress(OSError, OverflowError, ValueError):
        stamp = (figures or (seeds / entry.path).lstat()).st_mtime
        return datetime.fromtimestamp(stamp).date()
    return date.max
