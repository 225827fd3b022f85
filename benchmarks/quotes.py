"""Quotations found end to end, from raw text, against annotated articles.

    python -m benchmarks.quotes [--split train] [--model MODEL] [--worst 20]

Prints the official macro F1 of `annotated.quotation_measure`, and for each type how many of its
tokens are found (token F1: all tokens in any quote of the type) and how well its quotes are; then
how often what is found is right (its type, and at least half of its tokens both ways), by
confidence. Writes the articles on which most was lost as a page for reading.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from annotated.measured_quotations import measure
from annotated.quotations import ROLES
from annotated.wikinews import TYPES, articles
from benchmarks.corpora import corpora_folder
from benchmarks.quotation_page import write_page
from benchmarks.reliability import reliability
from benchmarks.results import write_results
from tasks.nlp.pipeline import load
from tasks.nlp.reading.packages import model_folder
from tasks.nlp.version import DEFAULT_MODEL, model_version


def main() -> None:
    """Measure, print tables, write JSON and the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("train", "dev"), default="dev")
    parser.add_argument("--model", type=Path, help="another pipeline than the shipped one")
    parser.add_argument("--worst", type=int, default=20, help="articles on the page")
    options = parser.parse_args()
    folder = DEFAULT_MODEL if options.model is None else model_folder(options.model)
    result = measure(load(folder), articles(corpora_folder(), options.split))
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
