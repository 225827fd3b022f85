"""The seed folder: its files, links and oddities, and the bytes of each file."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from pathlib import Path

from tasks.store.ledger import FoundFile
from tasks.store.selection import Selection
from tasks.store.stat_cache import StatCache

SUFFIX = ".txt"
MEGABYTE = 1_000_000
_BAD_NAME = "the file's name holds bytes that are no UTF-8 (shown escaped here); rename the file"
_PIPE = "this is a pipe, socket or device, not a file; delete it"
_LOOP = "this link leads back to a folder above it; delete the link"
_ALL = Selection()


@dataclass(frozen=True, slots=True)
class _Entry:
    """Something below the seed folder: a file with its figures, or the reason why it is none.

    `path` is relative to the seed folder.
    """

    path: str
    figures: os.stat_result | None = None
    reason: str | None = None


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
    known = StatCache(cache, seeds, started_ns=time.time_ns())
    if not rehash:
        known.read()
    found = [
        _look(entry, seeds, max_bytes, known)
        if selection.takes_all or selection.selects(*_subject(entry, seeds))
        else _passed_over(entry, known)
        for entry in _walk(os.fspath(seeds), "", ())
    ]
    known.write()
    return sorted(found, key=attrgetter("path"))


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
            children = sorted(listing, key=attrgetter("name"))
    except OSError as error:
        reason = f"the folder cannot be read ({error.strerror}); check its permissions"
        yield _Entry(prefix.rstrip("/") or ".", reason=reason)
        return
    trail = (*above, (here.st_dev, here.st_ino))
    for child in children:
        name = child.name
        if name.startswith("."):
            continue
        is_text = name.lower().endswith(SUFFIX)
        path = prefix + name
        try:
            figures = child.stat()
        except OSError as error:
            if is_text or child.is_symlink():
                yield _Entry(path, reason=_broken(child, error))
            continue
        if stat.S_ISDIR(figures.st_mode):
            if (figures.st_dev, figures.st_ino) in trail:
                yield _Entry(path, reason=_LOOP)
            else:
                yield from _walk(child.path, f"{path}/", trail)
        elif is_text:
            yield _Entry(path, figures, None if stat.S_ISREG(figures.st_mode) else _PIPE)


def _broken(child: os.DirEntry[str], error: OSError) -> str:
    if child.is_symlink():
        return "this link leads nowhere or in a circle; delete it or mend its target"
    return f"the file cannot be looked at ({error.strerror}); check its permissions"


def _look(entry: _Entry, seeds: Path, max_bytes: int, cache: StatCache) -> FoundFile:
    name = _readable(entry.path)
    if name != entry.path:
        return FoundFile(name, None, None, reason=_BAD_NAME)
    if entry.figures is None or entry.reason is not None:
        return FoundFile(name, None, None, reason=entry.reason)
    size = entry.figures.st_size
    key = cache.key(name, entry.figures)
    if key is not None and size <= max_bytes:
        known = cache.get(key)
        if known is not None:
            return FoundFile(name, known, size)
    raw = read_seed(seeds / name, max_bytes=max_bytes)
    if isinstance(raw, str):
        return FoundFile(name, None, size, reason=raw)
    content_hash = hashlib.sha256(raw).hexdigest()
    if key is not None and len(raw) == size:
        cache.add(key, content_hash)
    return FoundFile(name, content_hash, len(raw))


def _passed_over(entry: _Entry, cache: StatCache) -> FoundFile:
    """A file that is not selected; what the cache knows of it stays there."""
    name = _readable(entry.path)
    if entry.figures is not None and name == entry.path:
        key = cache.key(name, entry.figures)
        if key is not None:
            cache.get(key)
    return FoundFile(name, None, None, selected=False)


def _subject(entry: _Entry, seeds: Path) -> tuple[str, date]:
    """What a selection goes by: the path, and the day of the last change in local time.

    What cannot be looked at counts as changed just now, so that its owner hears of it.
    """
    figures = entry.figures
    if figures is None:
        with suppress(OSError):
            figures = (seeds / entry.path).lstat()
    day = date.max
    if figures is not None:
        with suppress(OSError, OverflowError, ValueError):
            day = datetime.fromtimestamp(figures.st_mtime).date()
    return _readable(entry.path), day


def _readable(path: str) -> str:
    """The path as text that can be stored; bytes that are no UTF-8 are escaped."""
    if path.isascii():
        return path
    return os.fsencode(path).decode("utf-8", "backslashreplace")
