"""Who may ask our server for what.

Programs of the operator know a string (`auth_string.py`), and may do everything: they run under the
operator's account already. A browser gets a session for a code that works once, and may ask for
what the pages need (`routes.py`). Nobody else gets an answer, for whoever may write to Prefect's
API can name the program that the next run starts.

The session lies where Prefect's UI keeps a password: in the storage of the page's origin, port
included. A cookie would go along to every other port of this machine, which any account may listen
on; the one that we set opens nothing but the pages themselves, which hold nothing. Prefect looks at
the string once more, so what gets past this module by a mistake meets a second lock.
"""

from __future__ import annotations

import base64
import hmac
import time
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from flows.service.routes import MOST_BYTES, REFUSED, may_ask
from flows.service.sessions import LOGIN, SESSION_SECONDS, Codes, Seal

_API = "/api"
# Says that the server is alive, and nothing else; for the one that watches a container.
_HEALTH = "/api/health"
_UNKNOWN = (
    "This server answers the account that runs it. Programs need PREFECT_API_AUTH_STRING; a "
    "browser logs in with the address that 'wortlaut login' prints."
)
_PAGE = (Path(__file__).parent / "login.html").read_text("utf-8")
_SCRIPT = _PAGE.partition("<script>")[2].partition("</script>")[0]
_PAGE_POLICY = (
    "default-src 'none'; connect-src 'self'; style-src 'unsafe-inline'; script-src 'sha256-"
    f"{base64.b64encode(sha256(_SCRIPT.encode()).digest()).decode()}'; frame-ancestors 'none'; "
    "form-action 'none'; base-uri 'none'"
)


class Access:
    """ASGI middleware: lets through the operator's programs, and browsers that have logged in.

    `login_key` signs the codes; without one, as for a single run, no browser is let in.
    """

    def __init__(
        self, app: ASGIApp, *, auth_string: str, login_key: str | None, port: int, secure: bool
    ) -> None:
        self._app = app
        self._basic = _basic(auth_string)
        self._seal = Seal(auth_string)
        self._codes = None if login_key is None else Codes(Seal(login_key))
        self._cookie = f"wortlaut-{port}"
        self._secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 401 or 403 with a sentence."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        path: str = scope["path"]
        if scope["type"] == "websocket":
            # Prefect asks for the string over the connection itself; its pages open none.
            known = "prefect" in headers.get("sec-websocket-protocol", "").replace(",", " ").split()
            if known and not _is_browser(headers):
                await self._app(scope, receive, send)
            else:
                await WebSocketClose(code=1008)(scope, receive, send)
        elif path == LOGIN and self._codes is not None:
            await (await self._login(self._codes, scope, receive))(scope, receive, send)
        elif path == _API or path.startswith(f"{_API}/"):
            await self._api(scope, headers, receive, send)
        elif self._opens_pages(headers):
            if _wants_page(headers):
                await self._app(_plain(scope), receive, _StayingLoggedIn(send))
            else:
                await self._app(scope, receive, send)
        elif self._codes is not None and scope["method"] == "GET" and _wants_page(headers):
            await _page(status=401)(scope, receive, send)
        else:
            await PlainTextResponse(f"{_UNKNOWN}\n", status_code=401)(scope, receive, send)

    async def _api(self, scope: Scope, headers: Headers, receive: Receive, send: Send) -> None:
        method, path = scope["method"], scope["path"]
        # A browser asks with OPTIONS whether it may ask; the answer holds for our pages alone.
        is_open = (method == "GET" and path == _HEALTH) or (
            method == "OPTIONS" and "access-control-request-method" in headers
        )
        shown = headers.get("authorization", "")
        is_operator = hmac.compare_digest(shown.encode(), self._basic.encode())
        if is_open or (is_operator and not _is_browser(headers)):
            await self._app(scope, receive, send)
        elif is_operator or self._is_session(shown):
            body = await _whole(receive)
            below = path.removeprefix(_API).rstrip("/")
            query = scope["query_string"].decode("latin-1")
            if body is None or not may_ask(method, below, query, body):
                await _refused(403, REFUSED)(scope, receive, send)
                return
            passed = dict(scope, headers=list(scope["headers"]))
            MutableHeaders(scope=passed)["authorization"] = self._basic
            await self._app(passed, _again(body, receive), send)
        else:
            await _refused(401, _UNKNOWN)(scope, receive, send)

    async def _login(self, codes: Codes, scope: Scope, receive: Receive) -> Response:
        if scope["method"] != "POST":
            return _page(status=200)
        now = time.time()
        body = await _whole(receive)
        if body is None or not codes.take(body.decode("utf-8", "replace").strip(), now=now):
            return _refused(401, "This code was used, is too old, or is none.")
        until = now + SESSION_SECONDS
        session = self._seal.signed("session", until=until)
        # As the pages keep it: what stands after "Basic" in the header.
        answer = JSONResponse({"session": _basic(session).partition(" ")[2]})
        answer.headers["cache-control"] = "no-store"
        answer.set_cookie(
            self._cookie,
            self._seal.signed("page", until=until),
            max_age=SESSION_SECONDS,
            httponly=True,
            samesite="strict",
            secure=self._secure,
        )
        return answer

    def _is_session(self, authorization: str) -> bool:
        scheme, _, shown = authorization.partition(" ")
        try:
            text = base64.b64decode(shown, validate=True).decode("ascii")
        except ValueError:
            return False
        return scheme == "Basic" and self._seal.holds("session", text, now=time.time())

    def _opens_pages(self, headers: Headers) -> bool:
        if hmac.compare_digest(headers.get("authorization", "").encode(), self._basic.encode()):
            return True
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(self._cookie)
        except CookieError:
            return False
        return cookie is not None and self._seal.holds("page", cookie.value, now=time.time())


