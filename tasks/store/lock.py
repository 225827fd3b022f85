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

from tasks.store.lock_holder import holders

_RUN = ".lock"
_SERVICE = ".serve.lock"
_POLL_SECONDS = 0.5
# Whoever can open the file can lock it, even for reading.
_OWNER_ALONE = 0o600


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
    with _opened(folder / _RUN) as lock:
        told = False
        while not _try(lock):
            said = (
                f"{_who(lock, folder / _RUN, 'another run')} is writing the warehouse in {folder}"
            )
            if time.monotonic() >= deadline:
                raise WarehouseBusyError(
                    f"{said}; wait until it has finished, or use --wait to let this run wait for it"
                )
            if on_wait is not None and not told:
                on_wait(f"{said}; waiting up to {wait_seconds:.0f} seconds for it")
                told = True
            time.sleep(_POLL_SECONDS)
        _sign(lock)
        yield


@contextmanager
def service_lock(folder: Path) -> Iterator[None]:
    """Hold the warehouse for one `wortlaut serve`; raises WarehouseBusyError at once."""
    folder.mkdir(parents=True, exist_ok=True)
    with _opened(folder / _SERVICE) as lock:
        if not _try(lock):
            raise WarehouseBusyError(
                f"{_who(lock, folder / _SERVICE, 'a running wortlaut serve')} is serving {folder}; "
                "stop it first"
            )
        _sign(lock)
        yield


@contextmanager
def waiting_lock(path: Path) -> Iterator[None]:
    """Hold the lock of this file, however long another process has it."""
    with _opened(path) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _OWNER_ALONE)
    try:
        if os.fstat(descriptor).st_uid == os.geteuid():
            # One that an older release made, for all to read.
            os.fchmod(descriptor, _OWNER_ALONE)
        yield descriptor
    finally:
        os.close(descriptor)


def _try(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _sign(descriptor: int) -> None:
    os.ftruncate(descriptor, 0)
    signed = {"pid": os.getpid(), "since": datetime.now(UTC).isoformat()}
    os.pwrite(descriptor, json.dumps(signed).encode(), 0)


def _who(descriptor: int, path: Path, kind: str) -> str:
    """Who holds the lock: a program of ours (`kind`) only where the process that signed has it."""
    present = holders(descriptor)
    signed = _signature(path)
    if signed is not None and (present is None or signed[0] in present) and _lives(signed[0]):
        return f"{kind} (process {signed[0]}, since {signed[1]} UTC)"
    if present:
        number, user = next(iter(present.items()))
        return f"another program (process {number} of {user}, which has locked {path})"
    return f"another program (one that has locked {path})"


def _signature(path: Path) -> tuple[int, str] | None:
    try:
        signed = json.loads(path.read_text("utf-8"))
        return int(signed["pid"]), str(signed["since"])[:19]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        return True
    return True
