"""Factuality as probabilities, and on the way through the pipeline."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from tasks.nlp.factuality.component import Factualities
from tasks.nlp.factuality.features import READ, SIZES, ask
from tasks.nlp.factuality.network import Judge, judged
from tasks.nlp.layers.factuality import FACTUALITY
from tasks.nlp.layers.quotations import QUOTATIONS
from tasks.nlp.layers.vocabulary import FACTUALITIES
from tasks.nlp.pipeline import annotate_doc
from tasks.text.blocks import find_blocks

TEXT = "„Wir hören auf“, sagte Anna Berg am Montag. Kurt Berg erklärte, er bleibe in der Mühle."


def arrays(width: int, seed: int = 0) -> dict[str, np.ndarray]:
    """Weights by chance, of the shapes that training writes."""
    draw = np.random.default_rng(seed)
    read, hidden, kinds = 3, 5, len(FACTUALITIES)
    return {
        "read.weight": draw.normal(size=(len(READ), read, width)).astype(np.float32),
        "read.bias": np.zeros((len(READ), read), np.float32),
        "inner.weight": draw.normal(size=(hidden, len(READ) * read)).astype(np.float32),
        "inner.bias": np.zeros(hidden, np.float32),
        **{f"hidden.{n}": draw.normal(size=(k, hidden)) for n, k in SIZES.items()},
        **{f"direct.{n}": draw.normal(size=(k, kinds)) for n, k in SIZES.items()},
        "output.weight": draw.normal(size=(kinds, hidden)),
        "output.bias": np.zeros(kinds),
        "least": np.array(0.5),
    }


def read_doc(nlp: Language, text: str) -> Doc:
    return annotate_doc(nlp, text, find_blocks(text))


def test_something_was_said_unless_the_rest_together_is_likely_enough() -> None:
    odds = np.array([[0.5, 0.3, 0.1, 0.1], [0.4, 0.1, 0.1, 0.4], [0.1, 0.2, 0.6, 0.1]], np.float32)
    assert list(judged(odds, 0.55)) == ["said", "announced", "hypothetical"]
    assert list(judged(odds, 0.95)) == ["said", "said", "said"]


@pytest.mark.parametrize("seed", range(3))
def test_each_quotation_is_judged_by_its_own_probabilities(nlp: Language, seed: int) -> None:
    doc = read_doc(nlp, TEXT)
    weights = arrays(doc.tensor.shape[1], seed)
    quotations = QUOTATIONS.read(doc)
    odds = Judge(weights).odds(ask(doc, quotations))
    assert odds.shape == (len(quotations), len(FACTUALITIES))
    assert odds.sum(axis=1) == pytest.approx(1, abs=1e-5)
    alone = [Judge(weights).odds(ask(doc, [one]))[0] for one in quotations]
    assert np.allclose(odds, alone, atol=1e-5)
    again = Factualities().fill(weights, {})(doc)
    assert FACTUALITY.read(again) == tuple(judged(odds, 0.5))


def test_without_weights_everything_was_said(nlp: Language) -> None:
    doc = Factualities()(read_doc(nlp, TEXT))
    assert FACTUALITY.read(doc) == ("said",) * len(QUOTATIONS.read(doc))
    assert len(FACTUALITY.read(doc)) == 2


def test_weights_survive_disk_and_a_folder_without_them_is_one(tmp_path: Path) -> None:
    made = Factualities().fill(arrays(4), {})
    made.to_disk(tmp_path / "factuality")
    again = Factualities().from_disk(tmp_path / "factuality")
    assert set(again.arrays) == set(made.arrays)
    assert Factualities().from_disk(tmp_path / "nothing").arrays == {}
