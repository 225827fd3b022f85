"""Speeches in parliament with what is said in them; they have no frames, types or media of ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from annotated.formats import json_lines
from annotated.quotations import WordQuotation, runs_of
from tasks.nlp.quotations.candidates import WordSpan

# The parts of an event that make each role.
_ROLES = {"addressee": ("addr",), "cue": ("cue", "ptc"), "frame": (), "speaker": ("source",)}


@dataclass(frozen=True, slots=True)
class Speech:
    """A speech as sentences, with its quotations; words are numbered through all sentences."""

    name: str
    sentences: list[list[str]]
    quotations: tuple[WordQuotation, ...]


def speeches(folder: Path) -> Iterator[Speech]:
    """Those of both parts."""
    for split in ("train", "dev"):
        for row in json_lines(folder / "quotes" / f"speeches-{split}.jsonl.gz"):
            yield Speech(row["id"], row["sentences"], tuple(_quotations(row)))


def _quotations(row: dict[str, Any]) -> Iterator[WordQuotation]:
    firsts = [0, *accumulate(len(sentence) for sentence in row["sentences"])]
    for event in row["events"]:
        spans = _spans(event, firsts, ("message",))
        if spans:
            roles = {role: _spans(event, firsts, names) for role, names in _ROLES.items()}
            yield WordQuotation(None, None, spans, roles)


def _spans(
    event: dict[str, list[list[int]]], firsts: Sequence[int], names: Sequence[str]
) -> tuple[WordSpan, ...]:
    """The words of these parts of an event, which are pairs of sentence and token there."""
    return runs_of(
        {firsts[sentence] + token for name in names for sentence, token in event.get(name) or []}
    )
