"""Names found by the shipped model: exact span and label, on text it was not trained on.

    python -m benchmarks.names [--model DIR]

The sentences of GermEval 2014 test that `annotated/held_back` holds back, outer level, derived and
partial names left out. Each sentence is a doc of its own, with the corpus's own words as tokens.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from annotated import germeval
from benchmarks.corpora import corpora_folder
from benchmarks.results import write_results
from tasks.nlp.layers.vocabulary import LABELS
from tasks.nlp.pipeline import load
from tasks.nlp.reading.packages import model_folder
from tasks.nlp.version import model_version

_COMPONENTS = ("wortlaut_encoder", "wortlaut_names")


def main() -> None:
    """Measure, print a table, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="another pipeline than the shipped one")
    options = parser.parse_args()
    model = None if options.model is None else model_folder(options.model)
    figures = measure(load(model))
    print(f"{'':12}{'precision':>10}{'recall':>10}{'F1':>10}{'names':>8}")
    for name, values in figures.items():
        print(name.ljust(12), end="")
        print("".join(f"{values[key]:>10.4f}" for key in ("precision", "recall", "f1")), end="")
        print(f"{values['names']:>8}")
    path = write_results("names", {"model": model_version(model), "names": figures})
    print(f"written to {path}")


def measure(nlp: Language) -> dict[str, dict[str, float]]:
    """Precision, recall, F1 and number of names: by label, for three labels and for all four.

    Of a pipeline that is not ours all components run, on the corpus's own words.
    """
    own = set(_COMPONENTS) <= set(nlp.pipe_names)
    names = _COMPONENTS if own else nlp.pipe_names
    components = [nlp.get_pipe(name) for name in names]
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for sentence in germeval.sentences(corpora_folder(), held_back=True):
        doc = Doc(nlp.vocab, words=list(sentence.words), spaces=list(sentence.spaces))
        if own:
            for token in doc:
                token.is_sent_start = token.i == 0
        for component in components:
            doc = component(doc)
        found = {(span.start, span.end, span.label_) for span in doc.ents}
        gold = set(bio_spans(sentence.labels))
        right.update(label for _, _, label in found & gold)
        wrong.update(label for _, _, label in found - gold)
        missed.update(label for _, _, label in gold - found)
    figures = {}
    for name, labels in [
        *((label, (label,)) for label in LABELS),
        ("three", LABELS[:3]),
        ("four", LABELS),
    ]:
        tp, fp, fn = (sum(count[label] for label in labels) for count in (right, wrong, missed))
        figures[name] = {
            "precision": tp / max(1, tp + fp),
            "recall": tp / max(1, tp + fn),
            "f1": 2 * tp / max(1, 2 * tp + fp + fn),
            "names": tp + fn,
        }
    return figures


def bio_spans(labels: Iterable[str]) -> Iterable[tuple[int, int, str]]:
    """Spans (first word, word after the last, label) of a sequence of BIO labels."""
    start: int | None = None
    kind = ""
    number = -1
    for number, label in enumerate([*labels, "O"]):
        if start is not None and label != f"I-{kind}":
            yield start, number, kind
            start = None
        if label.startswith("B-") or (label.startswith("I-") and start is None):
            start, kind = number, label[2:]


if __name__ == "__main__":
    main()
