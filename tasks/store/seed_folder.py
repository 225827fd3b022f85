"""The seed folder: its files, links and oddities, and the bytes of each file."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tasks.store.ledger import FoundFile

SUFFIX = ".txt"
MEGABYTE = 1_000_000
_BAD_NAME = "the file's name holds bytes that are no UTF-8 (shown escaped here); rename the file"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file below the seed folder, or the reason why it is none."""

    path: Path
    reason: str | None = None


def find_files(seeds: Path, *, max_bytes: int) -> list[FoundFile]:
    """Every `*.txt` below `seeds`, subfolders and links included, sorted by path.

    Hidden files and files of other kinds are not looked at. What cannot be read carries a
    `reason` instead of failing the run. Raises NotADirectoryError when there is no such folder.
    """
    if not seeds.is_dir():
        raise NotADirectoryError(
            f"the seed folder {seeds} does not exist; create it or name another with --seeds"
        )
    found = (_look(entry, seeds, max_bytes) for entry in _walk(seeds, ()))
    return sorted(found, key=lambda file: file.path)


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


def _walk(folder: Path, above: tuple[tuple[int, int], ...]) -> Iterator[_Entry]:
    """Files below a folder; `above` are the (device, inode) pairs of the folders on the way."""
    try:
        here = folder.stat()
        with os.scandir(folder) as listing:
            children = sorted(listing, key=lambda child: child.name)
    except OSError as error:
        yield _Entry(folder, f"the folder cannot be read ({error.strerror}); check its permissions")
        return
    trail = (*above, (here.st_dev, here.st_ino))
    for child in children:
        if child.name.startswith("."):
            continue
        path = Path(child.path)
        try:
            kind = path.stat()
        except OSError as error:
            if child.is_symlink() or child.name.lower().endswith(SUFFIX):
                yield _Entry(path, _broken(path, error))
            continue
        if stat.S_ISDIR(kind.st_mode):
            if (kind.st_dev, kind.st_ino) in trail:
                yield _Entry(path, "this link leads back to a folder above it; delete the link")
            else:
                yield from _walk(path, trail)
        elif child.name.lower().endswith(SUFFIX):
            regular = stat.S_ISREG(kind.st_mode)
            reason = None if regular else "this is a pipe, socket or device, not a file; delete it"
            yield _Entry(path, reason)


def _broken(path: Path, error: OSError) -> str:
    if path.is_symlink():
        return "this link leads nowhere or in a circle; delete it or mend its target"
    return f"the file cannot be looked at ({error.strerror}); check its permissions"


def _look(entry: _Entry, seeds: Path, max_bytes: int) -> FoundFile:
    relative = entry.path.relative_to(seeds).as_posix()
    name = os.fsencode(relative).decode("utf-8", "backslashreplace")
    if name != relative:
        return FoundFile(name, None, None, reason=_BAD_NAME)
    if entry.reason is not None:
        return FoundFile(name, None, None, reason=entry.reason)
    raw = read_seed(entry.path, max_bytes=max_bytes)
    if isinstance(raw, str):
        size = entry.path.stat().st_size if entry.path.exists() else None
        return FoundFile(name, None, size, reason=raw)
    return FoundFile(name, hashlib.sha256(raw).hexdigest(), len(raw))
