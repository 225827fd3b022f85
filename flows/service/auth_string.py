"""The string that names the operator to our server, as Prefect's own programs send it.

It lies in the state folder, readable by the account alone, and stays the same from start to start.
Processes get it through their environment, which other accounts cannot read; a command line they
could.
"""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

VARIABLE = "PREFECT_API_AUTH_STRING"
"""Environment variable from which Prefect's programs take it."""

FILE = "auth-string"
_OWNER_ONLY = stat.S_IRUSR | stat.S_IWUSR
_LEAST_CHARACTERS = 20


class AuthStringError(ValueError):
    """The operator's own string is too easy to guess."""


def new_auth_string() -> str:
    """One that nobody can guess."""
    return f"wortlaut:{secrets.token_urlsafe(32)}"


def kept_auth_string(state: Path) -> str:
    """The operator's own from the environment, else that of the state folder, which is made here.

    Raises AuthStringError, and OSError where the folder cannot be read or written.
    """
    own = os.environ.get(VARIABLE)
    if own is None:
        return _kept(state / FILE)
    if len(own) < _LEAST_CHARACTERS:
        raise AuthStringError(
            f"{VARIABLE} has {len(own)} characters, which can be guessed; give it "
            f"{_LEAST_CHARACTERS} or more, or unset it to have one made"
        )
    return own


def _kept(path: Path) -> str:
    """What the file says; a file that others could read, or write, is made anew."""
    with suppress(FileNotFoundError):
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        with os.fdopen(descriptor, encoding="utf-8") as file:
            found = os.fstat(descriptor)
            kept = file.read().strip()
        is_private = found.st_uid == os.getuid() and not stat.S_IMODE(found.st_mode) & 0o077
        if is_private and len(kept) >= _LEAST_CHARACTERS:
            return kept
        path.unlink()
    write_privately(path, new_auth_string(), replace=False)
    return path.read_text("utf-8").strip()


def write_privately(path: Path, text: str, *, replace: bool) -> None:
    """Write a file that this account alone can read; it appears whole.

    Without `replace`, a file that another process has made meanwhile stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    making = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    descriptor = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(f"{text}\n")
        if replace:
            making.replace(path)
        else:
            with suppress(FileExistsError):
                path.hardlink_to(making)
    finally:
        making.unlink(missing_ok=True)
