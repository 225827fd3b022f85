"""What is not the article, where no rule is certain: a choice by weights of a block's traits.

The weights are those of a linear model (`training/scripts/block_kinds.py` learns them): for each
trait and each kind that is not read, how much the trait speaks for it and against the article.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import cast

from tasks.text.article import NOT_THE_ARTICLE, BlockKind
from tasks.text.block_cues import is_narrated
from tasks.text.traits import Traits, traits_of
from tasks.text.unit import Unit
from tasks.text.wordlists import rows_of

Weights = Mapping[str, Mapping[BlockKind, float]]

ALWAYS = "always"
"""The trait of every block."""

# Log odds from which a block is left out. A line is cheap to lose, a sentence is not.
_LINE = 0.0
_SENTENCES = 1.0
# What is longer is the article, whatever stands in it.
_MOST_WORDS = 60
# So long is a line whose sentence may go on in the next.
_BROKEN = 45
_OPENING = tuple('"„»«‚›‹“')


def leave_out(units: Sequence[Unit]) -> None:
    """Give a kind to those units without one that are more likely than not outside the article.

    A text in which rules found nothing but the article has been parted from its page: all is read.
    """
    if not is_page(units):
        return
    for unit, traits in zip(units, open_traits(units), strict=True):
        if traits is not None:
            unit.kind = choose(unit, traits, _weights())


def is_page(units: Sequence[Unit]) -> bool:
    """Whether rules found anything that is not the article."""
    return any(unit.kind in NOT_THE_ARTICLE for unit in units)


def open_traits(units: Sequence[Unit]) -> list[Traits | None]:
    """The traits of each unit of which there is a choice; None for the others.

    Long paragraphs, what may be somebody's words and sentences that are broken over lines are read.
    """
    return [
        traits if traits is not None and _may_be_left_out(before, unit) else None
        for before, unit, traits in zip((None, *units), units, traits_of(units), strict=False)
    ]


def _may_be_left_out(before: Unit | None, unit: Unit) -> bool:
    goes_on = (
        before is not None
        and before.kind not in NOT_THE_ARTICLE
        and len(before.words) >= _BROKEN
        and not before.ends
        and unit.words[:1].islower()
    )
    return not (
        goes_on
        or len(unit.words.split()) > _MOST_WORDS
        or unit.words.startswith(_OPENING)
        or is_narrated(unit.words)
    )


def choose(unit: Unit, traits: Iterable[str], weights: Weights) -> BlockKind | None:
    """The likeliest kind that is not read, where these together are likely enough; else None."""
    odds: defaultdict[BlockKind, float] = defaultdict(float)
    # In one order, so that the sums are the same in every process.
    for trait in (ALWAYS, *sorted(traits)):
        for kind, weight in weights.get(trait, {}).items():
            odds[kind] += weight
    best = max(odds, key=odds.__getitem__)
    most = odds[best]
    together = most + math.log(sum(math.exp(each - most) for each in odds.values()))
    return best if together > (_SENTENCES if unit.ends else _LINE) else None


@cache
def _weights() -> Weights:
    weights: defaultdict[str, dict[BlockKind, float]] = defaultdict(dict)
    for trait, kind, weight in rows_of("block_weights"):
        weights[trait][cast(BlockKind, kind)] = float(weight)
    return weights
