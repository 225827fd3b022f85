"""A language model that takes its process down, as a plugin of spaCy in a folder of its own."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import psutil
from prefect import flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import StateType
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.states import Pending, Scheduled

from flows import unfinished
from flows.check import check
from flows.nightly import nightly
from flows.reannotate import reannotate
from flows.report import report
from flows.unfinished import end_killed
from tasks.nlp.pipeline import load
from tasks.nlp.version import DEFAULT_MODEL
from tests.flows.conftest import Runs

PLUGIN = """
import ctypes
import os
from spacy.language import Language


@Language.factory("crash_on_word")
def make(nlp, name):
    def component(doc):
        if "Absturzwort" in doc.text:
            os._exit(139)
        if "Schlafwort" in doc.text:
            # As native code does that holds the interpreter's lock.
            ctypes.PyDLL(None).sleep(600)
        return doc

    return component
"""
ENTRY = "[spacy_factories]\ncrash_on_word = crashing_plugin:make\n"


def plugin_with_model(folder: Path) -> Path:
    """A plugin that spaCy finds by its entry point, and the shipped model with it at the end."""
    plugins = folder / "plugins"
    metadata = plugins / "crashing_plugin-1.0.dist-info"
    metadata.mkdir(parents=True)
    (plugins / "crashing_plugin.py").write_text(PLUGIN)
    (metadata / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: crashing-plugin\nVersion: 1.0\n"
    )
    (metadata / "entry_points.txt").write_text(ENTRY)
    model = folder / "model"
    load(DEFAULT_MODEL).to_disk(model)
    config = (model / "config.cfg").read_text()
    config = config.replace('"wortlaut_speakers"]', '"wortlaut_speakers","crash_on_word"]')
    assert "crash_on_word" in config
    config += '\n[components.crash_on_word]\nfactory = "crash_on_word"\n'
    (model / "config.cfg").write_text(config)
    return plugins


def test_an_article_that_kills_its_worker_is_found_and_rejected(
    make_runs: Callable[[int], Runs], tmp_path: Path
) -> None:
    runs = make_runs(5)
    plugins = plugin_with_model(tmp_path)
    runs.environment["PYTHONPATH"] += f"{os.pathsep}{plugins}"
    (runs.seeds / "boese.txt").write_text(
        "Der Rat tagte am Montag in Kiel und sprach lange über ein Absturzwort im Haushalt."
    )
    done = runs.run("--model", str(tmp_path / "model"), "--batch-size", "3", "--workers", "2")
    assert done.returncode == 0, done.stderr
    with duckdb.connect(runs.published.resolve(), read_only=True) as connection:
        files = dict(connection.execute("select path, status from main.seed_files").fetchall())
        reason = connection.execute(
            "select reason from main.seed_files where path = 'boese.txt'"
        ).fetchone()
    assert files.pop("boese.txt") == "rejected"
    assert set(files.values()) == {"loaded"}
    assert reason is not None
    assert "died on this article" in reason[0]
    again = runs.run("--model", str(tmp_path / "model"))
    assert "(0 articles annotated)" in again.stdout, "the culprit is not tried night after night"


def test_a_worker_killed_from_outside_costs_no_article(
    make_runs: Callable[[int], Runs],
) -> None:
    runs = make_runs(6)
    process = runs.start("--batch-size", "2", "--workers", "2")
    staging = runs.warehouse / "staging"
    while not list(staging.glob("*/.*.at-work")):
        assert process.poll() is None
        time.sleep(0.02)
    worker = _busiest(process)
    os.kill(worker, signal.SIGKILL)
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    assert "a worker process died" in err
    assert "6 found, 6 new, 0 changed, 0 gone, 0 duplicate, 0 rejected" in " ".join(out.split())


def _busiest(process: subprocess.Popen[str]) -> int:
    """The worker process that has used most time: helpers of multiprocessing use none."""
    children = psutil.Process(process.pid).children(recursive=True)
    workers = [child for child in children if "spawn_main" in " ".join(child.cmdline())]
    return max(workers, key=lambda child: child.cpu_times().user).pid


def test_a_run_that_was_killed_before_it_began_is_no_longer_pending(
    make_runs: Callable[[int], Runs], tmp_path: Path
) -> None:
    server = {PREFECT_API_URL: make_runs(1).environment["PREFECT_API_URL"]}
    early = Scheduled(scheduled_time=datetime.now(UTC) - timedelta(hours=1))
    with temporary_settings(server), get_client(sync_client=True) as client:
        old = client.create_flow_run(nightly, state=early)
        others = client.create_flow_run(flow(print, name="other"), state=early)
        young = client.create_flow_run(nightly)
        for run in (old, others, young):
            client.set_flow_run_state(run.id, Pending(), force=True)
        ended = end_killed(tmp_path)
        states = [client.read_flow_run(run.id).state for run in (old, others, young)]
    assert old.name in ended
    assert [state and state.type for state in states] == [
        StateType.CRASHED,
        StateType.PENDING,
        StateType.PENDING,
    ]
    assert {nightly.name, reannotate.name, check.name, report.name} == set(unfinished._FLOWS)
