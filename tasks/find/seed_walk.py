"""What lies below a seed folder: article files, and oddities with the reason why they are none.

Nothing outside the seed folder is looked into. A link to a file inside counts as a file; a link to
a folder is not followed: what lies in it is found where it is, and links could lead around in a
circle or multiply a few folders to millions.
"""

from __future__ import annotations

import errno
import os
import stat
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from tasks.find.passed_over import kind_of
from tasks.find.suffixes import is_article_file

PIPE = "this is a pipe, socket or device, not a file; delete it"
OUTSIDE = (
    "this link leads out of the seed folder, where nothing is read; put a copy in its place, "
    "or name the folder that it leads to with --seeds"
)
_BAD_NAME = "the file's name holds bytes that are no UTF-8 (shown escaped here); rename the file"
_LOOP = "this link leads back to a folder above it; delete the link"
_INSIDE = "this link leads to a folder whose files are read where they lie; delete the link"
_NOWHERE = "this link leads nowhere or in a circle; delete it or mend its target"


class Entry(NamedTuple):
    """Something below the seed folder: a file with its figures, or the reason why it is none.

    `path` is relative to the seed folder, and may hold bytes that are no text.
    """

    path: str
    figures: os.stat_result | None = None
    reason: str | None = None


def walk(seeds: str, passed_over: Counter[str]) -> Iterator[Entry]:
    """Every article file below the folder, and what cannot be looked at; in no order.

    Hidden files and folders are passed over, and so is what vanishes meanwhile. Files of other
    kinds are added to `passed_over`.
    """
    root = os.path.realpath(seeds)
    # Folders still to be looked at; a recursion would end at Python's limit of a thousand.
    folders = [(root, "")]
    while folders:
        folder, prefix = folders.pop()
        try:
            with os.scandir(folder) as listing:
                children = list(listing)
        except FileNotFoundError:
            continue
        except OSError as error:
            reason = refusal("the folder cannot be read", error)
            yield Entry(prefix.rstrip("/") or ".", reason=reason)
            continue
        for child in children:
            name = child.name
            if name[0] == ".":
                continue
            if child.is_symlink():
                yield from _link(child, prefix + name, root, passed_over)
            elif child.is_dir(follow_symlinks=False):
                folders.append((child.path, f"{prefix}{name}/"))
            elif is_article_file(name):
                try:
                    yield _entry(prefix + name, child.stat(follow_symlinks=False))
                except FileNotFoundError:
                    continue
                except OSError as error:
                    reason = refusal("the file cannot be looked at", error)
                    yield Entry(prefix + name, reason=reason)
            else:
                _pass_over(name, passed_over)


def refusal(what: str, error: OSError) -> str:
    """What the operating system refused, and what can be done about it where that is known."""
    forbidden = error.errno in (errno.EACCES, errno.EPERM)
    return f"{what} ({error.strerror}){'; check its permissions' if forbidden else ''}"


def is_below(path: str, root: str) -> bool:
    """Whether a path lies in a folder; both without links."""
    return path.startswith(root.rstrip("/") + "/")


def readable(path: str) -> str:
    """The path as text that can be stored; bytes that are no UTF-8 are escaped."""
    if path.isascii():
        return path
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _pass_over(name: str, passed_over: Counter[str]) -> None:
    kind = kind_of(name)
    if kind is not None:
        passed_over[kind] += 1


def _link(
    child: os.DirEntry[str], path: str, root: str, passed_over: Counter[str]
) -> Iterator[Entry]:
    try:
        target = os.path.realpath(child.path, strict=True)
        figures = os.stat(target)  # noqa: PTH116 - as for all other entries
    except OSError:
        yield Entry(path, None, _NOWHERE)
        return
    if stat.S_ISDIR(figures.st_mode):
        here = os.path.realpath(os.path.dirname(child.path))  # noqa: PTH120 - as above
        inside = target == root or is_below(target, root)
        is_above = here == target or is_below(here, target)
        yield Entry(path, None, _LOOP if inside and is_above else _INSIDE if inside else OUTSIDE)
    elif is_article_file(child.name):
        yield _entry(path, figures) if is_below(target, root) else Entry(path, None, OUTSIDE)
    else:
        _pass_over(child.name, passed_over)


def _entry(path: str, figures: os.stat_result) -> Entry:
    if not stat.S_ISREG(figures.st_mode):
        return Entry(path, figures, PIPE)
    return Entry(path, figures, None if readable(path) == path else _BAD_NAME)
