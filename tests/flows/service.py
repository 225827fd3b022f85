"""`wortlaut serve` as a person starts it, and what its server says."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flows.service.auth_string import FILE
from flows.service.login import login_address
from flows.service.server import free_port
from tests.flows.conftest import PROGRAM
from tests.prefect_state import with_migrated_database

_READY = "stop with Ctrl-C"
_START_SECONDS = 300
# "Database is locked" comes as this status, for clients to ask again; from ours it never does.
_BUSY = 503
_STOP_SECONDS = 60
# Ends a process group when these tests end before it: whoever interrupts them leaves no service.
_WATCH = """(
while kill -0 "$0" && kill -0 "$1"; do sleep 1; done
kill -0 "$0" || kill -9 -- "-$1"
) >/dev/null 2>&1 </dev/null &"""


@dataclass
class Service:
    """One service on a seed folder and a warehouse; may be started again after it ended."""

    seeds: Path
    warehouse: Path
    options: Sequence[str] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    without: Sequence[str] = ()
    """Variables of these tests' environment that it does not get."""
    before: Sequence[str] = ()
    """What stands before the command, such as a program that traces it."""

    @property
    def api(self) -> str:
        return self.environment.get("PREFECT_API_URL", f"{self.ui}/api")

    @property
    def ui(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, *options: str) -> None:
        """Start it and wait until it says that it is ready."""
        if not self.warehouse.exists():
            with_migrated_database(self.warehouse / ".prefect")
        folders = ["--seeds", str(self.seeds), "--warehouse", str(self.warehouse)]
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [
                    *self.before,
                    *PROGRAM,
                    "serve",
                    *folders,
                    "--port",
                    str(self.port),
                    *self.options,
                    *options,
                ],
                stdout=log,
                stderr=subprocess.STDOUT,
                env={
                    name: value
                    for name, value in (os.environ | self.environment).items()
                    if name not in self.without
                },
                start_new_session=True,
            )
        watched = [str(os.getpid()), str(self.process.pid)]
        subprocess.run(["sh", "-c", _WATCH, *watched], check=True, start_new_session=True)
        wait_until(lambda: _READY in self.said or not self.running, seconds=_START_SECONDS)
        assert self.running, "\n".join(self.said)

    @property
    def said(self) -> list[str]:
        """Lines that it has printed since it was started."""
        return self._log.read_text("utf-8").splitlines()

    @property
    def _log(self) -> Path:
        return self.seeds.with_name(f"{self.warehouse.name}.log")

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End it gently, with Ctrl-C as a terminal does: for all; return its exit status."""
        assert self.process is not None
        if how == signal.SIGINT:
            os.killpg(self.process.pid, how)
        else:
            self.process.send_signal(how)
        return self.process.wait(_STOP_SECONDS)

    def kill(self) -> None:
        """`kill -9` of the service alone."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    @property
    def auth_string(self) -> str:
        """What the operator's programs show; none to a server that is not the service's."""
        return (
            ""
            if "PREFECT_API_URL" in self.environment
            else (self._state / FILE).read_text().strip()
        )

    @property
    def credentials(self) -> dict[str, str]:
        """The header that names the operator."""
        token = base64.b64encode(self.auth_string.encode()).decode()
        return {"authorization": f"Basic {token}"} if token else {}

    def login(self) -> str:
        """An address that lets a browser in, once."""
        return login_address(self._state)

    @property
    def _state(self) -> Path:
        return self.warehouse / ".prefect"

    def ask(self, path: str, body: object = None, method: str | None = None) -> Any:
        """What the server's API answers the operator; a body makes it a POST."""
        request = urllib.request.Request(
            f"{self.api}/{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"content-type": "application/json"} | self.credentials,
            method=method,
        )
        for _ in range(20):
            try:
                with urllib.request.urlopen(request, timeout=20) as answer:
                    return json.loads(answer.read() or b"null")
            except urllib.error.HTTPError as error:
                with error:
                    if error.code != _BUSY or "PREFECT_API_URL" not in self.environment:
                        raise
                time.sleep(0.2)
        raise AssertionError(f"the server at {self.api} stays busy")

    def run(self, deployment: str, **parameters: object) -> str:
        """Start a run as a press on the button does; return its identifier."""
        found = self.ask(f"deployments/name/{deployment}")
        run = self.ask(f"deployments/{found['id']}/create_flow_run", {"parameters": parameters})
        return str(run["id"])

    def state(self, run: str) -> dict[str, Any]:
        """Present state of a run: `type`, `name`, `message`."""
        state = self.ask(f"flow_runs/{run}")["state"]
        assert isinstance(state, dict)
        return state

    def wait_for(self, run: str, *names: str, seconds: float = 120) -> dict[str, Any]:
        """Wait until a run is in one of these states."""
        last: dict[str, Any] = {}

        def reached() -> bool:
            try:
                last.update(self.state(run))
            except OSError:  # The server is being started again.
                return False
            return last["name"] in names

        wait_until(reached, seconds=seconds, otherwise=lambda: f"{last}\n" + "\n".join(self.said))
        return last

    def runs(self, *state_types: str) -> list[dict[str, Any]]:
        """Runs in states of these types, oldest first."""
        found = self.ask(
            "flow_runs/filter",
            {
                "sort": "EXPECTED_START_TIME_ASC",
                "flow_runs": {"state": {"type": {"any_": list(state_types)}}},
            },
        )
        assert isinstance(found, list)
        return found


def wait_until(
    condition: Any, *, seconds: float, otherwise: Any = lambda: "it did not happen in time"
) -> None:
    """Poll until the condition holds; fail with what `otherwise` says."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, otherwise()
        time.sleep(0.2)
