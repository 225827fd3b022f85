"""The bytes of one seed file, read so that nothing outside the seed folder is.

Names and links may change between the look at a folder and the reading of a file. So a file is
opened folder by folder, no step following a link, and what was opened is looked at again.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Literal

from tasks.find.seed_walk import OUTSIDE, PIPE, is_below, refusal

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


@dataclass(frozen=True, slots=True)
class Digest:
    """What a file held: the SHA-256 of its bytes, and the figures of the file system."""

    content_hash: str
    size: int
    mtime_ns: int


def open_seed(seeds: Path, name: str) -> BufferedReader | Unread:
    """The file of this name below the seed folder, opened to be read."""
    try:
        descriptor = _open_below(os.fspath(seeds), name)
    except FileNotFoundError:
        return Unread("vanished")
    except OSError as error:
        return _refused(error)
    if descriptor is None:
        return Unread("rejected", OUTSIDE)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        return Unread("rejected", PIPE)
    return os.fdopen(descriptor, "rb")


def open_named(path: Path) -> BufferedReader | Unread:
    """A file that a person has named, wherever it lies; pipes are waited for."""
    try:
        return path.open("rb")
    except FileNotFoundError:
        return Unread("rejected", "there is no such file")
    except OSError as error:
        return _refused(error)


def digest_of(seeds: Path, name: str) -> Digest | Unread:
    """What the file of this name below the seed folder holds, read from end to end.

    Only a part of it is in memory at a time.
    """
    file = open_seed(seeds, name)
    if isinstance(file, Unread):
        return file
    try:
        with file:
            before = os.fstat(file.fileno())
            read = hashlib.file_digest(file, "sha256")
            after = os.fstat(file.fileno())
    except OSError as error:
        return _refused(error)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        return Unread("growing")
    return Digest(read.hexdigest(), after.st_size, after.st_mtime_ns)


def still_holds(seeds: Path, name: str, digest: Digest) -> bool:
    """Whether the file has the figures that it had when it was read."""
    try:
        now = Path(seeds, name).stat()
    except OSError:
        return False
    return (now.st_size, now.st_mtime_ns) == (digest.size, digest.mtime_ns)


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


def _refused(error: OSError) -> Unread:
    return Unread("rejected", refusal("the file cannot be read", error))
