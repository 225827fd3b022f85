import asyncio
import os
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from flows.parameters import ALLOWED_SCHEDULERS, ParameterError, check_scheduler
from flows.service.access import Access
from flows.service.auth_string import FILE, VARIABLE, AuthStringError, kept_auth_string
from flows.service.login import close_login, login_address, open_login
from flows.service.loopback import OwnOriginOnly
from flows.service.routes import may_ask
from flows.service.sessions import Codes, Seal

ID = "00000000-0000-4000-8000-000000000000"
START = f"/deployments/{ID}/create_flow_run"


def test_what_is_signed_holds_for_its_purpose_its_key_and_its_time() -> None:
    seal = Seal("a key")
    signed = seal.signed("session", until=100)
    assert seal.holds("session", signed, now=99)
    assert not seal.holds("session", signed, now=100)
    assert not seal.holds("page", signed, now=99)
    assert not Seal("another key").holds("session", signed, now=99)
    for changed in (signed.replace(".100.", ".999."), signed[:-1], "", ".", "a.b", "ä.1.x"):
        assert not seal.holds("session", changed, now=99)


def test_a_code_is_taken_once() -> None:
    seal = Seal("a key")
    codes, code = Codes(seal), seal.signed("code", until=100)
    assert not codes.take(seal.signed("session", until=100), now=1)
    assert codes.take(code, now=1)
    assert not codes.take(code, now=1)


@pytest.mark.parametrize(
    ("body", "may"),
    [
        (b"", True),
        (b'{"parameters": {"prune": true}, "job_variables": {}, "work_queue_name": null}', True),
        (b'{"parameters": {}, "job_variables": {"env": {"A": "b"}}}', False),
        (b'{"job_variables": {"env": {}}, "job_variables": {}}', False),
        (b'{"state": {"type": "SCHEDULED", "state_details": {"scheduled_time": "x"}}}', True),
        # As Prefect's own pages send it.
        (
            b'{"state": {"type": "SCHEDULED", "message": "Run from the Prefect UI with defaults", '
            b'"state_details": {"deferred": false, "untrackable_result": false, '
            b'"pause_reschedule": false}}}',
            True,
        ),
        (
            b'{"name": "a", "work_queue_name": null, "empirical_policy": {"resuming": false, '
            b'"max_retries": 0, "retry_delay_seconds": 0}, "state": {"type": "SCHEDULED", '
            b'"message": "", "state_details": {"pause_reschedule": false, "deferred": false, '
            b'"untrackable_result": false, "scheduled_time": null}}, "tags": ["wortlaut"], '
            b'"enforce_parameter_schema": true, "parameters": {"workers": 1}}',
            True,
        ),
        (b'{"empirical_policy": {"resuming": true}}', False),
        (b'{"state": {"type": "COMPLETED"}}', False),
        (b'{"state": {"type": "SCHEDULED", "data": {"type": "reference"}}}', False),
        (b'{"state": {"type": "SCHEDULED", "state_details": {"cache_key": "x"}}}', False),
        (b"[]", False),
        (b"no json", False),
        (b'{"parameters":' + b"[" * 100_000, False),
    ],
)
def test_a_browser_starts_runs_with_parameters_alone(body: bytes, may: bool) -> None:
    assert may_ask("POST", START, "", body) is may


def test_a_browser_asks_for_no_secrets() -> None:
    assert may_ask("GET", f"/block_documents/{ID}", "", b"")
    assert not may_ask("GET", f"/block_documents/{ID}", "a=1&include%5Fsecrets=true", b"")
    assert not may_ask("POST", "/block_documents/filter", "", b'{"include_secrets": true}')


async def _answer(request: Request) -> JSONResponse:
    return JSONResponse(request.headers.get("authorization"))


def test_browsers_reach_the_server_by_the_address_that_the_operator_names_and_no_other(
    tmp_path: Path,
) -> None:
    public = "https://wortlaut.example"
    key = open_login(tmp_path, public)
    address = login_address(tmp_path)
    assert address.startswith(f"{public}/login#")
    asyncio.run(_ask_by(public, key, address.partition("#")[2]))
    close_login(tmp_path)
    with pytest.raises(FileNotFoundError):
        login_address(tmp_path)


async def _ask_by(public: str, key: str, code: str) -> None:
    app = Starlette(routes=[Route("/api/flows/filter", _answer, methods=["POST"])])
    access = Access(app, auth_string="a:string", login_key=key, port=4200, secure=True)
    transport = httpx.ASGITransport(OwnOriginOnly(access, "http://127.0.0.1:4200", public))
    async with httpx.AsyncClient(transport=transport, base_url=public) as client:
        for strange in ("https://boese.example", "http://wortlaut.example"):
            refused = await client.get("/login", headers={"origin": strange})
            assert refused.status_code == 403
        assert (await client.get("/login", headers={"host": "boese.example"})).status_code == 403
        entered = await client.post("/login", content=code)
        assert "Secure" in entered.headers["set-cookie"]
        shown = {"authorization": f"Basic {entered.json()['session']}", "origin": public}
        passed = await client.post("/api/flows/filter", headers=shown)
        assert passed.json() == "Basic YTpzdHJpbmc=", "Prefect's own lock gets the string"


def test_the_string_stays_and_is_made_anew_where_others_could_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    first = kept_auth_string(tmp_path)
    assert kept_auth_string(tmp_path) == first
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
    (tmp_path / FILE).chmod(0o644)
    assert kept_auth_string(tmp_path) != first
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
    monkeypatch.setenv(VARIABLE, "operator:with a long password")
    assert kept_auth_string(tmp_path) == "operator:with a long password"
    monkeypatch.setenv(VARIABLE, "admin:pass")
    with pytest.raises(AuthStringError, match="can be guessed"):
        kept_auth_string(tmp_path)


def test_a_scheduler_must_be_allowed_where_the_operator_has_said_which(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    os.environ.pop(ALLOWED_SCHEDULERS, None)
    check_scheduler("tcp://10.0.0.5:8786")
    monkeypatch.setenv(ALLOWED_SCHEDULERS, "tcp://10.0.0.5:8786")
    check_scheduler("tcp://10.0.0.5:8786")
    check_scheduler("")
    for allowed in ("tcp://10.0.0.5:8786", ""):
        monkeypatch.setenv(ALLOWED_SCHEDULERS, allowed)
        with pytest.raises(ParameterError, match="--dask-scheduler"):
            check_scheduler("tcp://10.0.0.5:87")
