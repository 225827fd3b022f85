"""How a report becomes the one that people open.

`<warehouse>/report` is a link to a folder in `.reports`. A new report is written beside the old
one, and the link is moved in one atomic step.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tasks.store.lock import waiting_lock

_LINK = "report"
_FOLDER = ".reports"
_LOCK = ".report.lock"


def report_path(warehouse: Path) -> Path:
    """The page to open first."""
    return warehouse / _LINK / "index.html"


@contextmanager
def new_report(warehouse: Path) -> Iterator[Path]:
    """An empty folder; what was written to it becomes the report, unless something failed.

    Two at once wait for each other. What killed ones have left is removed.
    """
    folder = warehouse / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with waiting_lock(warehouse / _LOCK):
        _remove_all_but_current(warehouse)
        building = Path(tempfile.mkdtemp(dir=folder))
        building.chmod(0o755)
        try:
            yield building
            _point_to(warehouse, building)
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise
        _remove_all_but_current(warehouse)


def _point_to(warehouse: Path, building: Path) -> None:
    link = warehouse / _LINK
    if link.is_dir() and not link.is_symlink():
        # Somebody made a folder of that name; it is kept, under another one.
        link.rename(Path(tempfile.mkdtemp(prefix="report-before-", dir=warehouse)) / _LINK)
    new = warehouse / f".{_LINK}.new"
    new.unlink(missing_ok=True)
    new.symlink_to(Path(_FOLDER) / building.name, target_is_directory=True)
    new.replace(link)


def _remove_all_but_current(warehouse: Path) -> None:
    current = (warehouse / _LINK).resolve()
    for other in (warehouse / _FOLDER).iterdir():
        if other.resolve() != current:
            shutil.rmtree(other, ignore_errors=True)
