"""What a flow does first, wherever it was started from."""

from __future__ import annotations

import logging
import os

from tasks import terminal
from tasks.orphan import end_with_parent

SERVICE = "WORTLAUT_SERVICE"
"""Environment variable: process number of the service that starts the flow's process."""


def begin_run() -> None:
    """Let our log lines through to the UI, escaped, and end this run when its service is killed.

    A run that went on unseen would hold the warehouse against the next one.
    """
    terminal.guard()
    logging.getLogger("wortlaut").setLevel(logging.INFO)
    service = os.environ.get(SERVICE)
    if service is not None:
        end_with_parent(int(service))
