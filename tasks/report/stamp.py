"""What a report was made of, so that a night without news need not write it again."""

from __future__ import annotations

import hashlib
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from tasks.report.limits import Limits
from tasks.report.question import ask, rows
from tasks.store.reader import Reader

_FILE = ".made-of"


def make_stamp(reader: Reader, limits: Limits) -> str:
    """The same for the same articles, files, links, limits and report program."""
    program = hashlib.sha256()
    for part in _parts(resources.files("tasks.report")):
        program.update(part.read_bytes())
    (made_of,) = rows(ask(reader, "stamp"))
    return f"{program.hexdigest()} {limits} {dict(made_of)}"


def read_stamp(report: Path) -> str | None:
    """The stamp of the report in this folder, if there is one."""
    try:
        return (report / _FILE).read_text("utf-8")
    except FileNotFoundError:
        return None


def write_stamp(report: Path, stamp: str) -> None:
    """Write it into the folder of a report."""
    (report / _FILE).write_text(stamp, "utf-8")


def _parts(folder: Traversable) -> list[Traversable]:
    """The package's own files, in the order of their names."""
    found: list[Traversable] = []
    for part in sorted(folder.iterdir(), key=lambda part: part.name):
        if part.is_dir():
            found.extend(_parts(part) if part.name != "__pycache__" else [])
        else:
            found.append(part)
    return found
