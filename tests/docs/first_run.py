"""The first run of the README, which all pages share: done once, or taken over.

`WORTLAUT_FIRST_RUN` may name a folder in which it was done already: the folder `warehouse` and
`said.txt`, what `make run` printed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.docs.reader import Reader, as_on_a_page, clone

COMMAND = "make run"


@dataclass(frozen=True, slots=True)
class FirstRun:
    """The warehouse that it made, and what it printed, as a page shows it."""

    warehouse: Path
    said: str

    def reader(self, folder: Path) -> Reader:
        """A reader after the first run; the empty folder becomes a clone of the repository."""
        clone(folder)
        shutil.copytree(self.warehouse, folder / "warehouse", symlinks=True)
        return Reader(folder, {COMMAND: self.said})


def first_run(folder: Path) -> FirstRun:
    """Take over the run that was done, or do it in this empty folder."""
    done = os.environ.get("WORTLAUT_FIRST_RUN")
    if done:
        return _taken_over(Path(done))
    reader = Reader(clone(folder))
    completed = subprocess.run(
        COMMAND.split(),
        cwd=reader.folder,
        env=reader.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if completed.returncode:
        raise RuntimeError(completed.stderr)
    said = as_on_a_page(completed.stdout, reader.folder)
    return FirstRun(reader.folder / "warehouse", said)


def _taken_over(folder: Path) -> FirstRun:
    said = (folder / "said.txt").read_text("utf-8")
    said = said.replace(f'"{folder / "warehouse"}"', '"warehouse"')
    return FirstRun(folder / "warehouse", as_on_a_page(said, folder))
