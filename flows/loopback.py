"""Browsers that open our server's UI talk to it and to nobody else, and no other page talks to it.

Prefect's UI asks a company for the configuration of its usage reporting before it looks whether
reporting is wanted. A content security policy makes the browser refuse.

Prefect's API asks for no password. A page from elsewhere that a browser on this machine shows
could start runs: with a plain form, which a browser sends without asking first, or under a name
of its own that it lets point to this machine. Both show in the headers `Origin` and `Host`.
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

# `localhost` and the address are two origins for a browser, and one server.
_LOCAL_NAME = "localhost"
_REFUSED = "This server answers programs on its own machine and its own pages, no others.\n"


def own_origins(host: str, port: int) -> tuple[str, str]:
    """The origins, as a browser sends them, of pages that a server of this host and port has."""
    return f"http://{host}:{port}", f"http://{_LOCAL_NAME}:{port}"


class OwnOriginOnly:
    """ASGI middleware: pages of this server talk to it alone, and no others talk to it."""

    def __init__(self, app: ASGIApp, *, host: str, port: int) -> None:
        self._app = app
        self._names = {host, _LOCAL_NAME}
        self._origins = {None, *own_origins(host, port)}
        here = " ".join(f"{name}:{port} ws://{name}:{port}" for name in (host, _LOCAL_NAME))
        self._policy = (
            f"default-src 'self' {here} 'unsafe-inline' 'unsafe-eval' data: blob:; "
            "frame-ancestors 'self'; form-action 'self'"
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the policy to what comes back; 403 for a stranger's."""

        async def with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["content-security-policy"] = self._policy
            await send(message)

        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif self._is_own(Headers(scope=scope)):
            await self._app(scope, receive, with_policy if scope["type"] == "http" else send)
        elif scope["type"] == "websocket":
            await WebSocketClose()(scope, receive, send)
        else:
            await PlainTextResponse(_REFUSED, status_code=403)(scope, receive, send)

    def _is_own(self, headers: Headers) -> bool:
        """Programs send no origin; the port of a tunnel to this machine may be another."""
        name = headers.get("host", "").partition(":")[0]
        return name in self._names and headers.get("origin") in self._origins