def _basic(text: str) -> str:
    return f"Basic {base64.b64encode(text.encode()).decode()}"


def _is_browser(headers: Headers) -> bool:
    """Browsers say from where a request comes; programs do not."""
    return "origin" in headers or "sec-fetch-site" in headers


def _wants_page(headers: Headers) -> bool:
    return "text/html" in headers.get("accept", "")


def _page(*, status: int) -> Response:
    return HTMLResponse(
        _PAGE,
        status_code=status,
        headers={
            "content-security-policy": _PAGE_POLICY,
            "cache-control": "no-store",
            "referrer-policy": "no-referrer",
        },
    )


def _refused(status: int, why: str) -> Response:
    # The words where both of Prefect's UIs and its programs look for them.
    return JSONResponse({"detail": why, "exception_message": why}, status_code=status)


async def _whole(receive: Receive) -> bytes | None:
    """The body; None where it is too long, or the other side has gone."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += message.get("body", b"")
        if len(body) > MOST_BYTES:
            return None
        if not message.get("more_body", False):
            return bytes(body)


# Prefect's page takes a question that was cut off, because the page is left, for a refusal, and
# forgets the session: who reloads a page while it loads would be logged out.
_STAY = (
    b'<script>addEventListener("beforeunload",()=>{Storage.prototype.removeItem=()=>{}})</script>'
)
_HEAD = b"<head>"
_UNWANTED = (b"accept-encoding", b"if-none-match", b"if-modified-since")


def _plain(scope: Scope) -> Scope:
    """The request for a whole page, not packed and not left to what the browser has kept."""
    return dict(scope, headers=[pair for pair in scope["headers"] if pair[0] not in _UNWANTED])


class _StayingLoggedIn:
    """Puts a line of script into a page of Prefect's on its way to the browser."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message = {}
        self._body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
        elif message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish()

    async def _finish(self) -> None:
        headers = MutableHeaders(scope=self._start)
        body = bytes(self._body)
        if headers.get("content-type", "").startswith("text/html"):
            body = body.replace(_HEAD, _HEAD + _STAY, 1)
            headers["content-length"] = str(len(body))
            headers["cache-control"] = "no-store"
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})


def _again(body: bytes, receive: Receive) -> Receive:
    """What was read is there to be read, once."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def next_message() -> Message:
        return waiting.pop() if waiting else await receive()

    return next_message
