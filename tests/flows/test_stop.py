"""Ctrl-C, in a terminal, at every stage and for every command."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.flows.conftest import PROGRAM, Runs
from tests.flows.terminal import Stopped, Terminal
from tests.flows.test_run import contents, scalar

PROMISED_SECONDS = 5.0
KEPT = "wortlaut: stopped; the warehouse is as it was, what is staged is kept"
STUCK = """
import sys, time
from flows.cli.signals import stoppable
def command():
    while True:
        try:
            print("at work", flush=True)
            time.sleep(60)
        except KeyboardInterrupt:
            print("and on", flush=True)
sys.exit(stoppable(command, kept=lambda: "stopped; nothing was changed"))
"""


def assert_ended_well(stopped: Stopped, where: str) -> None:
    assert stopped.status == 130, where
    *before, line = stopped.said
    assert line.startswith("wortlaut: stopped; "), where
    # A report is soon written, and then the summary stands there.
    assert not before or where == "report", where
    # Where several programs want the same core, everything takes so many times longer.
    crowd = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
    assert stopped.seconds < PROMISED_SECONDS * crowd, where
    assert not stopped.left, where


def bring_news(runs: Runs, *days: int) -> None:
    for day in days:
        text = f"Der Rat tagte am {day}. Mai in Kiel. „Wir bauen das“, sagte Anna Berg dem Rat."
        (runs.seeds / f"neu-{day}.txt").write_text(text)


def test_ctrl_c_ends_a_run_in_every_stage_and_the_next_goes_on(next_night: Runs) -> None:
    runs, warehouse = next_night, next_night.warehouse
    begun, began_to_build = 0, False
    bring_news(runs, 1, 2, 3)
    before, link = contents(runs.published), runs.published.readlink()

    def stop(
        stage: str,
        reached: Callable[[Terminal], bool],
        *options: str,
        command: str = "run",
        own_server: bool = False,
        how: signal.Signals | None = None,
    ) -> Stopped:
        nonlocal begun
        begun = time.time_ns()
        environment = dict(runs.environment)
        if own_server:
            del environment["PREFECT_API_URL"]
        folders = ["--warehouse", str(warehouse), "--workers", "1", "--batch-size", "1"]
        folders += ["--seeds", str(runs.seeds)] if command == "run" else []
        with Terminal([*PROGRAM, command, *folders, *options], environment) as terminal:
            terminal.until(lambda: reached(terminal))
            if how is not None:
                return terminal.stop(lambda: terminal.process.send_signal(how))
            stopped = terminal.press_ctrl_c()
            assert_ended_well(stopped, stage)
            return stopped

    def at_work(_: Terminal) -> bool:
        return any(map(is_newer, warehouse.glob("staging/*/.*.at-work")))

    def builds(_: Terminal) -> bool:
        """Whether the SQL models are being made, of which some were."""
        try:
            logs = [log.read_bytes() for log in warehouse.glob("generations/*.building/*.wal")]
        except FileNotFoundError:
            return False
        return any(b"quote_voices" in log for log in logs)

    def has_built(terminal: Terminal) -> bool:
        nonlocal began_to_build
        if builds(terminal):
            began_to_build = True
            return False
        return began_to_build

    def is_newer(path: Path) -> bool:
        """Whether it was written since the command began."""
        try:
            return path.stat().st_mtime_ns > begun
        except FileNotFoundError:
            return False

    log = Path(runs.environment["PREFECT_HOME"]) / "server.log"
    cache = warehouse / ".cache/seed-stat.parquet"
    stop("start of Prefect", lambda _: is_newer(log), own_server=True)
    stop("find", lambda _: any(warehouse.glob("generations/*.building")))
    stop("parse", lambda _: is_newer(cache))
    stop("annotate", at_work)
    killed = stop("annotate", at_work, how=signal.SIGTERM)
    assert (killed.status, killed.said, killed.left) == (143, [KEPT], [])
    stop("annotate on Dask", at_work, "--runner", "dask")
    bring_news(runs, 4)  # for earlier stages may have staged all others before they ended
    stop("load", lambda terminal: bool(re.search(r"━ (\d)/\1 ", terminal.screen)))
    stop("resolve", lambda terminal: "loaded 4 articles" in terminal.screen)
    stopped = stop("model", builds)
    assert stopped.said == [KEPT]
    assert (runs.published.readlink(), contents(runs.published)) == (link, before)
    stop("publish", has_built)
    assert scalar(runs.published, "select count(*) from main.articles") in (8, 12)

    bring_news(runs, 5)
    link = runs.published.readlink()
    stopped = stop("report", lambda _: runs.published.readlink() != link)
    assert "the new warehouse is published" in stopped.said[-1]
    assert scalar(runs.published, "select count(*) from main.articles") == 13
    assert (warehouse / "report" / "index.html").is_file()

    link = runs.published.readlink()
    shutil.rmtree(warehouse / "staging")  # or there would be nothing to annotate
    stop("annotate", at_work, "--everything", command="reannotate")
    assert runs.published.readlink() == link
    bring_news(runs, 6)
    last = runs.run()
    assert last.returncode == 0, last.stderr
    assert "(1 article annotated)" in " ".join(last.stdout.split())
    assert not list(warehouse.glob("generations/*.building"))
    assert not list(warehouse.glob("staging/*/.*"))


def test_ctrl_c_ends_the_other_commands(next_night: Runs) -> None:
    warehouse = ["--warehouse", str(next_night.warehouse)]
    seeds = [str(next_night.seeds)] * 20
    endless = "select max(hash(a.range * b.range)) from range(10000000) a, range(1000000) b"
    for command in (
        ["annotate", *seeds],
        ["check", "--seeds", str(next_night.seeds), *warehouse],
        ["report", *warehouse],
        ["sql", endless, *warehouse],
    ):
        with Terminal([*PROGRAM, *command], next_night.environment) as terminal:
            terminal.until_busy()
            assert_ended_well(terminal.press_ctrl_c(), command[0])


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_command_that_does_not_give_up_is_ended(number: signal.Signals, status: int) -> None:
    # Tests that run in the background are made to ignore it.
    heard = f"import signal; signal.signal({number:d}, signal.SIG_DFL)"
    with subprocess.Popen(
        [sys.executable, "-c", heard + STUCK],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "at work\n"
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (status, "and on\nat work\n")
    assert err == "wortlaut: stopped; nothing was changed\n"


def test_a_second_ctrl_c_ends_a_command_at_once() -> None:
    environment = {"PYTHONPATH": str(Path(__file__).parents[2])}
    with Terminal([sys.executable, "-c", STUCK], environment) as terminal:
        terminal.until(lambda: "at work" in terminal.screen)
        os.kill(terminal.process.pid, signal.SIGINT)
        terminal.until(lambda: "and on" in terminal.screen)
        stopped = terminal.press_ctrl_c()
    assert stopped.status == 130
    assert stopped.said == ["wortlaut: stopped; nothing was changed"]
    assert stopped.seconds < 2.5


def test_what_the_caller_has_a_command_ignore_stays_ignored() -> None:
    program = STUCK.replace("time.sleep(60)", "time.sleep(1); break")
    with subprocess.Popen(
        ["nohup", sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGHUP)
        process.communicate(timeout=20)
    assert process.returncode == 0
