"""`wortlaut run` as a person starts it, watched or killed with all its processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from prefect.settings import PREFECT_HOME, temporary_settings

from flows.environment import prepare
from flows.service.auth_string import VARIABLE, new_auth_string
from flows.service.server import Server, free_port

_ROOT = Path(__file__).resolve().parents[1]
_POLL_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Ended:
    """A run that has ended: its status, what it said, seconds, and peak resident bytes.

    `peak_bytes` are of all its processes together, `own_peak_bytes` of the run's process alone, and
    `others_peak_bytes` of all but that one, its workers and its server.
    """

    status: int
    out: str
    err: str
    seconds: float
    peak_bytes: int
    own_peak_bytes: int
    others_peak_bytes: int

    @property
    def last_line(self) -> str:
        """What it said last on standard error."""
        return (self.err.strip().splitlines() or [""])[-1]


@dataclass
class RunTree:
    """One run with its workers and server. `seconds` count from its start."""

    process: subprocess.Popen[str]
    _out: Path
    _err: Path
    peak_bytes: int = 0
    own_peak_bytes: int = 0
    others_peak_bytes: int = 0
    started: float = field(default_factory=time.perf_counter)

    @property
    def err(self) -> str:
        """What it has said so far on standard error."""
        return self._err.read_text("utf-8", "replace")

    def members(self) -> list[psutil.Process]:
        """The process itself and all that it has started, directly or not."""
        with suppress(psutil.NoSuchProcess):
            top = psutil.Process(self.process.pid)
            return [top, *top.children(recursive=True)]
        return []

    def kill(self, *, alone: bool) -> list[psutil.Process]:
        """SIGKILL, to the process alone or to its whole tree; return the rest of the tree."""
        with suppress(ProcessLookupError):
            os.kill(self.process.pid, signal.SIGSTOP)
        tree = self.members()
        for member in tree[:1] if alone else tree:
            with suppress(psutil.NoSuchProcess):
                member.kill()
        self.process.wait()
        return tree[1:]

    def end(self, timeout: float | None = None) -> Ended:
        """Wait for its end; meanwhile watch what memory the tree takes."""
        watcher = threading.Thread(target=self._watch, daemon=True)
        watcher.start()
        status = self.process.wait(timeout)
        seconds = time.perf_counter() - self.started
        return Ended(
            status,
            self._out.read_text("utf-8"),
            self.err,
            seconds,
            self.peak_bytes,
            self.own_peak_bytes,
            self.others_peak_bytes,
        )

    def _watch(self) -> None:
        while members := self.members():
            own = others = 0
            for member in members:
                with suppress(psutil.NoSuchProcess):
                    resident = member.memory_info().rss
                    if member == members[0]:
                        own = resident
                    else:
                        others += resident
            self.peak_bytes = max(self.peak_bytes, own + others)
            self.own_peak_bytes = max(self.own_peak_bytes, own)
            self.others_peak_bytes = max(self.others_peak_bytes, others)
            time.sleep(_POLL_SECONDS)


def start_run(
    seeds: Path,
    warehouse: Path,
    *options: str,
    environment: Mapping[str, str] | None = None,
    before: str = "",
) -> RunTree:
    """Start `wortlaut run`. `before` is a line of shell that sets limits, such as `ulimit -f 1`."""
    folder = Path(tempfile.mkdtemp(prefix="wortlaut-said-"))
    out, err = folder / "out", folder / "err"
    command = [sys.executable, "-m", "flows.cli.main", "run", "--seeds", str(seeds)]
    command += ["--warehouse", str(warehouse), *options]
    if before:
        command = ["sh", "-c", f'{before}; exec "$@"', "sh", *command]
    with out.open("w") as to_out, err.open("w") as to_err:
        process = subprocess.Popen(
            command,
            cwd=_ROOT,
            stdout=to_out,
            stderr=to_err,
            stdin=subprocess.DEVNULL,
            text=True,
            env=os.environ | {"PYTHONPATH": str(_ROOT)} | dict(environment or {}),
            start_new_session=True,
        )
    return RunTree(process, out, err)


@contextmanager
def prefect_server(home: Path) -> Iterator[dict[str, str]]:
    """A Prefect server that is up; yields the environment in which runs find it."""
    prepare()
    auth_string = new_auth_string()
    server = Server(free_port(), whole=True, auth_string=auth_string)
    own = os.environ.get("PREFECT_HOME")
    os.environ["PREFECT_HOME"] = str(home)
    try:
        with temporary_settings({PREFECT_HOME: home}):
            server.start()
    finally:
        del os.environ["PREFECT_HOME"]
        if own is not None:
            os.environ["PREFECT_HOME"] = own
    try:
        yield {"PREFECT_API_URL": server.api_url, "PREFECT_HOME": str(home), VARIABLE: auth_string}
    finally:
        server.stop()
