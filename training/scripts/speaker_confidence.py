"""How often speakers found in each way are right: the numbers of `tasks.nlp.speakers.confidence`.

    python -m training.scripts.speaker_confidence [--model MODEL]

Fits log odds on `annotated/gold/speakers-train.jsonl` and `speakers-fit.jsonl`, whose articles are
not measured on, and prints them. The rules were written with the errors of the first in view, so
that they are right there more often than elsewhere; nobody looked at those of the second. By how
much that helps is fitted, too, and left out. A little regularisation holds ways that are rare near
the others.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from spacy.language import Language

from annotated.folder import shared_folder
from annotated.speakers import gold_articles, key_of
from annotated.wikinews import TYPES, articles
from tasks.nlp.layers.quotations import Quotation, stored_quotations
from tasks.nlp.pipeline import annotate_doc, load
from tasks.nlp.reading.packages import model_folder
from tasks.nlp.rows.people import speakers_of
from tasks.nlp.speakers.confidence import log_odds
from tasks.nlp.version import DEFAULT_MODEL
from tasks.text.blocks import find_blocks

_WAYS = ("frame", "continuation", "pronoun", "role", "group", "implicit")
_OTHERS = ("quotation", "mention", "thing", "looked at")
# Least log loss of 1, 2 and 4 in ten parts, each left out in turn.
_STRENGTH, _LITTLE = 2.0, 0.05


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path)
    options = parser.parse_args()
    nlp = load(DEFAULT_MODEL if options.model is None else model_folder(options.model))
    rows: list[list[float]] = []
    right: list[bool] = []
    for split, looked_at in (("train", 1.0), ("fit", 0.0)):
        for row, correct in _outcomes(nlp, split):
            rows.append([*row, looked_at * (1 - row[_WAYS.index("pronoun")])])
            right.append(correct)
    table, said = np.array(rows), np.array(right, dtype=float)
    table = np.hstack([table, np.ones((len(said), 1))])
    strength = np.array([_STRENGTH] * (table.shape[1] - 2) + [_LITTLE, 0.0])

    def cost(weights: np.ndarray) -> float:
        odds = table @ weights
        likely = np.logaddexp(0, odds) - said * odds
        return float(likely.sum() + (strength * weights**2).sum())

    *found, level = minimize(cost, np.zeros(table.shape[1])).x
    found[: len(_WAYS)] = [level + value for value in found[: len(_WAYS)]]
    for number, (name, value) in enumerate(zip([*_WAYS, *_OTHERS], found, strict=True)):
        used = table[:, number] != 0
        rate = said[used].mean() if used.any() else float("nan")
        print(f"{name:14}{value:>8.2f}{int(used.sum()):>8}{rate:>8.2f}")


def _outcomes(nlp: Language, split: str) -> Iterator[tuple[list[float], bool]]:
    """What is known of each named speaker of a quotation of the gold file, and if it is right."""
    texts = {str(one["id"]): one["text"] for one in articles(shared_folder(), "train")}
    for gold in gold_articles(split):
        text = texts[gold["id"]]
        doc = annotate_doc(nlp, text, find_blocks(text))
        quotations = stored_quotations(doc)
        for speaker, cluster in speakers_of(doc):
            quotation = quotations[speaker.quotation]
            wanted = [q for q in gold["quotes"] if _is_found(q, quotation)]
            if cluster is None or not wanted:
                continue
            way = [float(speaker.method == each) for each in _WAYS]
            thing = float(cluster.label != "PER")
            yield (
                [*way, log_odds(quotation.confidence), log_odds(speaker.sure), thing],
                key_of(cluster.name) in {key_of(n) for q in wanted for n in q["speakers"]},
            )


def _is_found(gold: dict[str, Any], quotation: Quotation) -> bool:
    start, end = quotation.spans[0][0], quotation.spans[-1][1]
    shared = min(gold["end"], end) - max(gold["start"], start)
    whole = max(gold["end"] - gold["start"], end - start)
    return bool(2 * shared >= whole and gold["type"] == TYPES[quotation.type])


if __name__ == "__main__":
    main()
