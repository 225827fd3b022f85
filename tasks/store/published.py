"""Where the published warehouse lies, and whether there is one for this user."""

# Looked at before anything is started: no database is imported here.
from __future__ import annotations

from pathlib import Path

from tasks.console.escape import shown
from tasks.machine.ownership import ForeignFolderError, check_readable

FILE_NAME = "wortlaut.duckdb"


class NoWarehouseError(RuntimeError):
    """There is no warehouse to read, or none that this user may read."""


def published_path(folder: Path) -> Path:
    """Where the published warehouse is opened."""
    return folder / FILE_NAME


def check_published(folder: Path) -> Path:
    """The published file of the warehouse in `folder`; raises NoWarehouseError where there is none.

    Raises it also where this user may not read it. Nothing is made.
    """
    path = published_path(folder)
    try:
        check_readable(folder, path)
        if path.exists():
            return path
    except ForeignFolderError as error:
        raise NoWarehouseError(str(error)) from error
    except ValueError as error:
        raise NoWarehouseError(
            f"the warehouse folder {shown(str(folder))} cannot be a path ({error}); name another"
        ) from error
    raise NoWarehouseError(
        f"there is no warehouse in {shown(str(folder))} yet; fill it with 'wortlaut run', "
        "or name another folder with --warehouse"
    )
