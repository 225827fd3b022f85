"""What a flow does first, wherever it was started from."""

from __future__ import annotations

import logging
import os

from prefect.runtime import flow_run
from prefect.settings import PREFECT_HOME

from flows.unfinished import mark
from tasks.console import terminal
from tasks.machine.orphan import end_with_parent

SERVICE = "WORTLAUT_SERVICE"
"""Environment variable: process number of the service that starts the flow's process."""

_FLOW_RUNS = "prefect.flow_runs"
_OURS = ("flows.", "tasks.")


def begin_run() -> None:
    """Let our log lines through to the UI; of a service's run, guard its terminal and its end.

    A run that went on unseen would hold the warehouse against the next one. Any other run is marked
    as one that lives as long as this process.
    """
    logging.getLogger("wortlaut").setLevel(logging.INFO)
    logging.getLogger(_FLOW_RUNS).addFilter(_without_trace)
    service = os.environ.get(SERVICE)
    if service is not None:
        terminal.guard()
        end_with_parent(int(service))
    elif flow_run.id is not None:
        mark(PREFECT_HOME.value(), flow_run.id)


def _without_trace(record: logging.LogRecord) -> bool:
    """Let an error of ours be told by its sentence alone; others keep their traceback."""
    error = record.exc_info[1] if record.exc_info else None
    if type(error).__module__.startswith(_OURS):
        record.exc_info = None
        record.msg, record.args = "%s", (error,)
    return True
