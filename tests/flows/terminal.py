"""A command in a terminal, as a person sees it, with the keys that they press."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import psutil

# Makes the terminal the program's own, so that its keys become signals, which nobody has it ignore.
_LAUNCH = (
    "import fcntl, os, signal, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
)
_CTRL_C = b"\x03"
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_OVERPAINTED = re.compile(r"[^\n]*\r")
_BAR = "━"
_POLL_SECONDS = 0.005


@dataclass(frozen=True)
class Stopped:
    """How a command ended: what it printed after the key, in how many seconds, what lived on."""

    status: int
    said: list[str]
    seconds: float
    left: list[psutil.Process]


class Terminal:
    """A command, started in a terminal of its own; a context, which ends it at the latest."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._master, slave = pty.openpty()
        os.set_blocking(self._master, False)
        self._seen = b""
        self.process = subprocess.Popen(
            [sys.executable, "-c", _LAUNCH, *command],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=os.environ | environment,
            start_new_session=True,
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._master)

    @property
    def screen(self) -> str:
        """All that was printed, without colours and the like."""
        try:
            while more := os.read(self._master, 65536):
                self._seen += more
        except OSError:  # nothing there, or nobody who writes
            pass
        text = _ESCAPES.sub("", self._seen.decode("utf-8", "replace")).replace("\r\n", "\n")
        # A progress bar is painted again and again from the beginning of its line.
        return _OVERPAINTED.sub("", text)

    def until(self, reached: Callable[[], bool], *, seconds: float = 120) -> None:
        """Wait until something has happened while the command runs."""
        deadline = time.monotonic() + seconds
        while not reached():
            # Read in any case: a program whose terminal is full waits.
            screen = self.screen
            assert self.process.poll() is None, screen
            assert time.monotonic() < deadline, screen
            time.sleep(_POLL_SECONDS)

    def until_busy(self) -> None:
        """Wait until the command, or a program that it started, has used a fifth of a second.

        Before it listens for Ctrl-C nothing of ours runs, and Python says what it says.
        """
        program = psutil.Process(self.process.pid)
        self.until(lambda: _listens(program.pid))

        def used() -> float:
            found = [program.cpu_times().user]
            for child in program.children(recursive=True):
                with suppress(psutil.NoSuchProcess):
                    found.append(child.cpu_times().user)
            return max(found)

        self.until(lambda: used() > 0.2)

    def press_ctrl_c(self) -> Stopped:
        """Press it and wait for the end."""
        return self.stop(lambda: os.write(self._master, _CTRL_C))

    def stop(self, how: Callable[[], object]) -> Stopped:
        """End the command in some way and wait for it."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        _ = self.screen
        before = len(self._seen)
        pressed = time.monotonic()
        how()
        while self.process.poll() is None and time.monotonic() - pressed < 60:
            _ = self.screen  # a program whose terminal is full would wait
            time.sleep(_POLL_SECONDS)
        seconds = time.monotonic() - pressed
        deadline = time.monotonic() + 5
        while (left := [child for child in children if _lives(child)]) and (
            time.monotonic() < deadline
        ):
            time.sleep(_POLL_SECONDS)
        _ = self.screen
        self._seen = self._seen[before:]
        said = self.screen.rpartition("^C")[2].splitlines()
        status = self.process.poll()
        assert status is not None, self.screen
        # What is left of a progress bar is none of the words.
        said = [line for line in said if line.strip() and _BAR not in line]
        return Stopped(status, said, seconds, left)


def _lives(process: psutil.Process) -> bool:
    """Whether it runs; one that has ended may wait for ever for somebody to ask how."""
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def _listens(process_id: int) -> bool:
    """Whether a program blocks SIGINT, for a thread of its own to wait for it."""
    status = Path(f"/proc/{process_id}/status").read_text()
    blocked = re.search(r"^SigBlk:\s*([0-9a-f]+)$", status, re.MULTILINE)
    return blocked is not None and bool(int(blocked[1], 16) >> (signal.SIGINT - 1) & 1)
