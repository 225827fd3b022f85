"""The part of `requirements.lock` that the program needs to run, without what develops it.

    python3 shipping/runtime.py pyproject.toml requirements.lock > runtime.lock

A package is needed when the project names it, or a needed package does: the lock file says so
beneath each. Uses the standard library alone.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

_NAME = re.compile(r"[A-Za-z0-9][\w.-]*")
_PARENT = re.compile(r"^    #(?: via)? +(?!via)(\S+)", re.MULTILINE)


def runtime_lock(lock: str, dependencies: Iterable[str], *, project: str) -> str:
    """The entries of the lock file that these dependencies lead to, as they stand there."""
    # A package may stand there twice, for different versions of Python.
    entries = list(_entries(lock))
    parents: defaultdict[str, set[str]] = defaultdict(set)
    for name, entry in entries:
        parents[name].update(_PARENT.findall(entry))
    needed = {_name(dependency) for dependency in dependencies}
    while True:
        more = {name for name, above in parents.items() if above & (needed - {project})} - needed
        if not more:
            return "".join(entry for name, entry in entries if name in needed)
        needed |= more


def _entries(lock: str) -> Iterator[tuple[str, str]]:
    """Each package's lines, by its name."""
    for entry in re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.MULTILINE):
        if not entry.startswith("#"):
            yield _name(entry), entry


def _name(requirement: str) -> str:
    found = _NAME.match(requirement)
    assert found is not None, requirement
    return re.sub(r"[-_.]+", "-", found.group()).lower()


def main(project: Path, lock: Path) -> None:
    """Print it."""
    declared = tomllib.loads(project.read_text("utf-8"))["project"]
    print(
        runtime_lock(
            lock.read_text("utf-8"), declared["dependencies"], project=_name(declared["name"])
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
