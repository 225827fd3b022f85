"""Processes that end with the one that started them, and leave Ctrl-C to it.

A killed run must not leave workers behind that write into its folders, and a killed service no
server that keeps its port.

    python -m tasks.machine.orphan PARENT MODULE ARGUMENT...

runs a module so, from before it is imported, which may take seconds.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from multiprocessing import resource_tracker

_POLL_SECONDS = 0.2
_SILENT = "ignore:resource_tracker:UserWarning"


def ending_with_this_process() -> Callable[[], None]:
    """What a process that this one starts calls first, so that it ends with this one."""
    return partial(end_with_parent, os.getpid())


def end_with_parent(parent: int) -> None:
    """Kill this process as soon as `parent`, a process number, is not its parent.

    The number comes from the parent: a process takes seconds to start, and one whose parent was
    killed meanwhile would take whoever has adopted it for its parent, and live on. The terminal's
    Ctrl-C is for the parent to act upon.
    """
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A parent that waits for signals has blocked them, and this is how it ends its children.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def start_resource_tracker() -> None:
    """Start multiprocessing's own process now, with the signals of this thread blocked as they are.

    Python 3.11 unblocks SIGINT and SIGTERM when it starts it, and all that follow would get the
    terminal's Ctrl-C. What a process has left behind that was ended, it removes without a word.
    """
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    sys.warnoptions.append(_SILENT)
    try:
        resource_tracker.ensure_running()
    finally:
        sys.warnoptions.remove(_SILENT)
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_POLL_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    end_with_parent(int(sys.argv[1]))
    del sys.argv[:2]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
