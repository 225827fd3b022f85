"""Processes that end with the one that started them.

A killed run must not leave workers behind that write into its folders, and a killed service no
server that keeps its port.
"""

from __future__ import annotations

import os
import signal
import threading
import time

_POLL_SECONDS = 1.0


def end_with_parent(parent: int | None = None) -> None:
    """Kill this process as soon as `parent` (by default the present one) is not its parent."""
    expected = os.getppid() if parent is None else parent
    threading.Thread(target=_watch, args=(expected,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_POLL_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)
