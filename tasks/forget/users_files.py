"""Files of the user's own in the warehouse folder, which are read and never written."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from tasks.forgotten.keyed import Forgotten
from tasks.forgotten.register import FILE_NAME as REGISTER
from tasks.store.generation import FILE_NAME

_OURS = frozenset({FILE_NAME, REGISTER, "generations", "staging", "report", "README.md"})
_MOST_BYTES = 50_000_000


def lines_that_name(warehouse: Path, forgotten: Forgotten, words: Collection[str]) -> Iterator[str]:
    """Where such files name somebody forgotten, or hold one of the words: `file, line N`."""
    for file in _files(warehouse):
        if file.stat().st_size > _MOST_BYTES:
            yield f"{file.relative_to(warehouse)} was too large to look through"
            continue
        lines = file.read_text("utf-8", errors="replace").splitlines()
        for number, line in enumerate(lines, start=1):
            if forgotten.names_somebody(line) or any(word in line for word in words if word):
                yield f"{file.relative_to(warehouse)}, line {number}"


def _files(warehouse: Path) -> Iterator[Path]:
    for path in sorted(warehouse.iterdir()):
        if path.name in _OURS or path.name.startswith(".") or path.is_symlink():
            continue
        yield from (p for p in sorted(path.rglob("*")) if p.is_file()) if path.is_dir() else [path]
