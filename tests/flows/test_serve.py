import os
import shutil
import signal
import sqlite3
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import pytest

from flows.environment import KEPT_DAYS
from tests.flows.conftest import PROGRAM
from tests.flows.service import Service, wait_until
from tests.flows.test_run import scalar

NIGHTLY = "nightly/wortlaut"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, sample_articles: Path) -> Iterator[Service]:
    """A service on a seed folder of some sample articles, which the tests start and end."""
    root = tmp_path_factory.mktemp("serve")
    seeds = root / "seeds"
    seeds.mkdir()
    for path in sorted(sample_articles.rglob("*.txt"))[:6]:
        shutil.copy(path, seeds / path.name)
    service = Service(seeds, root / "warehouse")
    yield service
    if service.running:
        service.stop()


@pytest.fixture
def service(kept: Service) -> Service:
    """The service, running."""
    if not kept.running:
        kept.start()
    return kept


def own_processes(service: Service, words: str = "") -> list[psutil.Process]:
    """Processes below the service whose command line has these words."""
    assert service.process is not None
    children = psutil.Process(service.process.pid).children(recursive=True)
    return [child for child in children if words in " ".join(child.cmdline())]


def bring_news(service: Service, day: int) -> None:
    """A new article, so that the next run has more to do than to look."""
    (service.seeds / f"neu-{day}.txt").write_text(
        f"Der Rat tagte am {day}. Mai in Kiel. „Wir bauen“, sagte Anna Berg nach der Sitzung."
    )


def test_a_second_run_waits_its_turn_and_takes_it_when_the_first_is_killed(
    service: Service,
) -> None:
    first = service.run(NIGHTLY)
    service.wait_for(first, "Running")
    second = service.run(NIGHTLY)
    (engine,) = own_processes(service, "prefect.engine")
    wait_until(lambda: list(service.warehouse.glob("staging/*/.*.at-work")), seconds=60)
    service.wait_for(second, "AwaitingConcurrencySlot")
    engine.kill()
    assert "SIGKILL" in service.wait_for(first, "Crashed")["message"]
    service.wait_for(second, "Completed")
    assert scalar(service.warehouse / "wortlaut.duckdb", "select count(*) from articles") == 6


def test_a_server_that_is_killed_comes_back_under_its_address_and_the_run_completes(
    service: Service,
) -> None:
    run = service.run(NIGHTLY, rehash=True)
    service.wait_for(run, "Running")
    (server,) = own_processes(service, "flows.service.server")
    server.kill()
    service.wait_for(run, "Completed")
    wait_until(lambda: any("is back on" in line for line in service.said), seconds=60)


def test_a_service_that_is_killed_takes_its_processes_along_and_the_next_resumes_its_run(
    service: Service,
) -> None:
    bring_news(service, 1)
    run = service.run(NIGHTLY)
    service.wait_for(run, "Running")
    children = own_processes(service)
    service.kill()
    _, alive = psutil.wait_procs(children, timeout=15)
    assert not alive
    service.start()
    assert any("was cut off; it goes on" in line for line in service.said)
    service.wait_for(run, "Completed")
    assert not service.runs("RUNNING", "PENDING", "CANCELLING")


def test_a_service_that_is_stopped_hands_its_run_to_the_next(service: Service) -> None:
    bring_news(service, 2)
    run = service.run(NIGHTLY)
    wait_until(lambda: list(service.warehouse.glob("staging/*/.*.at-work")), seconds=60)
    children = own_processes(service)
    assert service.stop(signal.SIGINT) == 0
    assert not any("Traceback" in line for line in service.said)
    _, alive = psutil.wait_procs(children, timeout=5)
    assert not alive
    assert any("goes on when the service is back" in line for line in service.said)
    service.start()
    service.wait_for(run, "Completed")


