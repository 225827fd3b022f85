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


def begin_run() -> None:
    """Let our log lines through to the UI; of a service's run, guard its terminal and its end.

    A run that went on unseen would hold the warehouse against the next one. Any other run is marked
    as one that lives as long as this process.
    """
    logging.getLogger("wortlaut").setLevel(logging.INFO)
    service = os.environ.get(SERVICE)
    if service is not None:
        terminal.guard()
        end_with_parent(int(service))
    elif flow_run.id is not None:
        mark(PREFECT_HOME.value(), flow_run.id)
