"""The address that lets a browser in, once.

The service leaves in its state folder where its pages are and a key that is new at each start. A
code is signed with that key, so nothing is asked of whoever listens on the port.
"""

from __future__ import annotations

import json
import secrets
import time
from pathlib import Path

from flows.service.auth_string import write_privately
from flows.service.sessions import CODE_SECONDS, LOGIN, Seal

_FILE = "login.json"


def open_login(state: Path, address: str) -> str:
    """Let `login_address` make addresses of pages at `address`; return the key for its codes."""
    key = secrets.token_urlsafe(32)
    write_privately(state / _FILE, json.dumps({"address": address, "key": key}), replace=True)
    return key


def close_login(state: Path) -> None:
    """The service has ended."""
    (state / _FILE).unlink(missing_ok=True)


def login_address(state: Path) -> str:
    """An address that can be opened once; raises OSError where no service has left the means."""
    said = json.loads((state / _FILE).read_text("utf-8"))
    code = Seal(said["key"]).signed("code", until=time.time() + CODE_SECONDS)
    return f"{said['address']}{LOGIN}#{code}"
