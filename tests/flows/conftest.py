"""A real Prefect server for the tests of whole runs, and runs as people start them."""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from flows.service.server import free_port
from tasks.ledger.origin import remember_origin
from tests.once import once

PROGRAM = [sys.executable, "-m", "flows.cli.main"]
_ROOT = Path(__file__).resolve().parents[2]


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
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of a Prefect server on the loopback interface, which all tests of a test run share.

    It knows runs of other tests, too, some of which may be at work.
    """

    def start(folder: Path) -> None:
        # Not in `folder`, which gets another name.
        home, port = folder.with_name("prefect-home"), free_port()
        home.mkdir()
        test_run = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
        program = [sys.executable, "-m", "tests.flows.shared_server", str(test_run), str(port)]
        environment = os.environ | {"PYTHONPATH": str(_ROOT)}
        subprocess.run([*program, str(home)], env=environment, check=True)
        _wait_for(f"http://127.0.0.1:{port}/api/health", home / "server.log")
        (folder / "port").write_text(str(port))

    port = (once(tmp_path_factory, "prefect", start) / "port").read_text()
    return f"http://127.0.0.1:{port}/api"


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
    said: str
    seconds: float


@pytest.fixture(scope="session")
def first_night(
    prefect_server: str, tmp_path_factory: pytest.TempPathFactory, sample_articles: Path
) -> Night:
    """The first run on eight sample articles and two files that it rejects; look at it only."""

    def pass_it(folder: Path) -> None:
        # Not below `folder`, which gets another name, and what a run says names its own.
        folder = folder.parent / "first-night"
        folder.mkdir()
        runs = _runs_on(sorted(sample_articles.rglob("*.txt"))[:8], folder, prefect_server)
        (runs.seeds / "leer.txt").write_bytes(b"")
        (runs.seeds / "english.txt").write_text("The mayor said on Monday: the bridge is closed.")
        started = time.monotonic()
        completed = runs.run("--batch-size", "3")
        assert completed.returncode == 0, completed.stderr
        (folder / "said.txt").write_text(completed.stdout)
        (folder / "seconds.txt").write_text(str(time.monotonic() - started))

    folder = once(tmp_path_factory, "first-night-passed", pass_it).with_name("first-night")
    runs = _runs_in(folder, prefect_server)
    seconds = float((folder / "seconds.txt").read_text())
    return Night(runs, (folder / "said.txt").read_text(), seconds)


@pytest.fixture
def next_night(prefect_server: str, tmp_path: Path, first_night: Night) -> Runs:
    """Seeds and warehouse as the first night left them, in folders of this test's own."""
    for kept in (first_night.runs.seeds, first_night.runs.warehouse):
        shutil.copytree(kept, tmp_path / kept.name, symlinks=True)
    runs = _runs_on([], tmp_path, prefect_server)
    remember_origin(runs.warehouse, runs.seeds, alone=True)
    return runs


def _runs_on(articles: Sequence[Path], folder: Path, server: str) -> Runs:
    """Runs in this folder, with copies of these articles to begin with."""
    runs = _runs_in(folder, server)
    runs.seeds.mkdir(exist_ok=True)
    for path in articles:
        shutil.copy(path, runs.seeds / path.name)
    (folder / "prefect").mkdir()
    return runs


def _runs_in(folder: Path, server: str) -> Runs:
    environment = {
        "PREFECT_API_URL": server,
        "PREFECT_HOME": str(folder / "prefect"),
        "PYTHONPATH": str(_ROOT),
    }
    return Runs(folder / "seeds", folder / "warehouse", environment)


def _wait_for(address: str, log: Path) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError(f"the Prefect server does not answer: {log.read_text()[-2000:]}")
