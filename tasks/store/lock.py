"""One run at a time in a warehouse folder, and one service."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

_RUN = ".lock"
_SERVICE = ".serve.lock"
_POLL_SECONDS = 0.5


class WarehouseBusyError(RuntimeError):
    """Another run, or another service, is at work in this warehouse folder."""


@contextmanager
def warehouse_lock(
    folder: Path, *, wait_seconds: float = 0.0, on_wait: Callable[[str], None] | None = None
) -> Iterator[None]:
    """Hold the warehouse for one run.

    The operating system lets go of the lock with the process that holds it, so a crashed run
    leaves none behind. `on_wait` is told once, in words, who is waited for. Raises
    WarehouseBusyError when another run still holds it after `wait_seconds`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + wait_seconds
    with (folder / _RUN).open("a+", encoding="utf-8") as file:
        told = False
        while not _try(file.fileno()):
            said = f"another run{_holder(folder / _RUN)} is writing the warehouse in {folder}"
            if time.monotonic() >= deadline:
                raise WarehouseBusyError(
                    f"{said}; wait until it has finished, or use --wait to let this run wait for it"
                )
            if on_wait is not None and not told:
                on_wait(f"{said}; waiting up to {wait_seconds:.0f} seconds for it")
                told = True
            time.sleep(_POLL_SECONDS)
        _sign(file.fileno())
        yield


@contextmanager
def service_lock(folder: Path) -> Iterator[None]:
    """Hold the warehouse for one `wortlaut serve`; raises WarehouseBusyError at once."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _SERVICE).open("a+", encoding="utf-8") as file:
        if not _try(file.fileno()):
            raise WarehouseBusyError(
                f"another wortlaut serve{_holder(folder / _SERVICE)} is serving {folder}; "
                "stop it first"
            )
        _sign(file.fileno())
        yield


def _try(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _sign(descriptor: int) -> None:
    os.ftruncate(descriptor, 0)
    signed = {"pid": os.getpid(), "since": datetime.now(UTC).isoformat()}
    os.write(descriptor, json.dumps(signed).encode())


def _holder(lock: Path) -> str:
    try:
        signed = json.loads(lock.read_text("utf-8"))
        return f" (process {signed['pid']}, since {signed['since'][:19]} UTC)"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
