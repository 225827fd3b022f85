"""Batches on Dask: schedulers and workers are processes of their own, and some are killed."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
import psutil
import pytest
from polars.testing import assert_frame_equal
from prefect import flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterName
from prefect.events.worker import EventsWorker
from prefect.logging.handlers import APILogWorker
from prefect.settings import PREFECT_API_URL, PREFECT_HOME, temporary_settings

from tasks.annotate.batches import BatchResult, Bench, StrangerError, check_same
from tasks.annotate.pool import Crew, CrewError, annotate_on_pool, cut_batches
from tasks.annotate.shelf import Shelf
from tasks.annotate.time_limit import TimeLimit
from tasks.nlp.version import model_version
from tasks.store.staging import SCHEMAS
from tasks.text.article import Article
from tasks.text.parse import parse
from tests.flows.test_crash import plugin_with_model

ROOT = Path(__file__).resolve().parents[2]
POISON = (
    b"Der Rat tagte am Montag in Kiel und sprach lange \xc3\xbcber ein Absturzwort im Haushalt."
)
SLOW = POISON.replace(b"Absturzwort", b"Schlafwort")
LOOPBACK = ("--host", "127.0.0.1", "--no-dashboard")


@dataclass
class Cluster:
    """A scheduler and workers that share nothing with the run but its folders."""

    folder: Path
    python_path: list[Path] = field(default_factory=lambda: [ROOT])
    scheduler: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    address: str = ""

    def start(self, *, workers: int) -> None:
        found = self.folder / "scheduler.json"
        self.scheduler = self._start("scheduler", "--port", "0", "--scheduler-file", str(found))
        wait_until(lambda: found.exists() and found.read_text().endswith("}"))
        self.address = json.loads(found.read_text())["address"]
        for _ in range(workers):
            options = ("--nthreads", "1", "--no-nanny", "--memory-limit", "0")
            self.workers.append(self._start("worker", self.address, *options))
        wait_until(lambda: not workers or self.crew().size() == workers)

    def crew(self, *, patience: float = 60) -> Crew:
        return Crew(runner="dask", workers=1, scheduler=self.address, patience=patience)

    @property
    def alive(self) -> int:
        return sum(worker.poll() is None for worker in self.workers)

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            if process is not None:
                process.kill()
                process.wait()

    def _start(self, role: str, *options: str) -> subprocess.Popen[bytes]:
        # No address of Prefect's API: it comes with the batches.
        environment = {k: v for k, v in os.environ.items() if k != "PREFECT_API_URL"}
        environment["PYTHONPATH"] = os.pathsep.join(map(str, self.python_path))
        with (self.folder / f"{role}{len(self.workers)}.log").open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{role}", *options, *LOOPBACK],
                cwd=self.folder,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )


@dataclass
class Desk:
    """Where the tests' flow annotates, and what it has reported."""

    bench: Bench
    results: list[BatchResult] = field(default_factory=list)

    def annotate(
        self,
        articles: list[Article],
        crew: Crew,
        *,
        batch_size: int = 2,
        after: Callable[[], None] = lambda: None,
    ) -> None:
        """Run a flow that annotates; call `after` with each finished batch."""

        def finished(result: BatchResult) -> None:
            self.results.append(result)
            after()

        def work() -> None:
            ids = [article.article_id for article in articles]
            with Shelf(self.bench.staging.parent) as shelf:
                for article in articles:
                    shelf.put(article)
                batches = cut_batches(ids, shelf, size=batch_size, workers=crew.size())
                annotate_on_pool(batches, shelf, self.bench, crew, on_finished=finished)

        works.append(work)
        annotating.with_options(flow_run_name=self.bench.staging.parent.name)()

    def completed(self) -> list[str]:
        """Names of the batches that the Prefect server knows as completed."""
        name = FlowRunFilterName(any_=[self.bench.staging.parent.name])
        with get_client(sync_client=True) as client:
            runs = client.read_task_runs(flow_run_filter=FlowRunFilter(name=name))
        return [run.name for run in runs if run.state is not None and run.state.is_completed()]

    def tables(self) -> dict[str, pl.DataFrame]:
        """What is staged, in an order of its own."""
        folder = self.bench.open().folder
        return {
            name: pl.concat(pl.read_parquet(path) for path in folder.glob(f"[!.]*/{name}.parquet"))
            .select(schema.names())
            .sort(pl.all())
            for name, schema in SCHEMAS.items()
        }


# Prefect sends a flow with its function to the workers, so it holds nothing of a test.
works: list[Callable[[], None]] = []


@flow(name="annotate-on-dask")
def annotating() -> None:
    work_here()


def work_here() -> None:
    works.pop()()


