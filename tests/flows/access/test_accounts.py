"""Who may do what on our server, as another account and a browser try it."""

import json
import re
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from tests.flows.access.attack import attack
from tests.flows.service import Service

NIGHTLY = "nightly/wortlaut"


WEBSOCKETS = (
    "events/in",
    "events/out",
    "logs/out",
    "task_runs/subscriptions/scheduled",
    "work_pools/wortlaut/workers/connect",
)


ATTACK = {"pull_steps": [{"prefect.deployments.steps.run_shell_script": {"script": "id"}}]}


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
