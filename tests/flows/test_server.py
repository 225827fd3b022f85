import os
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import psutil
import pytest
from prefect.settings import PREFECT_HOME, temporary_settings

from flows.failure import MachineError
from flows.service import sign_of_life
from flows.service.auth_string import new_auth_string
from flows.service.server import Server, ServerError, free_port
from flows.service.sign_of_life import SignOfLife
from tests.prefect_state import with_migrated_database

# As in the server's own process.
VACUUMS = """
from prefect.server.services.perpetual_services import get_enabled_perpetual_services
from flows.service.records import vacuum_in_single_runs
vacuum_in_single_runs()
found = {service.function.__name__ for service in get_enabled_perpetual_services(ephemeral=True)}
print(*sorted(name for name in found if "vacuum" in name))
"""


def test_a_server_that_cannot_write_says_that_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no device that is always full")
    (tmp_path / "server.log").symlink_to(full)
    monkeypatch.setenv("PREFECT_HOME", "/proc/nowhere")
    with (
        temporary_settings({PREFECT_HOME: tmp_path}),
        pytest.raises(MachineError, match=r"server.log: No space left .*free space there"),
    ):
        Server(free_port(), whole=False, auth_string=new_auth_string()).start()


def test_a_server_that_ends_at_once_names_its_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_HOME", "/proc/nowhere")
    with (
        temporary_settings({PREFECT_HOME: tmp_path}),
        pytest.raises(ServerError, match=rf"ended at once .*{tmp_path}/server.log"),
    ):
        Server(free_port(), whole=False, auth_string=new_auth_string()).start()


def test_a_server_that_works_is_waited_for_and_one_that_does_not_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sign_of_life, "PATIENCE_SECONDS", 1.5)
    monkeypatch.setattr(sign_of_life, "_STEP_SECONDS", 0.01)  # the machine may be busy

    def stuck_within(program: str, seconds: float) -> bool:
        with subprocess.Popen([sys.executable, "-c", program]) as process:
            life = SignOfLife(process.pid, ())
            deadline = time.monotonic() + seconds
            while not (stuck := life.is_stuck()) and time.monotonic() < deadline:
                time.sleep(0.05)
            process.kill()
        return stuck

    assert stuck_within("import time; time.sleep(60)", 30)
    assert not stuck_within("while True: pass", 4)
    monkeypatch.setattr(sign_of_life, "PROCESSOR_SECONDS", 1.0)
    assert stuck_within("while True: pass", 30)


def test_what_a_starting_server_writes_is_a_sign_of_life(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_of_life, "PATIENCE_SECONDS", 0.0)
    log = tmp_path / "server.log"
    life = SignOfLife(os.getpid(), (log,))
    monkeypatch.setattr(sign_of_life, "_processor_seconds", lambda _: 0.0)
    log.write_text("migrating")
    assert not life.is_stuck()
    assert life.is_stuck()


def test_a_server_that_is_stuck_is_told_and_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_of_life, "PATIENCE_SECONDS", 1.0)
    found: list[psutil.Process] = []

    def stop_it() -> None:
        while not found:
            children = psutil.Process().children()
            found.extend(child for child in children if "flows.service.server" in child.cmdline())
            time.sleep(0.01)
        found[0].suspend()

    stopping = threading.Thread(target=stop_it)
    stopping.start()
    with (
        temporary_settings({PREFECT_HOME: tmp_path}),
        pytest.raises(ServerError, match=rf"does not get on .* run again, .*{tmp_path}/server.log"),
    ):
        Server(free_port(), whole=False, auth_string=new_auth_string()).start()
    stopping.join()
    assert not psutil.pid_exists(found[0].pid)


def test_the_server_of_a_single_run_deletes_old_runs_too() -> None:
    names = {"PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs"}
    said = subprocess.run(
        [sys.executable, "-c", VACUUMS], env=os.environ | names, stdout=subprocess.PIPE, text=True,
        check=True,
    ).stdout  # fmt: skip
    assert said.split() == [
        "schedule_event_vacuum_tasks",
        "schedule_orphan_vacuum_tasks",
        "schedule_vacuum_tasks",
    ]


def test_presses_at_the_same_time_are_all_taken(tmp_path: Path) -> None:
    auth_string = new_auth_string()
    with_migrated_database(tmp_path)
    server = Server(free_port(), whole=False, auth_string=auth_string)
    settings = {PREFECT_HOME: tmp_path}
    with temporary_settings(settings), pytest.MonkeyPatch.context() as patch:
        patch.setenv("PREFECT_HOME", str(tmp_path))
        server.start()
    try:
        with httpx.Client(
            base_url=server.api_url, auth=tuple(auth_string.split(":")), timeout=90
        ) as client:
            flow = client.post("/flows/", json={"name": "nightly"}).json()["id"]
            told = {"name": "wortlaut", "flow_id": flow}
            deployment = client.post("/deployments/", json=told).json()["id"]

            def press(_: int) -> int:
                pressed = client.post(f"/deployments/{deployment}/create_flow_run", json={})
                return pressed.status_code

            with ThreadPoolExecutor(4) as people:
                answers = Counter(people.map(press, range(24)))
    finally:
        server.stop()
    assert answers == {201: 24}
