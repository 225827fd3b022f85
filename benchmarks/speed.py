"""How fast the language model reads, as ratios within one run, one thread throughout.

    python -m benchmarks.speed [--baseline FILE] [--rounds N] [--news]

The sample articles of `seeds/` (or annotated news) go, in turn and several times, through the
whole pipeline, through its encoder alone (its session on ready piece numbers), and through the
encoder that it was made from: all layers, in float32, in the same windows. `python -m
training.scripts.baseline training/work/full` writes that one; without it the first ratio is left
out. What quotations cost is the difference between the pipeline with and without them; what people
cost (coreference, and reading rows off the docs) the same, as a part of all annotation. Words are
spaCy's tokens without white space; each figure is the median of the rounds.
"""

# ruff: noqa: E402
from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from statistics import median

from flows.environment import prepare

prepare()

import numpy as np
import onnxruntime

from annotated.wikinews import articles as annotated
from benchmarks.corpora import corpora_folder
from benchmarks.results import write_results
from tasks.nlp.passes import COREFERENCE, QUOTATIONS
from tasks.nlp.pipeline import annotate_doc, load
from tasks.nlp.reading.encoder import Encoder
from tasks.nlp.reading.windows import piece_ends
from tasks.nlp.rows.extract import extract
from tasks.nlp.version import model_version
from tasks.text.article import Article, Block
from tasks.text.blocks import find_blocks
from tasks.text.parse import parse

_ROOT = Path(__file__).resolve().parents[1]
_BASELINE = _ROOT / "training" / "work" / "full" / "published.onnx"

_Text = tuple[str, tuple[Block, ...]]


def main() -> None:
    """Measure, print, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--baseline", type=Path, default=_BASELINE)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--news", action="store_true", help="the annotated news, not the samples")
    options = parser.parse_args()
    nlp = load()
    encoder = nlp.get_pipe("wortlaut_encoder")
    assert isinstance(encoder, Encoder)
    articles = _news() if options.news else _samples()
    inputs = []
    words = 0
    for text, blocks in articles:
        doc = annotate_doc(nlp, text, blocks)
        ids, firsts = encoder.pieces.of_doc(doc)
        inputs.append((ids, piece_ends(doc, firsts.tolist())))
        words += sum(not token.is_space for token in doc)

    def read(through: Encoder) -> Callable[[], None]:
        def run() -> None:
            for ids, ends in inputs:
                through.encode(ids, ends)

        return run

    def whole() -> None:
        for text, blocks in articles:
            annotate_doc(nlp, text, blocks)

    def without(component: str) -> Callable[[], None]:
        def run() -> None:
            with nlp.select_pipes(disable=[component]):
                whole()

        return run

    def rows() -> None:
        for text, blocks in articles:
            extract("article", annotate_doc(nlp, text, blocks))

    runs = {
        "pipeline": whole,
        "pipeline without quotations": without(QUOTATIONS),
        "pipeline without coreference": without(COREFERENCE),
        "pipeline and rows": rows,
        "encoder": read(encoder),
    }
    if options.baseline.is_file():
        runs["baseline"] = read(encoder.with_weights(options.baseline.read_bytes()))
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(options.rounds):
        for name, run in runs.items():
            started = time.perf_counter()
            run()
            seconds[name].append(time.perf_counter() - started)
    speed = {name: words / median(taken) for name, taken in seconds.items()}
    figures: dict[str, float] = {f"{name}, words a second": speed[name] for name in speed}
    figures["pipeline to its encoder"] = speed["pipeline"] / speed["encoder"]
    spent = np.array(seconds["pipeline"]) - np.array(seconds["pipeline without quotations"])
    figures["time of quotations to encoder's"] = float(np.median(spent / seconds["encoder"]))
    people = np.array(seconds["pipeline and rows"]) - seconds["pipeline without coreference"]
    figures["part of people in annotating"] = float(
        np.median(people / seconds["pipeline and rows"])
    )
    if "baseline" in speed:
        ratios = np.array(seconds["baseline"]) / np.array(seconds["encoder"])
        figures["encoder to baseline"] = speed["encoder"] / speed["baseline"]
        figures["least of a round"] = float(ratios.min())
        figures["most of a round"] = float(ratios.max())
    for name, value in figures.items():
        print(f"{name:32}{value:>10.2f}")
    path = write_results(
        "speed",
        {
            "model": model_version(),
            "onnxruntime": onnxruntime.__version__,
            "words": words,
            "figures": figures,
        },
    )
    print(f"written to {path}")


def _news() -> list[_Text]:
    """Thirty of the annotated articles, which are less full of quotations than the samples."""
    texts = [article["text"] for article in islice(annotated(corpora_folder(), "dev"), 30)]
    return [(text, find_blocks(text)) for text in texts]


def _samples() -> list[_Text]:
    parsed = [parse(path.read_bytes()) for path in sorted((_ROOT / "seeds").rglob("*.txt"))]
    return [(found.text, found.blocks) for found in parsed if isinstance(found, Article)]


if __name__ == "__main__":
    main()
