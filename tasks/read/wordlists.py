"""The word lists in `words/`: how files of the press call things."""

from __future__ import annotations

from pathlib import Path

from tasks.text.wordlists import pairs_in

_WORDS = Path(__file__).parent / "words"


def pairs_of(name: str) -> tuple[tuple[str, str], ...]:
    """The lines of a list, without comments: two columns, divided by a tab."""
    return pairs_in(_WORDS / f"{name}.tsv")
