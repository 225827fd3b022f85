"""Ctrl-C for a program whose children must not get it.

A terminal sends SIGINT to every process in the foreground. The service has to hear of it first:
it takes its runs back in order and stops its server last.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable

_IMPATIENT = 130


def on_interrupt(act: Callable[[], None]) -> None:
    """Call `act` on the first SIGINT; end the process at once on the second.

    Call it before any other thread or process is started (libraries start threads when they are
    imported): those inherit that SIGINT is blocked.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})

    def wait() -> None:
        signal.sigwait({signal.SIGINT})
        act()
        signal.sigwait({signal.SIGINT})
        os._exit(_IMPATIENT)

    threading.Thread(target=wait, name="interrupt", daemon=True).start()
