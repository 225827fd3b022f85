"""A pipeline against our own corpus: quotations, who said them, persons, chains, blocks.

    python -m benchmarks.corpus [--split dev|test|train] [--model MODEL] [--differences]

Articles are annotated from raw text, and measured as `annotated/corpus/measure.py` says: over all
of the split, and by genre and source. Mentions of chains are compared by their heads. At last how
often a quotation (its type, and half of its words both ways) and a speaker, where the quotation is
found, are right, by confidence.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path
from typing import get_args

from spacy.tokens import Doc

from annotated.corpus.article import Span
from annotated.corpus.folder import articles_of
from annotated.corpus.found import found_in
from annotated.corpus.measure import Head, Measured
from annotated.corpus.splits import Split
from benchmarks.reliability import largest_gap, reliability
from benchmarks.results import write_results
from tasks.nlp.phrases.noun_phrases import head_of
from tasks.nlp.pipeline import load
from tasks.nlp.reading.packages import model_folder
from tasks.nlp.version import DEFAULT_MODEL, model_version

_BY_GENRE = (
    "joint",
    "found: Direct",
    "speaker where found: Direct",
    "speaker end to end: Direct",
    "speaker end to end: all",
    "persons",
)


def main() -> None:
    """Measure, print and write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=get_args(Split), default="dev")
    parser.add_argument("--model", type=Path, help="another pipeline than the shipped one")
    parser.add_argument("--differences", action="store_true", help="print where it errs")
    options = parser.parse_args()
    folder = DEFAULT_MODEL if options.model is None else model_folder(options.model)
    nlp = load(folder)
    every, parts = Measured(), defaultdict[str, Measured](Measured)
    confidences: dict[str, tuple[dict[int, float], dict[int, float]]] = {}
    for article in articles_of(options.split):
        found = found_in(article, nlp)
        confidences[article.name] = found.quotations, found.speakers
        for measured in (every, parts[article.head["genre"]], parts[article.source]):
            measured.add(article, found.article, _heads(found.doc))
    if options.differences:
        print("\n".join(every.differences))
    figures = every.figures()
    print(f"{every.articles} articles, {every.official.gold} quotations")
    for name, value in figures.items():
        print(f"{name:36} {value:.3f}")
    print(f"\n{'':16}{'articles':>10}" + "".join(f"{name:>30}" for name in _BY_GENRE))
    by_part = {part: measured.figures() for part, measured in sorted(parts.items())}
    for part, values in by_part.items():
        cells = (f"{values[name]:>30.3f}" if name in values else f"{'-':>30}" for name in _BY_GENRE)
        print(f"{part:16}{parts[part].articles:>10}" + "".join(cells))
    quotations = [(confidences[one.article][0][one.number], one.right) for one in every.outcomes]
    speakers = [
        (confidences[one.article][1][one.number], one.speaker)
        for one in every.outcomes
        if one.speaker is not None and one.number in confidences[one.article][1]
    ]
    for name, outcomes in (("quotations", quotations), ("speakers", speakers)):
        bins = reliability(outcomes)
        print(f"\n{name:>12}{'confidence':>12}{'right':>8}")
        for count, mean, right in bins:
            print(f"{count:>12}{mean:>12.2f}{right:>8.2f}")
        figures[f"{name}: largest gap"] = largest_gap(bins)
        print(f"{'largest gap':>24}{figures[f'{name}: largest gap']:>8.2f}")
    written = {"split": options.split, "model": model_version(folder), "figures": figures}
    path = write_results("corpus", written | {"parts": by_part})
    print(f"written to {path}")


def _heads(doc: Doc) -> Head:
    """How a span of characters is known: by its head, as readers differ about where it ends."""

    def head(span: Span) -> Span:
        words = doc.char_span(*span, alignment_mode="expand")
        if words is None or not len(words):
            return span
        token = head_of(words)
        return token.idx, token.idx + len(token)

    return head


if __name__ == "__main__":
    main()
