"""Annotated quotations of corpora that have words and no text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tasks.nlp.quotations.candidates import WordSpan

ROLES = ("addressee", "cue", "frame", "speaker")


@dataclass(frozen=True, slots=True)
class WordQuotation:
    """A quotation in words of its text; every role has its spans, perhaps none.

    Type and medium have our names; None where the corpus says nothing that we have a name for.
    """

    type: str | None
    medium: str | None
    spans: tuple[WordSpan, ...]
    roles: dict[str, tuple[WordSpan, ...]]


def runs_of(words: Iterable[int]) -> tuple[WordSpan, ...]:
    """Numbers of words as spans, neighbours in one."""
    runs: list[WordSpan] = []
    for word in sorted(words):
        if runs and runs[-1][1] == word:
            runs[-1] = (runs[-1][0], word + 1)
        else:
            runs.append((word, word + 1))
    return tuple(runs)
