"""Weights by which turns of an interview are told apart: `tasks/text/words/turn_weights.tsv`.

    python -m training.scripts.interview_turns [--folds]

A linear model of a paragraph's words (`tasks/text/turn_odds.py`) says whether it asks, answers, or
does neither. It learns from the blocks of the training split of `corpus`. With `--folds` nothing is
written: each fifth of the articles is judged by weights of the other four.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from annotated.corpus.article import Article
from annotated.corpus.folder import articles_of
from tasks.text.paragraphs import spans_by_line
from tasks.text.turn_labels import after_label
from tasks.text.turn_odds import ALWAYS, TURNS, Weights, traits_of, turn_odds
from tasks.text.wordlists import file_of

_FEWEST_ARTICLES = 12
_STRENGTH = 1.0
_LEAST_WEIGHT = 0.1
_FOLDS = 5
_CLASSES = {"interview_question": 1, "interview_answer": 2}


@dataclass(frozen=True, slots=True)
class Judged:
    """What a paragraph says, of which article, and its class: 0, or one more than its turn's."""

    article: int
    words: str
    turn: int


def main() -> None:
    """Learn from all articles, or measure on parts of them."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folds", action="store_true")
    paragraphs = list(_judged())
    if options.parse_args().folds:
        _measure(paragraphs)
        return
    lines = [
        f"{trait}\t{turn}\t{weight:.2f}"
        for trait, turns in sorted(_learn(paragraphs).items())
        for turn, weight in turns.items()
    ]
    head = (
        "# How much a trait of a paragraph speaks for a turn of an interview, and against all "
        "else.\n# Written by training/scripts/interview_turns.py.\n"
    )
    file_of("turn_weights").write_text(head + "\n".join(lines) + "\n", "utf-8")


def _judged() -> Iterator[Judged]:
    for number, article in enumerate(articles_of("train")):
        for start, end in spans_by_line(article.text):
            words = article.text[start:end]
            turn = _turn_in(article, start, end)
            yield Judged(number, words[after_label(words) if turn else 0 :], turn)


def _turn_in(article: Article, start: int, end: int) -> int:
    kinds = [block.kind for block in article.blocks if block.start < end and start < block.end]
    return _CLASSES.get(kinds[0], 0) if kinds else 0


def _learn(paragraphs: Sequence[Judged]) -> Weights:
    """The weights of a multinomial logistic regression, those near zero left out."""
    rows = [traits_of(one.words) for one in paragraphs]
    told = zip(paragraphs, rows, strict=True)
    within = {(trait, one.article) for one, row in told if one.turn for trait in row}
    counts = Counter(trait for trait, _ in within)
    names = [ALWAYS, *sorted(trait for trait, count in counts.items() if count >= _FEWEST_ARTICLES)]
    columns = {trait: column for column, trait in enumerate(names)}
    table = np.zeros((len(rows), len(names)), dtype=np.float32)
    table[:, 0] = 1
    said = np.zeros((len(rows), 1 + len(TURNS)), dtype=np.float32)
    for number, (one, row) in enumerate(zip(paragraphs, rows, strict=True)):
        table[number, [columns[trait] for trait in row if trait in columns]] = 1
        said[number, one.turn] = 1
    strength = np.full((len(names), 1), _STRENGTH)
    strength[0] = 0.01

    def cost(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(len(names), -1)
        odds = table @ weights.astype(np.float32)
        odds -= odds.max(axis=1, keepdims=True)
        likely = np.exp(odds)
        total = likely.sum(axis=1, keepdims=True)
        lost = float((np.log(total) - (said * odds).sum(axis=1, keepdims=True)).sum())
        slope = table.T @ (likely / total - said) + strength * weights
        return lost + float((strength * weights**2).sum()) / 2, slope.ravel().astype(float)

    start = np.zeros(len(names) * (1 + len(TURNS)))
    fitted = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    weights = fitted.reshape(len(names), -1)
    against = weights[:, 1:] - weights[:, :1]
    return {
        trait: {
            turn: round(float(weight), 2)
            for turn, weight in zip(TURNS, against[column], strict=True)
            if abs(weight) >= _LEAST_WEIGHT
        }
        for trait, column in columns.items()
    }


def _measure(paragraphs: Sequence[Judged]) -> None:
    tally: Counter[tuple[int, int]] = Counter()
    for fold in range(_FOLDS):
        weights = _learn([one for one in paragraphs if one.article % _FOLDS != fold])
        for one in paragraphs:
            if one.article % _FOLDS == fold:
                odds = [0.0, *turn_odds(one.words, weights).values()]
                tally[one.turn, int(np.argmax(odds))] += 1
    for turn, name in enumerate(("neither", *TURNS)):
        every = sum(count for (of, _), count in tally.items() if of == turn)
        print(f"{name:10} {tally[turn, turn]:6} of {every:6}")


if __name__ == "__main__":
    main()
