"""Weights by which blocks of a page are left out: `tasks/text/words/block_weights.tsv`.

    python -m training.scripts.block_kinds [--folds]

A linear model of a block's traits (`tasks/text/traits.py`) says which kind it is; all kinds that
are read are one. It learns from the pages `built` and `learned` (`annotated/blocks.py`), from those
blocks of which the rules are not certain. With `--folds` nothing is written: each fifth of the
publishers is judged by weights of the other four, and what that keeps and leaves out is printed,
beside what rules alone do.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from annotated.blocks import Page, pages, words_of
from annotated.folder import shared_folder
from tasks.text.article import NOT_THE_ARTICLE, BlockKind
from tasks.text.blocks import certain_units
from tasks.text.learned_kinds import ALWAYS, Weights, choose, is_page, open_traits
from tasks.text.traits import Traits
from tasks.text.unit import Unit
from tasks.text.wordlists import file_of

# Rarer kinds are learned as the commonest.
_KINDS: tuple[BlockKind, ...] = (
    "navigation",
    "teaser",
    "byline",
    "dateline",
    "credit",
    "comment",
    "paywall",
    "advert",
    "legal_line",
)
_FEWEST_BLOCKS = 5
_STRENGTH = 1.0
_LEAST_WEIGHT = 0.25
_FOLDS = 5
_SEED = 1
# The corpus breaks texts off at so many characters: a last line without an end says nothing.
_BROKEN_OFF = 900


@dataclass(frozen=True, slots=True)
class Judged:
    """A block, its traits where there is a choice, and the kind that it has."""

    page: Page
    unit: Unit
    traits: Traits | None
    kind: BlockKind
    is_learned_from: bool
    is_on_page: bool


def main() -> None:
    """Learn from all pages, or measure on parts of them."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folds", action="store_true")
    asked = options.parse_args()
    blocks = {part: list(_judged(part)) for part in ("built", "learned")}
    if asked.folds:
        _measure(blocks)
        return
    lines = [
        f"{trait}\t{kind}\t{weight:.2f}"
        for trait, kinds in sorted(_learn([*blocks["built"], *blocks["learned"]]).items())
        for kind, weight in kinds.items()
    ]
    head = (
        "# How much a trait of a block speaks for a kind that is not read, and against the "
        "article.\n# Written by training/scripts/block_kinds.py.\n"
    )
    file_of("block_weights").write_text(head + "\n".join(lines) + "\n", "utf-8")


def _judged(part: str) -> Iterator[Judged]:
    for page in pages(part, shared_folder()):
        units = certain_units(page.text)
        on_page = is_page(units)
        for unit, traits in zip(units, open_traits(units), strict=True):
            kind = _kind_in(page, unit)
            if kind is not None:
                broken_off = unit is units[-1] and not unit.ends and len(page.text) > _BROKEN_OFF
                learned = traits is not None and not broken_off
                yield Judged(page, unit, traits, kind, learned, on_page)


def _kind_in(page: Page, unit: Unit) -> BlockKind | None:
    """The kind that most words of a unit have in the annotation."""
    tally: Counter[BlockKind] = Counter()
    for start, end in words_of(page.text, unit.start, unit.end):
        tally.update(kind for first, last, kind in page.blocks if first < end and start < last)
    return tally.most_common(1)[0][0] if tally else None


def _learn(blocks: Sequence[Judged]) -> Weights:
    """The weights of a multinomial logistic regression, those near zero left out."""
    rows = [block for block in blocks if block.is_learned_from]
    counts = Counter(trait for block in rows for trait in block.traits or ())
    names = [ALWAYS, *sorted(trait for trait, count in counts.items() if count >= _FEWEST_BLOCKS)]
    columns = {trait: column for column, trait in enumerate(names)}
    table = np.zeros((len(rows), len(names)), dtype=np.float32)
    table[:, 0] = 1
    said = np.zeros((len(rows), 1 + len(_KINDS)), dtype=np.float32)
    for row, block in enumerate(rows):
        table[row, [columns[trait] for trait in block.traits or () if trait in columns]] = 1
        said[row, _class_of(block.kind)] = 1
    # Many words weigh more than one, though not as much more.
    weigh = np.sqrt([[len(block.unit.words.split())] for block in rows]).astype(np.float32)
    strength = np.full((len(names), 1), _STRENGTH)
    strength[0] = 0.01

    def cost(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(len(names), -1)
        odds = table @ weights.astype(np.float32)
        odds -= odds.max(axis=1, keepdims=True)
        likely = np.exp(odds)
        total = likely.sum(axis=1, keepdims=True)
        lost = float((weigh * (np.log(total) - (said * odds).sum(axis=1, keepdims=True))).sum())
        slope = table.T @ (weigh * (likely / total - said)) + strength * weights
        return lost + float((strength * weights**2).sum()) / 2, slope.ravel().astype(float)

    start = np.zeros(len(names) * (1 + len(_KINDS)))
    fitted = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    weights = fitted.reshape(len(names), -1)
    against = weights[:, 1:] - weights[:, :1]
    return {
        trait: {
            kind: round(float(weight), 2)
            for kind, weight in zip(_KINDS, against[column], strict=True)
            if abs(weight) >= _LEAST_WEIGHT
        }
        for trait, column in columns.items()
    }


def _class_of(kind: BlockKind) -> int:
    if kind not in NOT_THE_ARTICLE:
        return 0
    return 1 + (_KINDS.index(kind) if kind in _KINDS else 0)


def _measure(blocks: dict[str, list[Judged]]) -> None:
    every = [block for part in blocks.values() for block in part]
    publishers = sorted({block.page.publisher for block in every})
    random.Random(_SEED).shuffle(publishers)
    fold = {publisher: number % _FOLDS for number, publisher in enumerate(publishers)}
    for part, judged in blocks.items():
        words: dict[str, Counter[tuple[bool, bool]]] = {"rules": Counter(), "weights": Counter()}
        chosen: Counter[bool] = Counter()
        for number in range(_FOLDS):
            weights = _learn([block for block in every if fold[block.page.publisher] != number])
            for block in judged:
                if fold[block.page.publisher] != number:
                    continue
                certain = block.unit.kind in NOT_THE_ARTICLE
                left_out = certain
                if block.is_on_page and block.traits is not None:
                    left_out = choose(block.unit, block.traits, weights) is not None
                other = block.kind in NOT_THE_ARTICLE
                size = len(block.unit.words.split())
                words["rules"][other, certain] += size
                words["weights"][other, left_out] += size
                if left_out and not certain:
                    chosen[other] += 1
        for name, tally in words.items():
            kept = tally[False, False] / (tally[False, False] + tally[False, True])
            out = tally[True, True] / (tally[True, True] + tally[True, False])
            print(f"{part:8} {name:8} kept {kept:.3f}, left out {out:.3f}")
        print(f"{part:8} {chosen[True]} of {chosen.total()} blocks chosen by weights are right")


if __name__ == "__main__":
    main()
