"""What earlier releases of Wortlaut let onnxruntime keep for its reports to Microsoft.

Reporting is off by now (`tasks/__init__.py`). A queue of reports and an identifier of the device
may still lie in the account's cache folder, and a session's identifier in the temporary folder.
They serve nothing but reports, and are no longer sent by us; other programs with onnxruntime may
make theirs again, so they are removed once, where a warehouse shows that an earlier release ran.
"""

from __future__ import annotations

import os
import re
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

# A mark in the state folder: what there was is removed.
_REMOVED = "unreported"
_FOLDERS = ("Microsoft", "DeveloperTools", ".onnxruntime")
_KEPT = (
    "deviceid",
    "deviceid.lock",
    "onnxruntime.db",
    "onnxruntime.db-journal",
    "onnxruntime.db-shm",
    "onnxruntime.db-wal",
)
# Milliseconds since 1970 and an identifier; another program's file of that name looks different.
_SESSION = re.compile(rb"\d{13}\.?\d*\n[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\s*")
_SESSION_BYTES = 100


def remove_kept_reports(warehouse: Path) -> list[Path]:
    """Remove what an earlier release left, once a warehouse; return what was removed.

    Leaves alone what is another account's, and what cannot be removed.
    """
    mark = warehouse / ".prefect" / _REMOVED
    if mark.exists():
        return []
    was_used = (warehouse / "wortlaut.duckdb").exists() or (mark.parent / "prefect.db").exists()
    removed = [path for path in _kept() if _removed(path)] if was_used else []
    if removed:
        for depth in range(len(_FOLDERS), 0, -1):
            with suppress(OSError):  # another program's files lie there
                _cache().joinpath(*_FOLDERS[:depth]).rmdir()
    with suppress(OSError):
        mark.touch(mode=0o600)
    return removed


def _kept() -> Iterator[Path]:
    folder = _cache().joinpath(*_FOLDERS)
    if _is_own(folder, stat.S_ISDIR):
        yield from (folder / name for name in _KEPT)
    session = Path(tempfile.gettempdir()) / ".ses"
    if _is_own(session, stat.S_ISREG):
        with suppress(OSError), session.open("rb") as file:
            if _SESSION.fullmatch(file.read(_SESSION_BYTES)):
                yield session


def _removed(path: Path) -> bool:
    if not _is_own(path, stat.S_ISREG):
        return False
    with suppress(OSError):
        path.unlink()
        return True
    return False


def _is_own(path: Path, kind: Callable[[int], bool]) -> bool:
    with suppress(OSError):
        found = path.lstat()
        return found.st_uid == os.getuid() and kind(found.st_mode)
    return False


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
