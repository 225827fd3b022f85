"""The lock of a warehouse folder: nobody else can take it, and whoever is named really has it."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tasks.report.publication import new_report
from tasks.store.lock import WarehouseBusyError, service_lock, warehouse_lock

HOLD = "import fcntl, sys; f = open(sys.argv[1]); fcntl.flock(f, fcntl.LOCK_SH); print(flush=True)"
RUN = (
    "import sys; from pathlib import Path; from tasks.store.lock import warehouse_lock\n"
    "with warehouse_lock(Path(sys.argv[1])): print(flush=True); sys.stdin.read()"
)


@contextmanager
def process(program: str, path: Path) -> Iterator[int]:
    """The number of a process that has said that it holds the lock."""
    with subprocess.Popen(
        [sys.executable, "-c", f"{program}\nsys.stdin.read()", str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holding:
        assert holding.stdout is not None
        holding.stdout.readline()
        yield holding.pid


def test_nobody_else_may_open_a_lock(tmp_path: Path) -> None:
    (tmp_path / ".lock").touch(0o644)
    with warehouse_lock(tmp_path), service_lock(tmp_path), new_report(tmp_path):
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob(".*lock")}
    assert modes == {".lock": 0o600, ".serve.lock": 0o600, ".report.lock": 0o600}


def test_a_run_at_work_is_named(tmp_path: Path) -> None:
    with (
        process(RUN, tmp_path) as holder,
        pytest.raises(WarehouseBusyError, match=rf"^another run \(process {holder}, since 20"),
        warehouse_lock(tmp_path),
    ):
        pass
    with warehouse_lock(tmp_path):
        pass


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="only Linux tells who holds a lock")
def test_one_that_only_holds_the_lock_is_named_and_not_the_run_before_it(tmp_path: Path) -> None:
    lock = tmp_path / ".lock"
    ended = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    for signed in (int(ended.stdout), os.getppid()):
        lock.write_text(json.dumps({"pid": signed, "since": "2026-01-02T03:30:00"}))
        with process(HOLD, lock) as holder:
            with pytest.raises(WarehouseBusyError) as refused, warehouse_lock(tmp_path):
                pass
            assert str(refused.value).startswith(f"another program (process {holder} of ")
            assert str(signed) not in str(refused.value).replace(str(holder), "")


def test_where_the_system_does_not_tell_a_dead_process_is_not_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tasks.store.lock_holder._LOCKS", tmp_path / "nowhere")
    lock = tmp_path / ".lock"
    lock.write_text(json.dumps({"pid": 2**22 + 1, "since": "2026-01-02T03:30:00"}))
    with (
        process(HOLD, lock),
        pytest.raises(WarehouseBusyError, match=r"^another program \(one that has locked "),
        warehouse_lock(tmp_path),
    ):
        pass
