"""One run at a time in a warehouse folder."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

_FILE = ".lock"
_POLL_SECONDS = 0.5


class WarehouseBusyError(RuntimeError):
    """Another run is at work in this warehouse folder."""


@contextmanager
def warehouse_lock(folder: Path, *, wait_seconds: float = 0.0) -> Iterator[None]:
    """Hold the warehouse for one run.

    The operating system lets go of the lock with the process that holds it, so a crashed run
    leaves none behind. Raises WarehouseBusyError when another run still holds it after
    `wait_seconds`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + wait_seconds
    with (folder / _FILE).open("a+", encoding="utf-8") as file:
        while not _try(file.fileno()):
            if time.monotonic() >= deadline:
                raise WarehouseBusyError(_busy(folder, (folder / _FILE).read_text("utf-8")))
            time.sleep(_POLL_SECONDS)
        file.seek(0)
        file.truncate()
        file.write(json.dumps({"pid": os.getpid(), "since": datetime.now(UTC).isoformat()}))
        file.flush()
        yield


def _try(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _busy(folder: Path, holder: str) -> str:
    try:
        written = json.loads(holder)
        who = f" (process {written['pid']}, since {written['since'][:19]} UTC)"
    except (ValueError, KeyError, TypeError):
        who = ""
    return (
        f"another run{who} is writing the warehouse in {folder}; "
        "wait until it has finished, or use --wait to let this run wait for it"
    )
