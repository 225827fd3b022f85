"""Ctrl-C and its kin, which one process of a command hears and acts upon.

A terminal sends SIGINT to every process in the foreground, and SIGHUP when it is closed. Workers
and servers must not act on it by themselves: what they were at would break in many places at
once, each with words of its own. So these signals are blocked, which children inherit, and a thread
of the command's own process waits for them.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

# Python cleans up in this time, or the process ends without; what it started ends with it.
_GRACE_SECONDS = 2.5
_WAKES_MAIN_THREAD = signal.SIGUSR1
_SHOW_CURSOR = "\x1b[?25h"
_STDERR = 2


def status_of(number: int) -> int:
    """The exit status of a command that ended by this signal, as shells count."""
    return 128 + number


def on_interrupt(act: Callable[[], None]) -> None:
    """Call `act` on the first SIGINT or SIGHUP; end the process at once on the second.

    Call it before any other thread or process is started (libraries start threads when they are
    imported): those inherit that the signals are blocked.
    """
    _listen((signal.SIGINT, signal.SIGHUP), lambda _: act())


def stoppable(command: Callable[[], int], *, kept: Callable[[], str]) -> int:
    """Run a command, which SIGINT, SIGTERM and SIGHUP end within seconds; return its exit status.

    The main thread is interrupted as by Ctrl-C, so that it leaves its folders and servers in order,
    in silence. After some seconds, or with a second signal, the process ends wherever it is. Either
    way one line on standard error says what `kept` says at that moment. Call it as `on_interrupt`.
    """
    stopping = _Stopping(kept)
    # The first to be registered is the last to be called.
    atexit.register(stopping.leave)
    signal.signal(_WAKES_MAIN_THREAD, stopping.interrupt)
    _listen((signal.SIGINT, signal.SIGTERM, signal.SIGHUP), stopping.begin, stopping.end)
    status = 1
    try:
        try:
            status = command()
        finally:
            stopping.over = True
    except KeyboardInterrupt:
        stopping.number = stopping.number or signal.SIGINT
    except BaseException:
        if stopping.number is None:
            raise
    if stopping.number is None:
        return status
    stopping.say()
    return status_of(stopping.number)


@contextmanager
def heard_by_children() -> Iterator[None]:
    """Programs that are started inside hear signals as usual, such as the user's browser."""
    blocked = signal.pthread_sigmask(signal.SIG_SETMASK, ())
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


class _Stopping:
    """The end of a command that was told to stop: `number` is the signal that said so."""

    def __init__(self, kept: Callable[[], str]) -> None:
        self.number: int | None = None
        # Whether the command is through, and only the interpreter still has something to do.
        self.over = False
        self._kept = kept
        self._speaking = threading.Lock()
        self._said = False
        self._stderr = _STDERR

    def begin(self, number: int) -> None:
        """Interrupt the main thread, and see to it that the process ends."""
        self._stderr = os.dup(_STDERR)
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - no path of ours
            os.dup2(nowhere.fileno(), _STDERR)
        self.number = number
        if self.over:
            self.end(number)
        watchdog = threading.Timer(_GRACE_SECONDS, self.end, (number,))
        watchdog.daemon = True
        watchdog.start()
        signal.pthread_kill(threading.main_thread().ident or 0, _WAKES_MAIN_THREAD)

    def interrupt(self, _number: int, _frame: FrameType | None) -> None:
        """In the main thread: go the way of Ctrl-C."""
        if self.number is not None and not self.over:
            raise KeyboardInterrupt

    def end(self, number: int) -> None:
        """End the process, wherever it is."""
        self.say()
        for child in multiprocessing.active_children():
            child.kill()
        os._exit(status_of(number))

    def leave(self) -> None:
        """Spare a stopped process what the interpreter tidies up in memory, which takes seconds."""
        if self.number is not None:
            os._exit(status_of(self.number))

    def say(self) -> None:
        """Write the line, once."""
        with self._speaking, suppress(OSError):  # the terminal may be gone
            if not self._said:
                self._said = True
                # After the ^C that the terminal shows, and a progress bar that hides the cursor.
                before = f"{_SHOW_CURSOR}\n" if os.isatty(self._stderr) else ""
                os.write(self._stderr, f"{before}wortlaut: {self._kept()}\n".encode())


def _listen(
    numbers: Iterable[signal.Signals],
    act: Callable[[int], None],
    act_again: Callable[[int], None] = lambda number: os._exit(status_of(number)),
) -> None:
    """Call `act` with the first of these signals and `act_again` with the second one."""
    # What the one who started us has us ignore (nohup, a job in the background) stays ignored.
    heard = {number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN}
    if not heard:
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, heard)

    def wait() -> None:
        act(signal.sigwait(heard))
        act_again(signal.sigwait(heard))

    threading.Thread(target=wait, name="signals", daemon=True).start()
