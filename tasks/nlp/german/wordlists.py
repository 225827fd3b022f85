"""The word lists in `words/`, read once."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import cast


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of a list, one a line."""
    return frozenset(lines_of(f"{name}.txt"))


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of a class in `word_classes.tsv`."""
    return frozenset(ordered_class(name))


def ordered_class(name: str) -> tuple[str, ...]:
    """The same in the order of the file, for beginnings and endings and where the first counts."""
    return _classes()[name]


@cache
def pairs_of(name: str) -> dict[str, str]:
    """A list of two columns: what the second says of the first."""
    return dict(cast("tuple[str, str]", tuple(row)) for row in rows_of(name))


@cache
def rows_of(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table whose columns are divided by tabs."""
    return tuple(tuple(line.split("\t")) for line in lines_of(f"{name}.tsv"))


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    return {name: tuple(words.split(" ")) for name, words in rows_of("word_classes")}


def lines_of(file: str) -> list[str]:
    """The lines of a file in `words/`, without comments and empty ones."""
    text = resources.files("tasks.nlp.german").joinpath("words", file).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
