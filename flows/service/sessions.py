"""What a browser shows to be let in: a code that works once, then a session.

Both are signed, so that the server need not remember them, and hold a time in seconds since 1970
after which they are worth nothing.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from dataclasses import dataclass, field
from typing import Literal

Purpose = Literal["code", "session", "page"]

LOGIN = "/login"
"""Path of the page that takes a code."""

CODE_SECONDS = 10 * 60
SESSION_SECONDS = 30 * 24 * 3600
_NONCE_BYTES = 6
# As many as a guess would need, and few enough that an address fits into a line.
_SIGNATURE_BYTES = 16


@dataclass(frozen=True, slots=True)
class Seal:
    """Signs with one key, and knows what it has signed."""

    key: str = field(repr=False)

    def signed(self, purpose: Purpose, *, until: float) -> str:
        """A new one, made of letters, digits, `-`, `_` and `.`, for this purpose alone."""
        said = f"{secrets.token_urlsafe(_NONCE_BYTES)}.{round(until)}"
        return f"{said}.{self._signature(purpose, said)}"

    def holds(self, purpose: Purpose, text: str, *, now: float) -> bool:
        """Whether it is one of ours for this purpose, and in time."""
        said, _, signature = text.rpartition(".")
        signed = self._signature(purpose, said)
        if not hmac.compare_digest(signature.encode(), signed.encode()):
            return False
        return float(said.rpartition(".")[2]) > now

    def _signature(self, purpose: Purpose, said: str) -> str:
        whole = f"wortlaut {purpose} {said}".encode()
        digest = hmac.digest(self.key.encode(), whole, "sha256")[:_SIGNATURE_BYTES]
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


class Codes:
    """Codes that this server has been given, each of which is taken once."""

    def __init__(self, seal: Seal) -> None:
        self._seal = seal
        self._taken: set[str] = set()

    def take(self, code: str, *, now: float) -> bool:
        """Whether the code lets a browser in; never a second time."""
        if code in self._taken or not self._seal.holds("code", code, now=now):
            return False
        self._taken.add(code)
        return True
