"""The folder that a benchmark works in: a temporary one, or one that is kept."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def work_folder(kept: Path | None, name: str) -> Iterator[Path]:
    """The folder `kept`, which is made, or one named after `name` that is removed afterwards."""
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.resolve()
        return
    with tempfile.TemporaryDirectory(prefix=f"wortlaut-{name}-") as folder:
        yield Path(folder)
