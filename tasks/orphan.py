"""Processes that end with the one that started them.

A killed run must not leave workers behind that write into its folders, and a killed service no
server that keeps its port.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from functools import partial

_POLL_SECONDS = 1.0


def ending_with_this_process() -> Callable[[], None]:
    """What a process that this one starts calls first, so that it ends with this one."""
    return partial(end_with_parent, os.getpid())


def end_with_parent(parent: int) -> None:
    """Kill this process as soon as `parent`, a process number, is not its parent.

    The number comes from the parent: a process takes seconds to start, and one whose parent was
    killed meanwhile would take whoever has adopted it for its parent, and live on.
    """
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_POLL_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)
