"""The seed folder: its files, links and oddities, and the bytes of each file."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

import polars as pl

from tasks.store.bulk import in_bulk
from tasks.store.ledger import FoundFile
from tasks.store.selection import Selection
from tasks.store.stat_cache import StatCache, figures_of

SUFFIX = ".txt"
MEGABYTE = 1_000_000
_BAD_NAME = "the file's name holds bytes that are no UTF-8 (shown escaped here); rename the file"
_PIPE = "this is a pipe, socket or device, not a file; delete it"
_LOOP = "this link leads back to a folder above it; delete the link"
_ALL = Selection()
_path = attrgetter("path")


class _Entry(NamedTuple):
    """Something below the seed folder: a file with its figures, or the reason why it is none.

    `path` is relative to the seed folder.
    """

    path: str
    figures: os.stat_result | None = None
    reason: str | None = None


@in_bulk()
def find_files(
    seeds: Path,
    *,
    max_bytes: int,
    cache: Path | None = None,
    selection: Selection = _ALL,
    rehash: bool = False,
) -> list[FoundFile]:
    """Every `*.txt` below `seeds`, subfolders and links included, sorted by path.

    Hidden files and files of other kinds are not looked at. What cannot be read carries a
    `reason` instead of failing the run. Files that are not selected are listed, but not read.
    `cache` is the file that says which files need not be read again; with `rehash` they are read
    all the same. Raises NotADirectoryError when there is no such folder.
    """
    if not seeds.is_dir():
        raise NotADirectoryError(
            f"the seed folder {seeds} does not exist; create it or name another with --seeds"
        )
    memory = StatCache(cache, seeds, started_ns=time.time_ns())
    if not rehash:
        memory.read()
    files: list[_Entry] = []
    oddities: list[_Entry] = []
    for entry in sorted(_walk(os.fspath(seeds), "", ()), key=_path):
        (files if entry.reason is None else oddities).append(entry)
    names = [entry.path for entry in files]
    figures = [entry.figures for entry in files if entry.figures is not None]
    seen = figures_of(names, figures)
    hashes = memory.hashes(seen)
    found = list(map(FoundFile, names, hashes, seen["size"].to_list()))
    selects = _selector(selection, seeds)
    for number, file in enumerate(found):
        if selects is not None and not selects(files[number]):
            found[number] = FoundFile(file.path, None, None, selected=False)
        elif file.content_hash is None or (file.size_bytes or 0) > max_bytes:
            found[number] = read = _read(seeds, file, max_bytes)
            hashes[number] = read.content_hash if read.size_bytes == file.size_bytes else None
    memory.write(seen, hashes)
    found.extend(
        FoundFile(_readable(entry.path), None, None, reason=entry.reason)
        if selects is None or selects(entry)
        else FoundFile(_readable(entry.path), None, None, selected=False)
        for entry in oddities
    )
    return sorted(found, key=_path)


@in_bulk()
def figures_below(seeds: Path) -> pl.DataFrame | None:
    """What the file system says of each article file, by path; None where one is no plain file."""
    entries = sorted(_walk(os.fspath(seeds), "", ()), key=_path)
    figures = [entry.figures for entry in entries if entry.reason is None and entry.figures]
    if len(figures) != len(entries):
        return None
    return figures_of([entry.path for entry in entries], figures)


def read_seed(path: Path, *, max_bytes: int) -> bytes | str:
    """The file's bytes, or the reason why they cannot be read."""
    try:
        with path.open("rb") as file:
            raw = file.read(max_bytes + 1)
    except OSError as error:
        return f"the file cannot be read ({error.strerror}); check its permissions"
    if len(raw) > max_bytes:
        size = path.stat().st_size / MEGABYTE
        return (
            f"the file is larger ({size:.1f} MB) than the limit of {max_bytes / MEGABYTE:g} MB; "
            "split it, or raise --max-megabytes"
        )
    return raw


def _walk(folder: str, prefix: str, above: tuple[tuple[int, int], ...]) -> Iterator[_Entry]:
    """What lies below a folder, whose path below the seed folder `prefix` is.

    `above` are the (device, inode) pairs of the folders on the way.
    """
    try:
        here = os.stat(folder)  # noqa: PTH116 - a Path for each of 100,000 files takes a second
        with os.scandir(folder) as listing:
            children = list(listing)
    except OSError as error:
        reason = f"the folder cannot be read ({error.strerror}); check its permissions"
        yield _Entry(prefix.rstrip("/") or ".", reason=reason)
        return
    trail = (*above, (here.st_dev, here.st_ino))
    for child in children:
        name = child.name
        if name[0] == ".":
            continue
        is_text = name[-len(SUFFIX) :].lower() == SUFFIX
        path = prefix + name
        try:
            figures = child.stat()
        except OSError as error:
            if is_text or child.is_symlink():
                yield _Entry(path, None, _broken(child, error))
            continue
        if stat.S_ISREG(figures.st_mode):
            if is_text:
                yield _Entry(path, figures, None if _readable(path) == path else _BAD_NAME)
        elif not stat.S_ISDIR(figures.st_mode):
            if is_text:
                yield _Entry(path, figures, _PIPE)
        elif (figures.st_dev, figures.st_ino) in trail:
            yield _Entry(path, figures, _LOOP)
        else:
            yield from _walk(child.path, f"{path}/", trail)


def _broken(child: os.DirEntry[str], error: OSError) -> str:
    if child.is_symlink():
        return "this link leads nowhere or in a circle; delete it or mend its target"
    return f"the file cannot be looked at ({error.strerror}); check its permissions"


def _read(seeds: Path, file: FoundFile, max_bytes: int) -> FoundFile:
    raw = read_seed(seeds / file.path, max_bytes=max_bytes)
    if isinstance(raw, str):
        return FoundFile(file.path, None, file.size_bytes, reason=raw)
    return FoundFile(file.path, hashlib.sha256(raw).hexdigest(), len(raw))


def _selector(selection: Selection, seeds: Path) -> Callable[[_Entry], bool] | None:
    """Whether an entry is selected; none where all are."""
    if selection.takes_all:
        return None
    return lambda entry: selection.selects(_readable(entry.path), _changed_on(entry, seeds))


def _changed_on(entry: _Entry, seeds: Path) -> date:
    """The day of the last change in local time.

    What cannot be looked at counts as changed just now, so that its owner hears of it.
    """
    figures = entry.figures
    with suppress(OSError, OverflowError, ValueError):
        stamp = (figures or (seeds / entry.path).lstat()).st_mtime
        return datetime.fromtimestamp(stamp).date()
    return date.max


def _readable(path: str) -> str:
    """The path as text that can be stored; bytes that are no UTF-8 are escaped."""
    if path.isascii():
        return path
    return os.fsencode(path).decode("utf-8", "backslashreplace")
