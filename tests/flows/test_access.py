"""Who may do what on our server, as another account and a browser try it; nothing leaves it."""

import json
import os
import re
import shutil
import subprocess
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from flows.service.auth_string import VARIABLE
from tests.flows.conftest import PROGRAM
from tests.flows.service import Service, wait_until
from tests.trace import SILENCED, Trace

ROOT = Path(__file__).resolve().parents[2]
OTHER = "nobody"
PYTHON = "/usr/bin/python3"
NIGHTLY = "nightly/wortlaut"
FLOWS = ("nightly", "reannotate", "check", "report")
WEBSOCKETS = (
    "events/in",
    "events/out",
    "logs/out",
    "task_runs/subscriptions/scheduled",
    "work_pools/wortlaut/workers/connect",
)
FIELDS = ("entrypoint", "path", "pull_steps", "work_pool_name", "paused", "parameters")
LATER = {"type": "SCHEDULED", "state_details": {"scheduled_time": "2099-01-01T00:00:00Z"}}
ATTACK = {"pull_steps": [{"prefect.deployments.steps.run_shell_script": {"script": "id"}}]}


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder that every account may enter, unlike those of pytest."""
    made = Path(tempfile.mkdtemp(prefix="wortlaut-access-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def trace(folder: Path) -> Trace:
    return Trace(folder / "kept")


@pytest.fixture(scope="module")
def service(folder: Path, trace: Trace, sample_articles: Path) -> Iterator[Service]:
    """A service on two articles, traced."""
    seeds = folder / "seeds"
    seeds.mkdir()
    for path in sorted(sample_articles.rglob("20*.txt"))[:2]:
        shutil.copy(path, seeds / path.name)
    # What an earlier release left.
    (folder / "wh" / ".prefect").mkdir(parents=True)
    (folder / "wh" / ".prefect" / "prefect.db").touch()
    _leave_reports(trace)
    running = Service(
        seeds,
        folder / "wh",
        environment=trace.environment,
        without=SILENCED,
        before=trace.before,
    )
    running.start()
    yield running
    if running.running:
        running.stop()


def _leave_reports(trace: Trace) -> None:
    _ = trace.before
    cache = trace.folder / "home" / ".cache" / "Microsoft" / "DeveloperTools" / ".onnxruntime"
    cache.mkdir(parents=True)
    for name in ("deviceid", "onnxruntime.db", "onnxruntime.db-wal"):
        (cache / name).touch()
    session = trace.folder / "temporary" / ".ses"
    session.write_text("1795879710695.63\na061b1aa-7224-d700-5c90-b8cebb63244f\n")


def attack(base: str, routes: list[list[str]], *, secrets: list[str], folder: Path) -> Any:
    """What another account gets out of a server, the folder and the processes of the machine."""
    if os.getuid() != 0 or not Path(PYTHON).exists():
        pytest.skip("only root can be somebody else")
    program = Path(__file__).with_name("attacker.py").read_text()
    orders = {"base": base, "routes": routes, "secrets": secrets, "folders": [str(folder)]}
    done = subprocess.run(
        [PYTHON, "-I", "-c", program],
        input=json.dumps(orders),
        capture_output=True,
        text=True,
        check=False,
        user=OTHER,
        group="nogroup",
        extra_groups=[],
        cwd="/",
        env={},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def all_routes(service: Service) -> list[list[str]]:
    """Every method and path of the server, by its own description, and its pages."""
    request = urllib.request.Request(f"{service.ui}/openapi.json", headers=service.credentials)
    with urllib.request.urlopen(request) as answer:
        described = json.load(answer)["paths"]
    some_id = "00000000-0000-4000-8000-000000000000"
    routes = [
        [method.upper(), "/api" + re.sub(r"\{[^}]*\}", some_id, path)]
        for path, methods in described.items()
        for method in methods
    ]
    assert len(routes) > 150
    pages = ("/", "/v2/", "/deployments", "/ui-settings", "/docs", "/openapi.json", "//api/flows/")
    return routes + [["GET", page] for page in pages] + [["POST", "/login"]]


def test_another_account_gets_no_answer_but_that_the_service_lives(
    service: Service, folder: Path
) -> None:
    login = json.loads((service.warehouse / ".prefect" / "login.json").read_text())
    secrets = [service.auth_string, service.auth_string.partition(":")[2], login["key"]]
    got = attack(service.ui, all_routes(service), secrets=secrets, folder=folder)
    let_in = [answer for answer in got["answered"] if answer[2] not in (401, 403)]
    assert {(method, path) for method, path, _ in let_in} == {("GET", "/api/health")}
    assert got["looked"] > 20
    assert got["found"] == [], "neither in files and logs nor in what the system tells of processes"
    modes = {path.name: path.stat().st_mode & 0o777 for path in (folder / "wh/.prefect").glob("*")}
    assert modes["auth-string"] == modes["login.json"] == 0o600
    assert service.auth_string not in "\n".join(service.said)


@pytest.mark.parametrize("path", WEBSOCKETS)
def test_a_websocket_is_for_those_who_know_the_string(service: Service, path: str) -> None:
    address = f"{service.api}/{path}".replace("http", "ws", 1)
    known = [Subprotocol("prefect")]
    with pytest.raises(InvalidHandshake), connect(address):
        pass
    with pytest.raises(InvalidHandshake), connect(address, subprotocols=known, origin=service.ui):  # type: ignore[arg-type]
        pass
    for token in (None, "", "wortlaut:guessed"):
        with connect(address, subprotocols=known) as socket:
            socket.send(json.dumps({"type": "auth", "token": token}))
            with pytest.raises(ConnectionClosed):
                socket.recv(20)
    with connect(address, subprotocols=known) as socket:
        socket.send(json.dumps({"type": "auth", "token": service.auth_string}))
        assert json.loads(socket.recv(20))["type"] == "auth_success"


def enter(service: Service, code: str) -> dict[str, str]:
    """Headers of a browser that has entered this code; raises HTTPError where it was refused."""
    request = urllib.request.Request(
        f"{service.ui}/login", data=code.encode(), headers={"origin": service.ui}
    )
    with urllib.request.urlopen(request) as answer:
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "samesite=strict" in cookie.lower()
        session = json.load(answer)["session"]
    return {
        "authorization": f"Basic {session}",
        "cookie": cookie.partition(";")[0],
        "origin": service.ui,
        "sec-fetch-site": "same-origin",
        "content-type": "application/json",
    }


def test_a_code_lets_a_browser_in_once(service: Service) -> None:
    code = service.login().partition("#")[2]
    browser = enter(service, code)
    for tried in (code, "", "a.b.c", code[:-1] + "A"):
        with pytest.raises(urllib.error.HTTPError, match="401"):
            enter(service, tried)
    assert send(service, "GET", "/", {"cookie": browser["cookie"]}) == 200
    # The cookie goes along to every port of the machine, so it opens no more than the pages.
    assert send(service, "POST", "/api/flows/filter", {"cookie": browser["cookie"]}) == 401


def send(
    service: Service, method: str, path: str, headers: dict[str, str], body: object = None
) -> int:
    """The status of what the service answers."""
    request = urllib.request.Request(
        f"{service.ui}{path}",
        data=None if method == "GET" else json.dumps(body or {}).encode(),
        method=method,
        headers=headers,
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_a_browser_may_look_start_and_cancel_and_no_more(service: Service) -> None:
    browser = enter(service, service.login().partition("#")[2])
    nightly = service.ask(f"deployments/name/{NIGHTLY}")
    deployment = f"/api/deployments/{nightly['id']}"
    start = f"{deployment}/create_flow_run"
    state = {"type": "SCHEDULED", "data": {"type": "reference"}}
    refused: list[tuple[str, str, object]] = [
        ("PATCH", deployment, ATTACK),
        ("PATCH", deployment, {"entrypoint": "os:system"}),
        ("PATCH", deployment, {"paused": False, "path": "/tmp"}),
        ("DELETE", deployment, None),
        ("POST", "/api/deployments/", {"name": "x", "flow_id": nightly["flow_id"]}),
        ("POST", start, {"job_variables": {"env": {"PYTHONPATH": "/tmp"}}}),
        ("POST", start, {"state": state}),
        ("POST", start, {"enforce_parameter_schema": False}),
        ("POST", f"{deployment}/schedules", [{"schedule": {"cron": "* * * * *"}}]),
        ("POST", "/api/flow_runs/", {"flow_id": nightly["flow_id"]}),
        ("POST", "/api/automations/", {"name": "x"}),
        ("POST", "/api/block_documents/", {"name": "x"}),
        ("POST", "/api/block_documents/filter", {"include_secrets": True}),
        ("GET", "/api/block_documents/x?include%5Fsecrets=true", None),
        ("POST", "/api/work_pools/", {"name": "x"}),
        ("PUT", "/api/admin/storage", {}),
    ]
    for method, path, body in refused:
        assert send(service, method, path, browser, body) == 403, (method, path, body)
        # So too where a browser sends the operator's string.
        own = browser | service.credentials
        assert send(service, method, path, own, body) == 403, (method, path, body)
    assert service.ask(f"deployments/name/{NIGHTLY}") == nightly
    for path in ("flow_runs/filter", "deployments/paginate", "logs/filter"):
        assert send(service, "POST", f"/api/{path}", browser) == 200
    assert send(service, "PATCH", deployment, browser, {"paused": True}) == 204
    assert send(service, "PATCH", deployment, browser, {"paused": False}) == 204


def test_a_run_uses_no_dask_scheduler_but_those_that_the_operator_named(service: Service) -> None:
    run = service.run(NIGHTLY, runner="dask", dask_scheduler="tcp://127.0.0.1:9")
    said = service.wait_for(run, "Failed", seconds=400)["message"]
    assert "is none that runs may use (none is allowed)" in said


def test_a_night_completes_and_what_earlier_releases_kept_for_reports_is_gone(
    service: Service, trace: Trace
) -> None:
    service.wait_for(service.run(NIGHTLY), "Completed", seconds=400)
    assert any("kept for reports to Microsoft" in line for line in service.said)
    assert trace.leftovers() == []


def test_a_work_pool_of_ones_own_lives_beside_the_service(service: Service, folder: Path) -> None:
    before = {name: service.ask(f"deployments/name/{name}/wortlaut") for name in FLOWS}
    environment = os.environ | {
        "PREFECT_API_URL": service.api,
        VARIABLE: service.auth_string,
        "PREFECT_HOME": str(folder / "pool"),
    }
    for command in (
        ["work-pool", "create", "--type", "process", "wortlaut"],
        ["--no-prompt", "deploy", "--all"],
    ):
        done = subprocess.run(
            [PROGRAM[0], "-m", "prefect", *command],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    for name in FLOWS:
        now = service.ask(f"deployments/name/{name}/wortlaut")
        # The server says nothing for no pull steps in two ways.
        assert [now[field] or None for field in FIELDS] == [
            before[name][field] or None for field in FIELDS
        ]
        own = service.ask(f"deployments/name/{name}/wortlaut-pool")
        assert own["work_pool_name"] == "wortlaut"


def test_what_was_altered_while_the_service_was_away_is_told_and_put_back(service: Service) -> None:
    before = {name: service.ask(f"deployments/name/{name}/wortlaut") for name in FLOWS}
    nightly = f"deployments/{before['nightly']['id']}"
    service.ask(nightly, {**ATTACK, "work_pool_name": "wortlaut", "paused": True}, "PATCH")
    service.ask(f"deployments/{before['check']['id']}", {"entrypoint": "os:system"}, "PATCH")
    service.ask(f"deployments/{before['report']['id']}", method="DELETE")
    armed = {"job_variables": {"env": {"PYTHONPATH": "/tmp"}}, "state": LATER}
    run = service.ask(f"{nightly}/create_flow_run", armed)["id"]
    trigger = {
        "type": "event",
        "expect": ["what.never.happens"],
        "posture": "Reactive",
        "threshold": 1,
        "within": 0,
    }
    service.ask(
        "automations/", {"name": "strange", "trigger": trigger, "actions": [{"type": "do-nothing"}]}
    )
    assert service.stop() == 0
    service.start()
    said = "\n".join(service.said)
    for words in (
        "nightly/wortlaut is not as this service left it (altered: pull steps, work pool, pause)",
        "check/wortlaut is not as this service left it (altered: entry point)",
        "report/wortlaut is not as this service left it (it was deleted)",
        "brought settings of its own along and is cancelled",
        "automations that are not ours: 'strange'",
    ):
        assert words in said
    for name in FLOWS:
        now = service.ask(f"deployments/name/{name}/wortlaut")
        # The server says nothing for no pull steps in two ways.
        assert [now[field] or None for field in FIELDS] == [
            before[name][field] or None for field in FIELDS
        ]
    assert service.state(run)["type"] == "CANCELLED"
    assert service.stop() == 0
    service.start()
    assert not any("is not as this service left it" in line for line in service.said)


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
