"""Runs whose program was killed: Prefect would call them running for ever.

A run holds the lock of a file that is called after it. The operating system lets go of the lock
with the process, however it ends, so a file that can be locked names a run that has ended. Runs
that a service has started are its own to settle (flows/service/recovery.py).
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.exceptions import ObjectNotFound
from prefect.states import Crashed

_MARK = "at-work-"
_held: list[int] = []


def mark(state: Path, run: str) -> None:
    """Hold the run's file in Prefect's state folder for as long as this process lives."""
    descriptor = os.open(state / f"{_MARK}{run}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    _held.append(descriptor)


def end_killed(state: Path) -> list[str]:
    """Have the server call runs crashed that were killed; return their names."""
    killed = []
    for path in state.glob(f"{_MARK}*"):
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        else:
            killed.extend(_end(UUID(path.name.removeprefix(_MARK))))
            path.unlink()
        finally:
            os.close(descriptor)
    return killed


def _end(run: UUID) -> list[str]:
    with get_client(sync_client=True) as client:
        try:
            known = client.read_flow_run(run)
        except ObjectNotFound:
            return []
        if known.state is not None and known.state.is_final():
            return []
        message = "the program was killed; what it staged is kept, and the next run goes on there"
        client.set_flow_run_state(run, Crashed(message=message), force=True)
    return [known.name]
