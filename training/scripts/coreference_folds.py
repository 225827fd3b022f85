"""Coreference on the news of ParCorFull, each fifth by a network that has not seen it.

    python -m training.scripts.coreference_folds CONFIG MODEL [--fold K]

Prints the figures of `benchmarks.coreference` over the texts of all folds together.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from spacy.util import load_config

from annotated.folder import shared_folder
from annotated.measured_chains import Measured
from training.scripts.coreference import component_of, train
from training.scripts.coreference_examples import example_of, read, texts
from training.scripts.package import without_quotations

FOLDS = 5


def main() -> None:
    """Train and measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--fold", type=int, choices=range(FOLDS), help="this one alone")
    options = parser.parse_args()
    config = load_config(options.config)
    nlp = without_quotations(options.model)
    corpus = [text for text in texts(shared_folder()) if not text.is_held_back]
    docs = [read(text, nlp) for text in corpus]
    examples = [example_of(text, doc) for text, doc in zip(corpus, docs, strict=True)]
    news = [number for number, text in enumerate(corpus) if text.is_news]
    result = Measured()
    for fold in range(FOLDS) if options.fold is None else [options.fold]:
        held_back = news[fold::FOLDS]
        seen = [e for n, e in enumerate(examples) if n not in held_back and e is not None]
        component = component_of(train(config, seen))
        for number in held_back:
            result.add(corpus[number], component(docs[number]))
    for name, value in result.figures().items():
        print(f"{name:44}{value:>9.4f}")


if __name__ == "__main__":
    main()
