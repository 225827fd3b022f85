"""Whose a folder is, for those who may not use it."""

from __future__ import annotations

import os
import pwd
from pathlib import Path

from tasks.console.escape import shown

# What a run writes into, besides the folder itself.
_WRITTEN = (".prefect", ".lock", ".cache", "staging", "generations", ".reports")


class ForeignFolderError(RuntimeError):
    """The folder is another user's, and this one may not do there what was asked for."""


def check_writable(warehouse: Path) -> None:
    """Raise ForeignFolderError unless this user may write into the warehouse folder.

    A folder that does not exist passes: whether it can be made is seen when it is.
    """
    for path in (warehouse, *(warehouse / name for name in _WRITTEN)):
        try:
            path.lstat()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise ForeignFolderError(_sentence(warehouse, path, "look into")) from error
        needed = os.R_OK | os.W_OK | (os.X_OK if path.is_dir() else 0)
        if not os.access(path, needed):
            raise ForeignFolderError(_sentence(warehouse, path, "write into"))


def check_readable(warehouse: Path, published: Path) -> None:
    """Raise ForeignFolderError where this user may not read the published file, if there is one."""
    try:
        published.stat()
    except FileNotFoundError:
        return
    except OSError as error:
        raise ForeignFolderError(_sentence(warehouse, warehouse, "look into")) from error
    if not os.access(published, os.R_OK):
        raise ForeignFolderError(_sentence(warehouse, published, "read"))


def ownership(path: Path) -> str:
    """Whose the path is, for one who is not its owner: ` (it is root's, and this is nobody)`."""
    owner, user = owner_of(path), _name(os.geteuid())
    return "" if owner == user else f" (it is {owner}'s, and this is {user})"


def _sentence(warehouse: Path, path: Path, act: str) -> str:
    owner, user = owner_of(path), _name(os.geteuid())
    what = "the warehouse folder " if path == warehouse else ""
    return (
        f"{what}{shown(str(path))} is {owner}'s, and {user} may not {act} it; run this as {owner}, "
        f"have {owner} give {user} the right to, or name another folder with --warehouse"
    )


def owner_of(path: Path) -> str:
    """The owner of the path, or of the nearest folder above it that may be looked at."""
    for place in (path, *path.parents):
        try:
            return _name(place.lstat().st_uid)
        except OSError:
            continue
    return "somebody else"


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return f"user {user}"
