"""Runs whose program was killed: Prefect would call them running for ever.

A run holds the lock of a file that is called after it. The operating system lets go of the lock
with the process, however it ends, so a file that can be locked names a run that has ended. A run
that was killed before it held one is known by its age: others begin within seconds. Runs that a
service has started are its own to settle (flows/service/recovery.py).
"""

from __future__ import annotations

import fcntl
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import FlowFilter, FlowFilterName
from prefect.client.schemas.objects import StateType
from prefect.exceptions import ObjectNotFound
from prefect.states import Crashed

from flows.run_filters import runs_in

_MARK = "at-work-"
# A server may be others' as well; flows/deployments.py imports more than a command needs.
_FLOWS = ("nightly", "reannotate", "check", "report")
_KILLED = "the program was killed; what it staged is kept, and the next run goes on there"
# From the server's first word of a run until it holds its file: a second or two, on any machine.
_LATEST_BEGINNING = timedelta(minutes=2)
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
    return killed + _end_unbegun()


def _end(run: UUID) -> list[str]:
    with get_client(sync_client=True) as client:
        try:
            known = client.read_flow_run(run)
        except ObjectNotFound:
            return []
        if known.state is not None and known.state.is_final():
            return []
        _crash(client, run)
    return [known.name]


def _end_unbegun() -> list[str]:
    """Call runs crashed that somebody started by hand long ago, and that never began."""
    before = datetime.now(UTC) - _LATEST_BEGINNING
    with get_client(sync_client=True) as client:
        runs = client.read_flow_runs(
            flow_filter=FlowFilter(name=FlowFilterName(any_=list(_FLOWS))),
            flow_run_filter=runs_in([StateType.PENDING], deployments=None, expected_before=before),
        )
        for run in runs:
            _crash(client, run.id)
    return [run.name for run in runs]


def _crash(client: SyncPrefectClient, run: UUID) -> None:
    client.set_flow_run_state(run, Crashed(message=_KILLED), force=True)
