from pathlib import Path

import pytest
from prefect.settings import PREFECT_HOME, temporary_settings

from flows.auth_string import new_auth_string
from flows.failure import MachineError
from flows.server import Server, ServerError, free_port


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
