"""Nothing leaves the machine: not from a service with a night, a single run or a command."""

import os
import subprocess
from pathlib import Path

import psutil
import pytest

from tests.flows.access.attack import attack
from tests.flows.conftest import PROGRAM
from tests.flows.service import Service, wait_until
from tests.trace import SILENCED, Trace

NIGHTLY = "nightly/wortlaut"

TRACED = True


def test_a_night_completes_and_what_earlier_releases_kept_for_reports_is_gone(
    service: Service, trace: Trace
) -> None:
    service.wait_for(service.run(NIGHTLY), "Completed", seconds=400)
    assert any("kept for reports to Microsoft" in line for line in service.said)
    assert trace.leftovers() == []


def test_a_service_with_a_night_sends_nothing_off_the_machine(
    service: Service, trace: Trace
) -> None:
    service.stop()
    assert "127.0.0.1" in trace.file.read_text()
    assert trace.strangers() == []
    assert trace.leftovers() == []


def test_a_single_run_answers_nobody_else_and_sends_nothing_off_the_machine(
    service: Service, folder: Path
) -> None:
    trace = Trace(folder / "run")
    (service.seeds / "neu.txt").write_text(
        "Der Rat tagte am Montag in Kiel. „Wir bauen“, sagte Anna Berg nach der Sitzung."
    )
    folders = ["--seeds", str(service.seeds), "--warehouse", str(service.warehouse)]
    run = subprocess.Popen(
        [*trace.before, *PROGRAM, "run", *folders],
        env=_loud() | trace.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    server = _server_of(run.pid)
    (port,) = {c.laddr.port for c in server.net_connections("tcp") if c.status == "LISTEN"}
    routes = [["POST", "/api/deployments/"], ["POST", "/api/flow_runs/filter"], ["GET", "/login"]]
    secrets = [server.environ()["PREFECT_SERVER_API_AUTH_STRING"]]
    base = f"http://127.0.0.1:{port}"
    got = attack(base, routes, secrets=secrets, folder=service.warehouse)
    assert {answer[2] for answer in got["answered"]} == {401}
    assert got["found"] == []
    _, err = run.communicate(timeout=500)
    assert run.returncode == 0, err
    assert trace.strangers() == []
    assert trace.leftovers() == []


def _loud() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in SILENCED}


def _server_of(run: int) -> psutil.Process:
    """The server that a run has started, as soon as it answers."""
    found: list[psutil.Process] = []

    def is_there() -> bool:
        below = psutil.Process(run).children(recursive=True)
        found.extend(process for process in below if "flows.service.server" in process.cmdline())
        return bool(found)

    wait_until(is_there, seconds=300)
    return found[0]


@pytest.mark.parametrize("command", ["annotate", "report"])
def test_a_command_sends_nothing_off_the_machine(
    service: Service, folder: Path, command: str
) -> None:
    trace = Trace(folder / command)
    given = {
        "annotate": [str(min(service.seeds.glob("*.txt")))],
        "report": ["--warehouse", str(service.warehouse)],
    }
    subprocess.run(
        [*trace.before, *PROGRAM, command, *given[command]],
        env=_loud() | trace.environment,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    assert trace.strangers() == []
    assert trace.leftovers() == []
