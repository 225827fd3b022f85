"""The word lists in `words/`, read once."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def lines_of(file: str) -> tuple[str, ...]:
    """The lines of a list that are neither empty nor comments."""
    text = resources.files("tasks.link").joinpath("words", file).read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
