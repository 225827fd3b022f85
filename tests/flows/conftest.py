"""A real Prefect server for the tests of whole runs, and runs as people start them."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

PROGRAM = [sys.executable, "-m", "flows.cli"]


@dataclass
class Runs:
    """Starts `wortlaut run` or another command on one warehouse, against the tests' server."""

    seeds: Path
    warehouse: Path
    environment: dict[str, str] = field(default_factory=dict)

    def start(self, *options: str, command: str = "run") -> subprocess.Popen[str]:
        """A run in a process group of its own, with one worker where `options` say nothing else.

        A worker takes seconds of the processor to start, and the articles of a test are few.
        """
        seeds = ["--seeds", str(self.seeds)] if command == "run" else []
        alone = command in ("run", "reannotate") and not {"--workers", "--runner"} & {*options}
        workers = ["--workers", "1"] if alone else []
        return subprocess.Popen(
            [*PROGRAM, command, *seeds, "--warehouse", str(self.warehouse), *workers, *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | self.environment,
            start_new_session=True,
        )

    def run(self, *options: str, command: str = "run") -> subprocess.CompletedProcess[str]:
        """A run to its end."""
        process = self.start(*options, command=command)
        out, err = process.communicate(timeout=300)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    @property
    def published(self) -> Path:
        return self.warehouse / "wortlaut.duckdb"


def kill_group(process: subprocess.Popen[str]) -> None:
    """`kill -9` of a run with all its workers."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a Prefect server on the loopback interface."""
    home = tmp_path_factory.mktemp("prefect")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"PREFECT_HOME": str(home), "PREFECT_SERVER_UI_ENABLED": "false"}
    log = (home / "server.log").open("wb")
    server = subprocess.Popen(
        [sys.executable, "-m", "prefect", "server", "start", "--port", str(port)],
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/api/health", server, home / "server.log")
        yield f"http://127.0.0.1:{port}/api"
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
        log.close()


@pytest.fixture
def make_runs(prefect_server: str, tmp_path: Path, sample_articles: Path) -> Callable[[int], Runs]:
    """Runs on a seed folder of so many sample articles."""

    def make(count: int) -> Runs:
        return _runs_on(sorted(sample_articles.rglob("*.txt"))[:count], tmp_path, prefect_server)

    return make


@dataclass(frozen=True)
class Night:
    """A run that was completed, with what it printed and how many seconds it took."""

    runs: Runs
    completed: subprocess.CompletedProcess[str]
    seconds: float


@pytest.fixture(scope="session")
def first_night(
    prefect_server: str, tmp_path_factory: pytest.TempPathFactory, sample_articles: Path
) -> Night:
    """The first run on eight sample articles and two files that it rejects; look at it only."""
    folder = tmp_path_factory.mktemp("first-night")
    runs = _runs_on(sorted(sample_articles.rglob("*.txt"))[:8], folder, prefect_server)
    (runs.seeds / "leer.txt").write_bytes(b"")
    (runs.seeds / "english.txt").write_text("The mayor said on Monday that the bridge is closed.")
    started = time.monotonic()
    completed = runs.run("--batch-size", "3")
    assert completed.returncode == 0, completed.stderr
    return Night(runs, completed, time.monotonic() - started)


@pytest.fixture
def next_night(prefect_server: str, tmp_path: Path, first_night: Night) -> Runs:
    """Seeds and warehouse as the first night left them, in folders of this test's own."""
    for kept in (first_night.runs.seeds, first_night.runs.warehouse):
        shutil.copytree(kept, tmp_path / kept.name, symlinks=True)
    return _runs_on([], tmp_path, prefect_server)


def _runs_on(articles: Sequence[Path], folder: Path, server: str) -> Runs:
    """Runs in this folder, with copies of these articles to begin with."""
    seeds = folder / "seeds"
    seeds.mkdir(exist_ok=True)
    for path in articles:
        shutil.copy(path, seeds / path.name)
    environment = {
        "PREFECT_API_URL": server,
        "PREFECT_HOME": str(folder / "prefect"),
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
    }
    (folder / "prefect").mkdir()
    return Runs(seeds, folder / "warehouse", environment)


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"the Prefect server ended: {log.read_text()[-2000:]}")
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError(f"the Prefect server does not answer: {log.read_text()[-2000:]}")
