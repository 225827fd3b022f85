"""A Prefect server of our own, which ends with the program that started it.

Prefect's own ways to start one leave it running when that program is killed, or start another
one in every worker process.
"""

from __future__ import annotations

import argparse
import atexit
import errno
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prefect.settings import (
    PREFECT_API_AUTH_STRING,
    PREFECT_API_URL,
    PREFECT_HOME,
    temporary_settings,
)

from flows.failure import told_plainly
from flows.service.access import Access
from flows.service.auth_string import new_auth_string
from flows.service.login import close_login, open_login
from flows.service.loopback import OwnOriginOnly, own_origins
from flows.service.sign_of_life import SignOfLife
from tasks.machine.orphan import end_with_parent

HOST = "127.0.0.1"
_EVERYWHERE = "0.0.0.0"
# Who asks while the process is started waits in this queue.
_BACKLOG = 2048
# Environment variables from the program to its server: by which addresses it is reached, and with
# what the codes of browsers are signed.
_ADDRESSES = "WORTLAUT_SERVER_ADDRESSES"
_LOGIN_KEY = "WORTLAUT_LOGIN_KEY"
_STOP_SECONDS = 10.0
_POLL_SECONDS = 0.1
_LOG = "server.log"
_PAGE = 4096


class ServerError(RuntimeError):
    """The Prefect server could not be started."""


class Server:
    """A Prefect server on the loopback interface, as a child of this process.

    `whole` serves the UI, schedules and automations as well; a single run needs neither. It answers
    those who know `auth_string`, and browsers with a code of `login.py`; it listens on `host`, and
    browsers reach it by `public_url`, where that is another address than its own.
    """

    def __init__(
        self,
        port: int,
        *,
        whole: bool,
        auth_string: str,
        host: str = HOST,
        public_url: str | None = None,
    ) -> None:
        self.port = port
        self.public_url = public_url or f"http://{_reached_by(host)}:{port}"
        self._host = host
        self._whole = whole
        self._auth_string = auth_string
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None

    @property
    def address(self) -> str:
        """Where programs of this machine find it."""
        return f"http://{_reached_by(self._host)}:{self.port}"

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
        # Ours as long as this program lives: on a port that were free while the process is started
        # again, another account could listen, and would be told the string.
        self._socket = self._socket or _listen(self._host, self.port)
        try:
            with told_plainly():
                self._start(self._socket.fileno())
        except BaseException:
            self._close()
            raise

    def _start(self, listening: int) -> None:
        log = PREFECT_HOME.value() / _LOG
        log.parent.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "tasks.machine.orphan", str(os.getpid())]
        command += ["flows.service.server", "--listening", str(listening)]
        command += ["--parent", str(os.getpid())]
        login_key = open_login(log.parent, self.public_url) if self._whole else None
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                [*command, *(["--whole"] if self._whole else [])],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=os.environ
                | {
                    _ADDRESSES: f"{self.address} {self.public_url}",
                    # Not on the command line, which every account can read.
                    "PREFECT_SERVER_API_AUTH_STRING": self._auth_string,
                    "PREFECT_SERVER_UI_API_URL": f"{self.public_url}/api",
                    # Prefect would name every page that asks as one that may read its answers.
                    "PREFECT_SERVER_API_CORS_ALLOWED_ORIGINS": ",".join(
                        own_origins(self.address, self.public_url)
                    ),
                }
                | ({} if login_key is None else {_LOGIN_KEY: login_key}),
                pass_fds=[listening],
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
        self._close()

    def _close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        if self._whole:
            close_login(PREFECT_HOME.value())

    def _wait_until_healthy(self, log: Path) -> None:
        assert self._process is not None
        home = log.parent
        files = (log, home / "prefect.db", home / "prefect.db-wal")
        life = SignOfLife(self._process.pid, files)
        # A first start migrates a new database, which takes minutes on a busy machine.
        while not life.is_stuck():
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
        self._process.kill()
        self.stop()
        raise ServerError(
            "the Prefect server does not get on with its start; run again, and if that ends the "
            f"same way, look into its log, {log}"
        )


@contextmanager
def prefect_server() -> Iterator[None]:
    """For a single run: the server that `PREFECT_API_URL` names, else one of our own.

    Worker processes learn its address and start none themselves.
    """
    if PREFECT_API_URL.value():
        yield
        return
    auth_string = new_auth_string()
    server = Server(free_port(), whole=False, auth_string=auth_string)
    # At exit, not here: Prefect sends its last log lines when the program ends.
    atexit.register(server.stop)
    server.start()
    with temporary_settings(
        {PREFECT_API_URL: server.api_url, PREFECT_API_AUTH_STRING: auth_string}
    ):
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


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; raises ServerError with a sentence."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise ServerError(
                f"port {port} is in use by another program; stop it or name another port "
                "with --port"
            ) from error
        raise ServerError(
            f"{host} cannot be listened on at port {port} ({error.strerror}); name an address of "
            "this machine with --host and a port from 1024 on with --port"
        ) from error
    listening.listen(_BACKLOG)
    return listening


def _reached_by(host: str) -> str:
    """Where programs of this machine find what listens on `host`."""
    return HOST if host == _EVERYWHERE else host


def main() -> None:
    """The process itself: serves until it is told to stop or its parent is gone."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--listening", type=int, required=True)
    parser.add_argument("--parent", type=int, required=True)
    parser.add_argument("--whole", action="store_true")
    options = parser.parse_args()
    end_with_parent(options.parent)

    import uvicorn
    from prefect.server.api import collections
    from prefect.server.api.server import create_app

    # Prefect would ask a registry on the internet for these, and takes its own where that fails.
    collections.KNOWN_VIEWS.update(dict.fromkeys(collections.KNOWN_VIEWS, ""))
    from flows.service.database import have_writers_wait
    from flows.service.records import vacuum_in_single_runs

    have_writers_wait()
    vacuum_in_single_runs()
    app = create_app(final=True, ephemeral=not options.whole)
    listening = socket.socket(fileno=options.listening)
    addresses = os.environ[_ADDRESSES].split()
    guarded = Access(
        app,
        auth_string=os.environ["PREFECT_SERVER_API_AUTH_STRING"],
        login_key=os.environ.get(_LOGIN_KEY),
        port=listening.getsockname()[1],
        secure=addresses[-1].startswith("https:"),
    )
    settings = uvicorn.Config(
        OwnOriginOnly(guarded, *addresses),
        log_level="warning",
        # Browsers keep their connections open for live updates.
        timeout_graceful_shutdown=3,
    )
    uvicorn.Server(settings).run(sockets=[listening])


if __name__ == "__main__":
    main()
