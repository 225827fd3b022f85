"""The bytes of one seed file, read so that nothing outside the seed folder is.

Names and links may change between the look at a folder and the reading of a file. So a file is
opened folder by folder, no step following a link, and what was opened is looked at again.
"""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tasks.find.seed_walk import OUTSIDE, PIPE, is_below, refusal

MEGABYTE = 1_000_000
# Without O_NONBLOCK, opening a pipe waits for somebody who writes into it.
_OPEN = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY
_IS_LINK = frozenset((errno.ELOOP, errno.ENOTDIR, errno.EMLINK))


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a file gave no bytes.

    `rejected`: its owner has to act, as `reason` says. `growing`: somebody is still writing it.
    `vanished`: it is no longer there.
    """

    kind: Literal["rejected", "growing", "vanished"]
    reason: str = ""


def read_seed(seeds: Path, name: str, *, max_bytes: int) -> bytes | Unread:
    """The bytes of the file of this name below the seed folder."""
    try:
        descriptor = _open_below(os.fspath(seeds), name)
    except FileNotFoundError:
        return Unread("vanished")
    except OSError as error:
        return _refused(error)
    return Unread("rejected", OUTSIDE) if descriptor is None else _read(descriptor, max_bytes)


def read_file(path: Path, *, max_bytes: int) -> bytes | Unread:
    """The bytes of a file that a person has named, wherever it lies; pipes are waited for."""
    try:
        with path.open("rb") as file:
            raw = file.read(max_bytes + 1)
            size = os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        return Unread("rejected", "there is no such file")
    except OSError as error:
        return _refused(error)
    return _too_large(size, max_bytes) if len(raw) > max_bytes else raw


def _open_below(root: str, name: str) -> int | None:
    """A descriptor of the file, or None where a link leads out of the folder; raises OSError."""
    try:
        return _open_steps(root, name.split("/"))
    except OSError as error:
        if error.errno not in _IS_LINK:
            raise
    root = os.path.realpath(root)
    target = os.path.realpath(os.path.join(root, name), strict=True)  # noqa: PTH118
    if not is_below(target, root):
        return None
    return _open_steps(root, target[len(root.rstrip("/")) + 1 :].split("/"))


def _open_steps(root: str, steps: list[str]) -> int:
    """Open a file by its way below `root`; raises OSError where a step below it is a link."""
    folder = os.open(root, _OPEN | os.O_DIRECTORY)
    try:
        for step in steps[:-1]:
            below = os.open(step, _OPEN | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
            os.close(folder)
            folder = below
        return os.open(steps[-1], _OPEN | os.O_NOFOLLOW, dir_fd=folder)
    finally:
        os.close(folder)


def _read(descriptor: int, max_bytes: int) -> bytes | Unread:
    """The bytes behind the descriptor, which is closed."""
    try:
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            before = os.fstat(descriptor)
            if not stat.S_ISREG(before.st_mode):
                return Unread("rejected", PIPE)
            raw = file.read(max_bytes + 1)
            after = os.fstat(descriptor)
    except OSError as error:
        return _refused(error)
    finally:
        os.close(descriptor)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        return Unread("growing")
    return _too_large(after.st_size, max_bytes) if len(raw) > max_bytes else raw


def _refused(error: OSError) -> Unread:
    return Unread("rejected", refusal("the file cannot be read", error))


def _too_large(size: int, max_bytes: int) -> Unread:
    return Unread(
        "rejected",
        f"the file is larger ({size / MEGABYTE:.1f} MB) than the limit of "
        f"{max_bytes / MEGABYTE:g} MB; split it, or raise --max-megabytes",
    )
