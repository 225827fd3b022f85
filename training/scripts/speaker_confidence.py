"""How often speakers found in each way are right: the numbers of `tasks.nlp.speaker_confidence`.

    python -m training.scripts.speaker_confidence [--model MODEL]

Fits log odds on `benchmarks/gold/speakers-train.jsonl`, whose articles are not measured on, and
prints them. A little regularisation holds ways that are rare near the others.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from benchmarks.quotation_names import TYPES
from benchmarks.quotes import articles
from benchmarks.speakers import gold_articles, key_of
from tasks.nlp.packages import model_folder
from tasks.nlp.people import speakers_of
from tasks.nlp.pipeline import DEFAULT_MODEL, annotate_doc, load
from tasks.nlp.quotation import Quotation, read_quotations
from tasks.nlp.speaker_confidence import log_odds
from tasks.text.blocks import find_blocks

_WAYS = ("frame", "continuation", "pronoun", "role", "group", "implicit")
_PRIOR, _STRENGTH = 1.2, 0.5


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path)
    options = parser.parse_args()
    nlp = load(DEFAULT_MODEL if options.model is None else model_folder(options.model))
    texts = {str(article["id"]): article["text"] for article in articles("train")}
    rows: list[list[float]] = []
    right: list[bool] = []
    for gold in gold_articles("train"):
        text = texts[gold["id"]]
        doc = annotate_doc(nlp, text, find_blocks(text))
        quotations = read_quotations(doc)
        for speaker, name in speakers_of(doc, quotations):
            quotation = quotations[speaker.quotation]
            wanted = [q for q in gold["quotes"] if _is_found(q, quotation)]
            if name is None or not wanted:
                continue
            way = [float(speaker.method == each) for each in _WAYS]
            rows.append([*way, log_odds(quotation.confidence), log_odds(speaker.sure)])
            right.append(key_of(name) in {key_of(n) for q in wanted for n in q["speakers"]})
    table, said = np.array(rows), np.array(right, dtype=float)
    prior = np.array([_PRIOR] * len(_WAYS) + [0.0, 0.0])

    def cost(weights: np.ndarray) -> float:
        odds = table @ weights
        likely = np.logaddexp(0, odds) - said * odds
        return float(likely.sum() + _STRENGTH * ((weights - prior) ** 2).sum())

    found = minimize(cost, prior).x
    for name, value in zip([*_WAYS, "quotation", "mention"], found, strict=True):
        used = table[:, _WAYS.index(name)] > 0 if name in _WAYS else np.ones(len(said), bool)
        rate = said[used].mean() if used.any() else float("nan")
        print(f"{name:14}{value:>8.2f}{int(used.sum()):>8}{rate:>8.2f}")


def _is_found(gold: dict[str, Any], quotation: Quotation) -> bool:
    start, end = quotation.spans[0][0], quotation.spans[-1][1]
    shared = min(gold["end"], end) - max(gold["start"], start)
    whole = max(gold["end"] - gold["start"], end - start)
    return bool(2 * shared >= whole and gold["type"] == TYPES[quotation.type])


if __name__ == "__main__":
    main()
