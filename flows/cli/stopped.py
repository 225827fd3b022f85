"""What a command that was stopped has left behind, in words."""

from __future__ import annotations

import argparse
from collections.abc import Callable

_AS_IT_WAS = "stopped; the warehouse is as it was, what is staged is kept"
_PUBLISHED = (
    "stopped; the new warehouse is published, the report may be the one before (wortlaut report)"
)
_WORDS = {
    "report": "stopped; the report that is there is whole",
    "annotate": "stopped; nothing was changed",
    "check": "stopped; nothing was changed",
    "sql": "stopped; nothing was changed",
    "sources": "stopped; nothing was changed",
    "why": "stopped; nothing was changed",
}


def kept_by(given: argparse.Namespace) -> Callable[[], str]:
    """What to say of a command that is stopped, at the moment when it is.

    Call this before the command begins.
    """
    if given.command not in ("run", "reannotate"):
        return lambda: _WORDS.get(given.command, "stopped")
    published = given.warehouse / "wortlaut.duckdb"
    before = published.resolve()
    return lambda: _AS_IT_WAS if published.resolve() == before else _PUBLISHED
