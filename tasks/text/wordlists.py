"""The word lists in `words/`, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_WORDS = Path(__file__).parent / "words"


def file_of(name: str) -> Path:
    """The file of a list."""
    return _WORDS / f"{name}.tsv"


def pairs_of(name: str) -> tuple[tuple[str, str], ...]:
    """The lines of a list, without comments: two columns, divided by a tab."""
    return pairs_in(file_of(name))


@cache
def pairs_in(file: Path) -> tuple[tuple[str, str], ...]:
    """The same of a list that lies elsewhere."""
    lines = file.read_text("utf-8").splitlines()
    return tuple(_pair(line) for line in lines if line and not line.startswith("#"))


def _pair(line: str) -> tuple[str, str]:
    first, _, second = line.partition("\t")
    return first, second


@cache
def words_of(name: str) -> frozenset[str]:
    """The lines of a list of one column."""
    return frozenset(first for first, _ in pairs_of(name))


@cache
def rows_of(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of a list, without comments, each as its columns."""
    return tuple(tuple("\t".join(pair).split("\t")) for pair in pairs_of(name))
