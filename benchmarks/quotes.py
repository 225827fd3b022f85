"""Quotations found end to end, from raw text, against annotated articles.

    python -m benchmarks.quotes [--split train] [--model MODEL] [--worst 20]

Prints the official macro F1 of `benchmarks.quotation_measure`, and for each type how many of its
tokens are found (token F1: all tokens in any quote of the type) and how well its quotes are; then
how often what is found is right (its type, and at least half of its tokens both ways), by
confidence. Writes the articles on which most was lost as a page for reading.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.language import Language

from benchmarks.corpora import corpora_folder
from benchmarks.quotation_measure import (
    ROLES,
    MeasuredQuote,
    QuotationScore,
    assign,
    is_right,
    tokens_of,
)
from benchmarks.quotation_names import MEDIA, TYPES
from benchmarks.quotation_page import Case, write_page
from benchmarks.reliability import reliability
from benchmarks.results import write_results
from tasks.nlp.layers.quotations import QUOTATIONS, Quotation
from tasks.nlp.pipeline import annotate_doc, load
from tasks.nlp.reading.packages import model_folder
from tasks.nlp.version import DEFAULT_MODEL, model_version
from tasks.text.blocks import find_blocks


@dataclass(slots=True)
class Counts:
    """Hits, inventions and misses among tokens."""

    hits: int = 0
    invented: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        all_of_both = 2 * self.hits + self.invented + self.missed
        return 2 * self.hits / all_of_both if all_of_both else 0.0


@dataclass(slots=True)
class Measured:
    """Figures over the articles added so far."""

    score: QuotationScore = field(default_factory=QuotationScore)
    tokens: dict[str, Counts] = field(default_factory=lambda: {t: Counts() for t in TYPES.values()})
    # The official measure over the pairs of one type; an invented quote counts for its own.
    of_type: dict[str, QuotationScore] = field(
        default_factory=lambda: {t: QuotationScore() for t in TYPES.values()}
    )
    cases: list[Case] = field(default_factory=list)
    # Each found quotation's confidence, and whether it is right.
    confidences: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, article: dict[str, Any], found: Sequence[Quotation]) -> None:
        """Measure one article."""
        gold, guessed = measured(article, found)
        self.score.add(gold, guessed)
        for name, counts in self.tokens.items():
            true, guess = _of_type(gold, name), _of_type(guessed, name)
            counts.hits += len(true & guess)
            counts.invented += len(guess - true)
            counts.missed += len(true - guess)
        sure = {
            id(guess): quotation.confidence for guess, quotation in zip(guessed, found, strict=True)
        }
        lost = 0.0
        for true_quote, guess_quote in assign(gold, guessed):
            if guess_quote.type:
                self.confidences.append((sure[id(guess_quote)], is_right(true_quote, guess_quote)))
            kind = true_quote.type or guess_quote.type
            self.of_type[kind].add(
                [true_quote] if true_quote.type else [], [guess_quote] if guess_quote.type else []
            )
            both = len(true_quote.quote) + len(guess_quote.quote)
            lost += 1 - 2 * len(true_quote.quote & guess_quote.quote) / both if both else 0.0
        self.cases.append(Case(article, list(found), lost))

    def figures(self) -> dict[str, float]:
        """All figures by name."""
        result = self.score.figures()
        for name, counts in self.tokens.items():
            result[f"{name} tokens_f1"] = counts.f1
        for name, score in self.of_type.items():
            for part in ("message", "roles", "joint"):
                result[f"{name} {part}_f1"] = score.figures()[f"{part}_f1"]
        return result


def main() -> None:
    """Measure, print tables, write JSON and the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("train", "dev"), default="dev")
    parser.add_argument("--model", type=Path, help="another pipeline than the shipped one")
    parser.add_argument("--worst", type=int, default=20, help="articles on the page")
    options = parser.parse_args()
    folder = DEFAULT_MODEL if options.model is None else model_folder(options.model)
    result = measure(load(folder), articles(options.split))
    figures = result.figures()
    _print(figures)
    print(f"\n{'found':>8}{'confidence':>12}{'right':>8}")
    for count, mean, right in reliability(result.confidences):
        print(f"{count:>8}{mean:>12.2f}{right:>8.2f}")
    worst = sorted(result.cases, key=lambda case: -case.lost)[: options.worst]
    path = write_results(
        "quotes",
        {
            "split": options.split,
            "model": model_version(folder),
            "figures": figures,
            "reliability": reliability(result.confidences),
        },
    )
    page = write_page(path.with_suffix(".html"), worst)
    print(f"written to {path}; the {len(worst)} worst articles to {page}")


def measure(nlp: Language, wanted: Iterable[dict[str, Any]]) -> Measured:
    """Annotate and measure articles of the corpus."""
    result = Measured()
    for article in wanted:
        text = article["text"]
        result.add(article, QUOTATIONS.read(annotate_doc(nlp, text, find_blocks(text))))
    return result


def articles(split: str) -> Iterator[dict[str, Any]]:
    """The annotated articles of a split."""
    path = corpora_folder() / "quotes" / f"wikinews-{split}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def measured(
    article: dict[str, Any], found: Iterable[Quotation]
) -> tuple[list[MeasuredQuote], list[MeasuredQuote]]:
    """One article's gold and found quotes as sets of gold tokens."""
    tokens = [tuple(token) for sentence in article["tokens"] for token in sentence]
    starts, ends = [start for start, _ in tokens], [end for _, end in tokens]

    def take(spans: Iterable[Sequence[int]]) -> frozenset[int]:
        return tokens_of(spans, starts, ends)

    gold = [
        MeasuredQuote(
            quote["type"],
            quote["medium"],
            take(quote["quote"]),
            **{role: take(quote[role]) for role in ROLES},
        )
        for quote in article["quotes"]
    ]
    guessed = [
        MeasuredQuote(
            TYPES[quote.type],
            MEDIA[quote.medium],
            take(quote.spans),
            addressee=take(quote.addressee_spans),
            cue=take(quote.cue_spans),
            frame=take(quote.frame_spans),
            speaker=take(quote.speaker_spans),
        )
        for quote in found
    ]
    return gold, guessed


def _of_type(quotes: Iterable[MeasuredQuote], name: str) -> frozenset[int]:
    return frozenset().union(*(quote.quote for quote in quotes if quote.type == name))


def _print(figures: dict[str, float]) -> None:
    print(f"{'':24}{'precision':>10}{'recall':>10}{'F1':>10}")
    for part in ("message", "roles", "joint", *ROLES):
        values = (figures[f"{part}_{name}"] for name in ("precision", "recall", "f1"))
        print(f"{part:24}" + "".join(f"{value:>10.4f}" for value in values))
    for part in ("type", "medium"):
        print(f"{part:44}{figures[f'{part}_f1']:>10.4f}")
    columns = ("tokens", "message", "roles", "joint")
    print(f"\n{'F1 of':24}" + "".join(f"{name:>10}" for name in columns))
    for name in TYPES.values():
        values = (figures[f"{name} {column}_f1"] for column in columns)
        print(f"{name:24}" + "".join(f"{value:>10.4f}" for value in values))


if __name__ == "__main__":
    main()
