"""Browsers that open our server's UI talk to it and to nobody else, and no other page talks to it.

Prefect's UI asks a company for the configuration of its usage reporting before it looks whether
reporting is wanted. A content security policy makes the browser refuse.

A page from elsewhere that a browser on this machine shows could ask our server in the browser's
name: with a plain form, which a browser sends without asking first, or under a name of its own that
it lets point to this machine. Both show in the headers `Origin` and `Host`, and are refused before
anything else is looked at (`flows/service/access.py`).
"""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

# This and the address are two origins for a browser, and one server.
_LOCAL_NAME = "localhost"
_USUAL_PORTS = {"http": 80, "https": 443}
_REFUSED = "This server answers programs on its own machine and its own pages, no others.\n"


def own_origins(*addresses: str) -> tuple[str, ...]:
    """The origins, as a browser sends them, of the pages of a server with these addresses.

    The first one is that of this machine.
    """
    names = [urlsplit(address) for address in addresses]
    local = [parts._replace(netloc=f"{_LOCAL_NAME}:{parts.port}") for parts in names[:1]]
    return tuple(dict.fromkeys(_origin(parts) for parts in (*names, *local)))


def _origin(address: SplitResult) -> str:
    """Scheme, name and port, without the port that goes without saying."""
    is_usual = address.port in (None, _USUAL_PORTS.get(address.scheme))
    return f"{address.scheme}://{address.hostname}" + ("" if is_usual else f":{address.port}")


class OwnOriginOnly:
    """ASGI middleware: pages of this server talk to it alone, and no others talk to it."""

    def __init__(self, app: ASGIApp, *addresses: str) -> None:
        self._app = app
        origins = own_origins(*addresses)
        self._names = {urlsplit(origin).hostname for origin in origins}
        self._origins = {None, *origins}
        here = " ".join(f"{origin} {origin.replace('http', 'ws', 1)}" for origin in origins)
        self._policy = (
            f"default-src 'self' {here} 'unsafe-inline' 'unsafe-eval' data: blob:; "
            "frame-ancestors 'self'; form-action 'self'"
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the policy to what comes back; 403 for a stranger's."""

        async def with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                # The page to log in has a stricter one of its own.
                MutableHeaders(scope=message).setdefault("content-security-policy", self._policy)
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
        name = headers.get("host", "").partition(":")[0].lower()
        return name in self._names and headers.get("origin") in self._origins
