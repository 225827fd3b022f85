"""Words of the command line as the values that they mean.

Each function raises ArgumentTypeError, in one sentence, for a word that means none.
"""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from tasks.nlp.packages import model_folder

_SCHEDULER = re.compile(r"(tcp|tls|ucx)://\S+")
# A century, as the form allows (flows/parameters.py).
MOST_DAYS = 36_500


def model(text: str) -> Path:
    """The folder of a spaCy pipeline, also where its package is named."""
    return model_folder(path(text))


def path(text: str) -> Path:
    """A path as meant: within quotes and after `--seeds=`, a shell leaves `~` as it is."""
    try:
        return Path(text).expanduser()
    except RuntimeError:  # nobody's home folder
        return Path(text)


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
    if not _SCHEDULER.fullmatch(text):
        raise argparse.ArgumentTypeError(
            f"{text!r} is no address of a Dask scheduler; write it as tcp://10.0.0.5:8786"
        )
    return text


def day(text: str) -> date:
    """A day as `2026-11-25`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2026-11-25") from None


def days(text: str) -> int:
    """A number of days, at most a century."""
    if not text.isdecimal() or not 1 <= int(text) <= MOST_DAYS:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no number of days between 1 and {MOST_DAYS:,}"
        )
    return int(text)
