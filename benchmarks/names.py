"""Names found by the shipped model: exact span and label, on text it was not trained on.

    python -m benchmarks.names

GermEval 2014 test, the last 1,500 sentences, outer level, derived and partial names left out.
Each sentence is a doc of its own, with the corpus's own words as tokens.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from spacy.tokens import Doc

from benchmarks.corpora import germeval_held_back
from benchmarks.results import write_results
from tasks.nlp.pipeline import load, model_version

LABELS = ("PER", "ORG", "LOC", "MISC")


def main() -> None:
    """Measure, print a table, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="another pipeline folder than the shipped one")
    options = parser.parse_args()
    nlp = load(options.model)
    components = [nlp.get_pipe(name) for name in ("wortlaut_encoder", "wortlaut_names")]
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for sentence in germeval_held_back():
        doc = Doc(nlp.vocab, words=sentence.words, spaces=sentence.spaces)
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
    print(f"{'':12}{'precision':>10}{'recall':>10}{'F1':>10}{'names':>8}")
    for name, labels in [
        *((label, (label,)) for label in LABELS),
        ("three", LABELS[:3]),
        ("four", LABELS),
    ]:
        tp, fp, fn = (sum(count[label] for label in labels) for count in (right, wrong, missed))
        precision, recall = tp / max(1, tp + fp), tp / max(1, tp + fn)
        f1 = 2 * tp / max(1, 2 * tp + fp + fn)
        figures[name] = {"precision": precision, "recall": recall, "f1": f1, "names": tp + fn}
        print(f"{name:12}{precision:>10.4f}{recall:>10.4f}{f1:>10.4f}{tp + fn:>8}")
    path = write_results("names", {"model": model_version(options.model), "names": figures})
    print(f"written to {path}")


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