def wait_until(condition: Callable[[], bool], *, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def assert_same_tables(found: dict[str, pl.DataFrame], expected: dict[str, pl.DataFrame]) -> None:
    for name, table in expected.items():
        assert_frame_equal(found[name], table)


def of_articles(
    tables: dict[str, pl.DataFrame], articles: list[Article]
) -> dict[str, pl.DataFrame]:
    ids = [article.article_id for article in articles]
    return {name: table.filter(pl.col("article_id").is_in(ids)) for name, table in tables.items()}


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    (tmp_path / "cluster").mkdir()
    cluster = Cluster(tmp_path / "cluster")
    yield cluster
    cluster.stop()


@pytest.fixture(scope="module")
def articles(sample_articles: Path) -> list[Article]:
    paths = sorted(sample_articles.rglob("*.txt"))[:10]
    parsed = [parse(path.read_bytes()) for path in paths]
    return [article for article in parsed if isinstance(article, Article)]


@pytest.fixture(scope="module", autouse=True)
def reported(prefect_server: str) -> Iterator[None]:
    """Lets Prefect send what it has to say before its server ends, not wait for it at exit."""
    yield
    EventsWorker.drain_all(timeout=20)
    APILogWorker.drain_all(timeout=20)


@pytest.fixture
def desk(tmp_path: Path, prefect_server: str) -> Iterator[Desk]:
    settings = {PREFECT_API_URL: prefect_server, PREFECT_HOME: tmp_path / "prefect"}
    with temporary_settings(settings):
        yield Desk(Bench(None, model_version(), tmp_path / "staging"))


@pytest.fixture(scope="module")
def expected(
    tmp_path_factory: pytest.TempPathFactory, prefect_server: str, articles: list[Article]
) -> dict[str, pl.DataFrame]:
    """The tables of the process runner."""
    folder = tmp_path_factory.mktemp("process-runner")
    with temporary_settings({PREFECT_API_URL: prefect_server, PREFECT_HOME: folder / "prefect"}):
        desk = Desk(Bench(None, model_version(), folder / "staging"))
        desk.annotate(articles, Crew(workers=1), batch_size=8)
        return desk.tables()


def test_a_run_survives_the_death_of_a_cluster_worker_with_the_same_tables(
    desk: Desk, cluster: Cluster, articles: list[Article], expected: dict[str, pl.DataFrame]
) -> None:
    cluster.start(workers=2)
    marks = desk.bench.open().folder

    def kill_one_at_work() -> None:
        if cluster.alive == 2:
            wait_until(lambda: len(list(marks.glob(".*.at-work"))) == 2)
            cluster.workers[0].kill()
            cluster.workers[0].wait()

    desk.annotate(articles, cluster.crew(), after=kill_one_at_work)
    assert cluster.alive == 1
    # What the killed worker had just finished it may have had no time to report to Prefect.
    wait_until(lambda: len(desk.completed()) >= len(desk.results) - 1)
    assert sum(result.articles for result in desk.results) == len(articles)
    assert_same_tables(desk.tables(), expected)
    assert not list(marks.glob(".*"))


def test_a_run_that_loses_all_cluster_workers_goes_on_here(
    desk: Desk,
    cluster: Cluster,
    articles: list[Article],
    expected: dict[str, pl.DataFrame],
    caplog: pytest.LogCaptureFixture,
) -> None:
    cluster.start(workers=1)
    desk.annotate(articles[:4], cluster.crew(patience=2), after=cluster.workers[0].kill)
    assert_same_tables(desk.tables(), of_articles(expected, articles[:4]))
    assert f"workers of the Dask cluster at {cluster.address} died" in caplog.text


def test_a_run_that_loses_the_scheduler_goes_on_here(
    desk: Desk, cluster: Cluster, articles: list[Article], expected: dict[str, pl.DataFrame]
) -> None:
    cluster.start(workers=1)
    assert cluster.scheduler is not None
    desk.annotate(articles[:4], cluster.crew(patience=2), after=cluster.scheduler.kill)
    assert_same_tables(desk.tables(), of_articles(expected, articles[:4]))


def test_an_article_that_kills_its_worker_costs_one_cluster_worker(
    desk: Desk,
    cluster: Cluster,
    articles: list[Article],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plugins = plugin_with_model(tmp_path)
    monkeypatch.syspath_prepend(plugins)
    cluster.python_path = [ROOT, plugins]
    cluster.start(workers=2)
    poison = parse(POISON)
    assert isinstance(poison, Article)
    model = tmp_path / "model"
    desk.bench = Bench(model, model_version(model), tmp_path / "staging")
    desk.annotate([*articles[:5], poison], cluster.crew(), batch_size=1)
    wanted = [article.article_id for article in (*articles, poison)]
    annotated, rejected = desk.bench.open().index(wanted)
    assert set(annotated) == {article.article_id for article in articles[:5]}
    assert set(rejected) == {poison.article_id}
    assert "died on this article" in rejected[poison.article_id]
    assert cluster.alive == 1


@pytest.mark.parametrize("runner", ["process", "dask"])
def test_an_article_that_takes_too_long_is_rejected_and_its_neighbours_are_not(
    runner: str, desk: Desk, cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugins = plugin_with_model(tmp_path)
    monkeypatch.syspath_prepend(plugins)
    crew = Crew(workers=1)
    if runner == "dask":
        cluster.python_path = [ROOT, plugins]
        cluster.start(workers=1)
        crew = cluster.crew(patience=2)
    model = tmp_path / "model"
    limit = TimeLimit(seconds=15, seconds_a_character=0)
    desk.bench = Bench(model, model_version(model), tmp_path / "staging", limit)
    texts = (SLOW, *(SLOW.replace(b"Schlafwort", word) for word in (b"Loch", b"Streit")))
    slow, *neighbours = (a for a in map(parse, texts) if isinstance(a, Article))
    desk.annotate([slow, *neighbours], crew, batch_size=3)
    annotated, rejected = desk.bench.open().index([a.article_id for a in (slow, *neighbours)])
    assert set(annotated) == {article.article_id for article in neighbours}
    assert rejected == {slow.article_id: limit.words(len(slow.text))}
    assert "split the file, or report it" in limit.words(len(slow.text))
    assert not list(desk.bench.open().folder.glob(".*"))


def test_a_worker_with_another_model_fails_the_run(
    desk: Desk, cluster: Cluster, articles: list[Article], tmp_path: Path
) -> None:
    cluster.start(workers=1)
    desk.bench = Bench(None, "de_wortlaut-000000000000", tmp_path / "staging")
    with pytest.raises(StrangerError, match=f"the worker on {socket.gethostname()} .* install"):
        desk.annotate(articles[:4], cluster.crew())
    assert desk.bench.open().index([article.article_id for article in articles]) == ({}, {})


def test_a_worker_that_does_not_see_the_staging_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(StrangerError, match=r"does not see the staging folder .*; mount"):
        check_same(Bench(None, model_version(), tmp_path / "elsewhere"))


def test_a_cluster_without_the_code_fails_the_run(
    desk: Desk, cluster: Cluster, articles: list[Article]
) -> None:
    (cluster.folder / "tasks.py").write_text("raise ImportError('none of ours')")
    cluster.python_path = []
    cluster.start(workers=1)
    with pytest.raises(CrewError, match=f"{cluster.address} could not start a batch"):
        desk.annotate(articles[:1], cluster.crew())


def test_a_local_cluster_gives_the_same_tables_and_shows_its_batches_in_prefect(
    desk: Desk,
    articles: list[Article],
    expected: dict[str, pl.DataFrame],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    working = tmp_path / "working-directory"
    working.mkdir()
    monkeypatch.chdir(working)
    addresses: set[str] = set()

    def look() -> None:
        for process in (psutil.Process(), *psutil.Process().children(recursive=True)):
            sockets = process.net_connections()
            addresses.update(s.laddr.ip for s in sockets if s.status == psutil.CONN_LISTEN)

    desk.annotate(articles, Crew(runner="dask", workers=2), batch_size=8, after=look)
    assert_same_tables(desk.tables(), expected)
    assert not list(working.iterdir())
    assert addresses == {"127.0.0.1"}
    count = len(desk.results)
    wait_until(lambda: len(desk.completed()) == count)
    assert {name.split(", ")[1] for name in desk.completed()} == {
        f"batch {number} of {count}" for number in range(1, count + 1)
    }


def test_a_scheduler_that_does_not_answer_is_told_within_seconds(desk: Desk) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{unused.getsockname()[1]}"
        started = time.monotonic()
        with pytest.raises(CrewError, match=f"{address} does not answer .* check the address"):
            Crew(runner="dask", workers=1, scheduler=address).size()
    assert time.monotonic() - started < 15


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "tcp://127.0.0.1", "tcp://127.0.0.1:8786/x", "tcp://a:99999", "http://a:8786"],
)
def test_a_malformed_address_is_told_at_once(address: str) -> None:
    with pytest.raises(CrewError, match="is no address of a Dask scheduler"):
        Crew(runner="dask", workers=1, scheduler=address).size()


def test_a_cluster_without_workers_is_told(cluster: Cluster) -> None:
    cluster.start(workers=0)
    with pytest.raises(CrewError, match="no worker has joined"):
        cluster.crew(patience=1).size()


def test_a_missing_extra_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "prefect_dask", None)
    with pytest.raises(CrewError, match=r"pip install 'wortlaut\[dask\]'"):
        Crew(runner="dask", workers=1, scheduler="tcp://127.0.0.1:8786").size()
