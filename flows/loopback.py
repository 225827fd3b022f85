"""Browsers that open our server's UI talk to it and to nobody else.

Prefect's UI asks a company for the configuration of its usage reporting before it looks whether
reporting is wanted. A content security policy makes the browser refuse.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class OwnOriginOnly:
    """ASGI middleware: every page may load from, and connect to, this server alone."""

    def __init__(self, app: ASGIApp, *, host: str, port: int) -> None:
        self._app = app
        # `localhost` and the address are two origins for a browser, and one server.
        here = f"{host}:{port} ws://{host}:{port} localhost:{port} ws://localhost:{port}"
        self._policy = (
            f"default-src 'self' {here} 'unsafe-inline' 'unsafe-eval' data: blob:; "
            "frame-ancestors 'self'; form-action 'self'"
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; add the policy to what comes back."""

        async def with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["content-security-policy"] = self._policy
            await send(message)

        await self._app(scope, receive, with_policy if scope["type"] == "http" else send)