@pytest.mark.parametrize(
    ("options", "environment", "said"),
    [
        (["--cron", "every night"], {}, "is no cron line in a time zone"),
        (["--timezone", "Europe/Kleinkleckersdorf"], {}, "is no cron line in a time zone"),
        ([], {"PREFECT_API_URL": "http://127.0.0.1:9/api"}, "does not answer"),
    ],
)
def test_what_cannot_be_served_is_said_in_one_sentence(
    tmp_path: Path, options: list[str], environment: dict[str, str], said: str
) -> None:
    (tmp_path / "seeds").mkdir()
    done = _serve(tmp_path, options, environment)
    assert done.returncode == 1
    assert said in done.stderr.strip().splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_one_warehouse_is_served_once(service: Service) -> None:
    done = subprocess.run(
        [*PROGRAM, "serve", "--seeds", str(service.seeds), "--warehouse", str(service.warehouse)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("wortlaut: a running wortlaut serve (process ")


def test_a_port_in_use_is_said_in_one_sentence(service: Service, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    done = _serve(tmp_path, ["--port", str(service.port)], {})
    assert done.returncode == 1
    assert f"port {service.port} is in use" in done.stderr


def test_pages_of_other_servers_can_neither_start_runs_nor_read_them(service: Service) -> None:
    def ask(method: str, content_type: str, **headers: str) -> tuple[int, str | None]:
        request = urllib.request.Request(
            f"{service.api}/flow_runs/filter",
            data=b"{}" if method == "POST" else None,
            method=method,
            headers={
                "content-type": content_type,
                "access-control-request-method": "POST",
                "access-control-request-headers": "content-type",
            }
            | service.credentials
            | headers,
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, answer.headers["access-control-allow-origin"]
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers["access-control-allow-origin"]

    json, strange = "application/json", "https://boese.example"
    assert ask("OPTIONS", json, origin=service.ui) == (200, service.ui)
    assert ask("POST", json, origin=service.ui) == (200, service.ui)
    assert ask("OPTIONS", json, origin=strange) == (403, None)
    # What a browser sends for a page without asking the server first.
    assert ask("POST", "text/plain", origin=strange) == (403, None)
    assert ask("POST", "text/plain", origin="null") == (403, None)
    # A name of the page's own server that it lets point here.
    assert ask("POST", json, host=f"boese.example:{service.port}") == (403, None)


def test_missed_nights_are_made_up_for_by_one_run_and_the_schedule_goes_on(
    service: Service,
) -> None:
    wait_until(lambda: len(service.runs("SCHEDULED")) >= 3, seconds=60)
    old = service.run("report/wortlaut")
    service.wait_for(old, "Completed", "Failed")
    assert service.stop() == 0
    records = service.warehouse / ".prefect" / "prefect.db"
    _pretend_that_two_nights_have_passed(records)
    _pretend_that_it_ended(records, old, days_ago=KEPT_DAYS + 1)
    bring_news(service, 3)
    started = datetime.now(UTC)
    service.start("--cron", "* * * * *")
    assert any("2 scheduled runs were missed" in line for line in service.said)
    states = ("SCHEDULED", "PENDING", "RUNNING", "COMPLETED")
    (made_up,) = [run for run in service.runs(*states) if "catch-up" in run["tags"]]
    service.wait_for(made_up["id"], "Completed")
    skipped = [run for run in service.runs("CANCELLED") if run["state"]["name"] == "Skipped"]
    assert len(skipped) == 2
    files = len(list(service.seeds.glob("*.txt")))
    assert scalar(service.warehouse / "wortlaut.duckdb", "select count(*) from articles") == files

    def on_schedule() -> bool:
        return any(
            run["auto_scheduled"] and datetime.fromisoformat(run["start_time"]) > started
            for run in service.runs("RUNNING", "COMPLETED")
        )

    wait_until(on_schedule, seconds=90)
    wait_until(lambda: not _recorded(records, old), seconds=30)
    assert service.runs("COMPLETED"), "what is younger stays"


def _pretend_that_it_ended(database: Path, run: str, *, days_ago: int) -> None:
    """Move the end of a run into the past."""
    assert _recorded(database, run) > 3
    ended = (datetime.now(UTC) - timedelta(days=days_ago)).strftime("%Y-%m-%d %H:%M:%S.%f")
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("update flow_run set end_time = ? where id = ?", (ended, run))


def _recorded(database: Path, run: str) -> int:
    """Records that tell of this run."""
    with closing(sqlite3.connect(database)) as connection:
        counts = [
            connection.execute(f"select count(*) from {table} where {key} = ?", (run,)).fetchone()
            for table, key in (
                ("flow_run", "id"),
                ("flow_run_state", "flow_run_id"),
                ("task_run", "flow_run_id"),
                ("log", "flow_run_id"),
                ("artifact", "flow_run_id"),
            )
        ]
    return sum(count for (count,) in counts)


def _pretend_that_two_nights_have_passed(database: Path) -> None:
    """Move the next two scheduled runs into the past, as if the machine had been off."""
    with closing(sqlite3.connect(database)) as connection, connection:
        rows = connection.execute(
            "select id from flow_run where state_type = 'SCHEDULED' order by expected_start_time"
        ).fetchall()
        for days, (run,) in zip((2, 1), rows, strict=False):
            due = (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%d %H:%M:%S.%f")
            connection.execute(
                "update flow_run set expected_start_time = ?, next_scheduled_start_time = ? "
                "where id = ?",
                (due, due, run),
            )


def _serve(
    root: Path, options: list[str], environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, "serve", "--seeds", str(root / "seeds"), "--warehouse", str(root / "wh"),
         *options],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=os.environ | environment,
    )  # fmt: skip
