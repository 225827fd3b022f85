"""Words of the command line as the values that they mean.

Each function raises ArgumentTypeError, in one sentence, for a word that means none.
"""

from __future__ import annotations

import argparse
import math
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from flows.options import bounds
from flows.options.bounds import Bounds
from tasks.nlp.reading.packages import model_folder
from tasks.store.published import FILE_NAME

SCHEDULER = r"(tcp|tls|ucx)://\S+"
"""Pattern of a Dask scheduler's address."""
_BLOCK = re.compile(r"[a-z0-9-]+/[^/\s]+")


def model(text: str) -> Path:
    """The folder of a spaCy pipeline, also where its package is named."""
    return model_folder(path(text))


def path(text: str) -> Path:
    """A path as meant: within quotes and after `--seeds=`, a shell leaves `~` as it is."""
    named(text)
    try:
        return Path(text).expanduser()
    except RuntimeError:  # nobody's home folder
        return Path(text)


def article(text: str) -> str:
    """An article file as meant, or `-`."""
    return text if text == "-" else str(path(text))


def existing(text: str) -> str:
    """A file or folder that is there."""
    given = path(text)
    try:
        there = given.exists()
    except OSError:  # somebody else's folder, of which the command will speak
        there = True
    if not there:
        raise argparse.ArgumentTypeError(f"there is no file or folder {text!r}")
    return str(given)


def warehouse(text: str) -> Path:
    """The folder of a warehouse, also where its published file is named."""
    given = path(text)
    try:
        is_file = given.is_file()
    except OSError:  # somebody else's folder, of which the command will speak
        is_file = False
    if not is_file:
        return given
    if given.name == FILE_NAME:
        return given.parent
    raise argparse.ArgumentTypeError(
        f"{text!r} is a file; name the folder of the warehouse, in which {FILE_NAME} lies"
    )


def named(text: str) -> str:
    """What somebody is asked to name; a variable of the shell that is not set names nothing."""
    if not text.strip():
        raise argparse.ArgumentTypeError(f"nothing is named by {text!r}")
    return text


def pattern(text: str) -> str:
    """A pattern of paths."""
    if len(text) > bounds.PATTERN_LENGTH:
        raise argparse.ArgumentTypeError(
            f"a pattern has at most {bounds.PATTERN_LENGTH} characters, and this one {len(text)}"
        )
    return text


def notified(text: str) -> str:
    """The address of a webhook, or a notification block as `type/name`."""
    address = urlsplit(text)
    if not (address.scheme in ("http", "https") and address.hostname) and not _BLOCK.fullmatch(
        text
    ):
        raise argparse.ArgumentTypeError(
            f"{text!r} is no place for notifications; write the address of a webhook (https://…) "
            "or a notification block as type/name, such as email/redaktion"
        )
    return text


def url(text: str) -> str:
    """The address of a server, without a slash at its end."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
        raise argparse.ArgumentTypeError(
            f"{text!r} is no address of a server; write it as https://wortlaut.example"
        )
    return text.rstrip("/")


def scheduler(text: str) -> str:
    """The address of a Dask scheduler."""
    if not re.fullmatch(SCHEDULER, text):
        raise argparse.ArgumentTypeError(
            f"{text!r} is no address of a Dask scheduler; write it as tcp://10.0.0.5:8786"
        )
    return text


def scheduler_or_none(text: str) -> str:
    """The address of a Dask scheduler, or nothing."""
    return text and scheduler(text)


def day(text: str) -> date:
    """A day as `2026-11-25`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2026-11-25") from None


def whole(within: Bounds, what: str) -> Callable[[str], int]:
    """Of whole numbers within these bounds, each being a `what` ("number of workers")."""

    def read(text: str) -> int:
        if not text.isdecimal() or not within.hold(int(text)):
            raise argparse.ArgumentTypeError(f"{text!r} is no {what} {within}")
        return int(text)

    return read


def number(within: Bounds, what: str) -> Callable[[str], float]:
    """Of numbers within these bounds, as with `whole`."""

    def read(text: str) -> float:
        try:
            given = float(text)
        except ValueError:
            given = math.nan
        if not within.hold(given):
            raise argparse.ArgumentTypeError(f"{text!r} is no {what} {within}")
        return given

    return read
