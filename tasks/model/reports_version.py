"""Which SQL the reports were built with, and by what."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path

from tasks.machine import shipped

PROJECT = shipped.SQL
# What of the project makes a difference to the tables: not its README, and not the examples.
_FOLDERS = ("macros", "models", "tests", "words")
_FILES = ("dbt_project.yml", "profiles.yml")
_SUFFIXES = frozenset((".csv", ".sql", ".yml"))
_BUILDERS = ("wortlaut", "duckdb")
_COMPILED = "compiled.json"


@cache
def reports_version(project: Path = PROJECT) -> str:
    """A hash of what dbt compiled, of what it compiled it from, and of our version and DuckDB's.

    The same rows and the same version give the same reports.
    """
    digest = hashlib.sha256(digest_of_sql(project).encode())
    for builder in _BUILDERS:
        digest.update(f"{builder} {metadata.version(builder)}\n".encode())
    compiled = project / _COMPILED
    if compiled.exists():
        digest.update(compiled.read_bytes())
    return digest.hexdigest()[:12]


def digest_of_sql(project: Path = PROJECT) -> str:
    """A hash of the dbt project's files."""
    digest = hashlib.sha256()
    for file in _parts(project):
        digest.update(file.relative_to(project).as_posix().encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _parts(project: Path) -> list[Path]:
    found = [project / name for name in _FILES]
    for folder in _FOLDERS:
        found += [path for path in (project / folder).rglob("*") if path.suffix in _SUFFIXES]
    return sorted(found)
