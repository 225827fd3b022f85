"""How likely a paragraph asks, answers, or does neither, by its words alone.

The weights are those of a linear model (`training/scripts/interview_turns.py` learns them).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, cast, get_args

from tasks.text.wordlists import rows_of

Turn = Literal["question", "answer"]
TURNS: tuple[Turn, ...] = get_args(Turn)
Weights = Mapping[str, Mapping[Turn, float]]

ALWAYS = "always"
"""The trait of every paragraph."""

ASKS = re.compile(r"\?[\"“”«»‘’‹›)\]*_']*(?:</(?:b|strong|i|em)>)?\s*\Z")
_TOKEN = re.compile(r"[^\W\d_]+|[.!?…]+|[„“”»«\"]|\S")
_LENGTHS = (1, 2, 3, 5, 8, 12, 16, 24, 32, 48, 72, 110)
_MOST_SENTENCES = 4
_ENDS = ".!?…"


def traits_of(words: str) -> frozenset[str]:
    """The traits of what is said in a paragraph."""
    return frozenset(_traits(words))


def _traits(words: str) -> Iterator[str]:
    tokens = _TOKEN.findall(words)
    lettered = [token for token in tokens if token[0].isalpha()]
    if lettered:
        yield f"first={lettered[0].lower()}"
    begins = True
    for token in tokens:
        if token[0].isalpha():
            # At the beginning of a sentence a capital says nothing.
            yield f"word={'^' + token.lower() if begins else token}"
        begins = token[0] in _ENDS or (begins and not token[0].isalpha())
    ends = sum(token[0] in _ENDS for token in tokens)
    yield f"sentences={min(ends, _MOST_SENTENCES)}"
    yield f"words={next((size for size in _LENGTHS if len(lettered) <= size), 'many')}"
    if ASKS.search(words):
        yield "asks"
    elif "?" in words:
        yield "asks within"
    if ends == 0:
        yield "no end"
    if any(mark in words for mark in '„“”»«"'):
        yield "quotation mark"


def turn_odds(words: str, weights: Weights | None = None) -> dict[Turn, float]:
    """For a question and an answer the log odds against neither."""
    odds: defaultdict[Turn, float] = defaultdict(float)
    known = _weights() if weights is None else weights
    # In one order, so that the sums are the same in every process.
    for trait in (ALWAYS, *sorted(traits_of(words))):
        for turn, weight in known.get(trait, {}).items():
            odds[turn] += weight
    return {turn: odds[turn] for turn in TURNS}


@cache
def _weights() -> Weights:
    weights: defaultdict[str, dict[Turn, float]] = defaultdict(dict)
    for trait, turn, weight in rows_of("turn_weights"):
        weights[trait][cast(Turn, turn)] = float(weight)
    return weights
