"""A Prefect server of our own, which ends with the program that started it.

Prefect's own ways to start one leave it running when that program is killed, or start another
one in every worker process.
"""

from __future__ import annotations

import argparse
import atexit
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prefect.settings import PREFECT_API_URL, PREFECT_HOME, temporary_settings

from flows.failure import told_plainly
from flows.loopback import OwnOriginOnly, own_origins
from tasks.orphan import end_with_parent

HOST = "127.0.0.1"
# A first start migrates a new database, which takes over 20 s on a slow disk.
_START_SECONDS = 120.0
_STOP_SECONDS = 10.0
_POLL_SECONDS = 0.1
_LOG = "server.log"
_PAGE = 4096


class ServerError(RuntimeError):
    """The Prefect server could not be started."""


class Server:
    """A Prefect server on the loopback interface, as a child of this process.

    `whole` serves the UI, schedules and automations as well; a single run needs neither.
    """

    def __init__(self, port: int, *, whole: bool) -> None:
        self.port = port
        self._whole = whole
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where a browser finds the UI."""
        return f"http://{HOST}:{self.port}"

    @property
    def api_url(self) -> str:
        """Where programs find the API."""
        return f"{self.address}/api"

    @property
    def running(self) -> bool:
        """Whether the process is alive."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start the process and wait until it answers.

        Raises ServerError when it does not, and MachineError where nothing can be written.
        """
        if not _is_free(self.port):
            raise ServerError(
                f"port {self.port} is in use by another program; stop it or name another port "
                "with --port"
            )
        with told_plainly():
            self._start()

    def _start(self) -> None:
        log = PREFECT_HOME.value() / _LOG
        log.parent.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "flows.server", "--port", str(self.port)]
        command += ["--parent", str(os.getpid())]
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                [*command, *(["--whole"] if self._whole else [])],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=os.environ
                | {
                    "PREFECT_SERVER_UI_API_URL": self.api_url,
                    # Prefect would name every page that asks as one that may read its answers.
                    "PREFECT_SERVER_API_CORS_ALLOWED_ORIGINS": ",".join(
                        own_origins(HOST, self.port)
                    ),
                },
                # A Ctrl-C on the terminal is for the program, which stops its server last.
                start_new_session=True,
            )
        self._wait_until_healthy(log)

    def stop(self) -> None:
        """End the process, gently at first. Does nothing when none runs."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _wait_until_healthy(self, log: Path) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            if not self.running:
                _try_to_write(log)
                last = log.read_text("utf-8", "replace").strip().splitlines()[-1:]
                raise ServerError(
                    f"the Prefect server ended at once ({' '.join(last) or 'without a word'}); "
                    f"its log is {log}"
                )
            try:
                with urllib.request.urlopen(f"{self.api_url}/health", timeout=2):
                    return
            except OSError:
                time.sleep(_POLL_SECONDS)
        self.stop()
        raise ServerError(
            f"the Prefect server did not answer within {_START_SECONDS:.0f} seconds; "
            f"its log is {log}"
        )


@contextmanager
def prefect_server() -> Iterator[None]:
    """For a single run: the server that `PREFECT_API_URL` names, else one of our own.

    Worker processes learn its address and start none themselves.
    """
    if PREFECT_API_URL.value():
        yield
        return
    server = Server(free_port(), whole=False)
    # At exit, not here: Prefect sends its last log lines when the program ends.
    atexit.register(server.stop)
    server.start()
    with temporary_settings({PREFECT_API_URL: server.api_url}):
        yield


def _try_to_write(log: Path) -> None:
    """Raise MachineError on a full disk, of which an ended server can say nothing in its log."""
    with told_plainly(log), log.open("ab") as output:
        output.write(b"\n" * _PAGE)


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def main() -> None:
    """The process itself: serves until it is told to stop or its parent is gone."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--parent", type=int, required=True)
    parser.add_argument("--whole", action="store_true")
    options = parser.parse_args()
    end_with_parent(options.parent)

    import uvicorn
    from prefect.server.api.server import create_app

    app = create_app(final=True, ephemeral=not options.whole)
    uvicorn.run(
        OwnOriginOnly(app, host=HOST, port=options.port),
        host=HOST,
        port=options.port,
        log_level="warning",
        # Browsers keep their connections open for live updates.
        timeout_graceful_shutdown=3,
    )


if __name__ == "__main__":
    main()
