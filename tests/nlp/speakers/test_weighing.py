"""Candidates for the speaker of a quotation, and how they are weighed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from tasks.nlp.layers.antecedents import ANTECEDENTS
from tasks.nlp.layers.quotations import QUOTATIONS
from tasks.nlp.layers.speakers import SPEAKERS
from tasks.nlp.passes import SPEAKERS as PASS
from tasks.nlp.pipeline import begun_doc
from tasks.nlp.speakers.choice import answers_of_rules, speakers_of_answers
from tasks.nlp.speakers.component import Speakers, asked_of, index_of
from tasks.nlp.speakers.features import SIZES, Asked
from tasks.nlp.speakers.network import READ, Weigher, vectors_of
from tasks.text.article import Rejection
from tasks.text.blocks import find_blocks
from tasks.text.parse import parse

TEXT = """Der Wirt und die Wirtin

Anna Berg führt die Mühle seit 1990. Ihr Mann Kurt Berg kocht. „Wir hören auf“, sagte sie am \
Montag. Der Koch widersprach: „Ich bleibe.“ Nach Angaben der Gemeinde Altau ist nichts entschieden.
"""


def before_speakers(nlp: Language, text: str) -> Doc:
    doc = begun_doc(nlp, text, find_blocks(text))
    for name, component in nlp.pipeline:
        if name == PASS:
            break
        doc = component(doc)
    return doc


def asked(doc: Doc) -> list[Asked]:
    index = index_of(doc)
    answers = answers_of_rules(index, QUOTATIONS.read(doc))
    return list(asked_of(doc, index, answers, ANTECEDENTS.read(doc)))


def arrays(width: int, seed: int = 0) -> dict[str, np.ndarray]:
    """Weights by chance, of the shapes that training writes."""
    draw = np.random.default_rng(seed)
    read, hidden = 3, 5
    inner = (2 * len(READ) - 2) * read
    return {
        "read.weight": draw.normal(size=(len(READ), read, width)).astype(np.float32),
        "read.bias": np.zeros((len(READ), read), np.float32),
        "inner.weight": draw.normal(size=(hidden, inner)).astype(np.float32),
        "inner.bias": np.zeros(hidden, np.float32),
        **{f"hidden.{n}": draw.normal(size=(k, hidden)) for n, k in SIZES.items()},
        **{f"direct.{n}": draw.normal(size=(k, 1)) for n, k in SIZES.items()},
        "output.weight": draw.normal(size=(1, hidden)),
        "sharpness": np.array(1.0),
    }


def test_every_value_has_a_place_in_its_column(nlp: Language, sample_articles: Path) -> None:
    seen = 0
    for path in sorted(sample_articles.glob("*.txt")):
        article = parse(path.read_bytes())
        if isinstance(article, Rejection):
            continue
        for one in asked(before_speakers(nlp, article.text)):
            assert one.table.shape == (len(one.candidates), len(SIZES))
            assert (one.table >= 0).all(), path
            assert (one.table < list(SIZES.values())).all(), path
            seen += 1
    assert seen > 50


def test_whoever_is_named_is_a_candidate_and_nobody_is_the_first(nlp: Language) -> None:
    doc = before_speakers(nlp, TEXT)
    index = index_of(doc)
    for one in asked(doc):
        chains = [candidate.chain for candidate in one.candidates]
        assert chains[0] is None
        assert chains[1:] == [number for number, named in enumerate(index.named) if named]
        for candidate, names in zip(one.candidates, one.names, strict=True):
            assert bool(names) == (candidate.chain is not None)


def test_what_coreference_weighed_is_taken_off_the_document(nlp: Language) -> None:
    doc = before_speakers(nlp, TEXT)
    assert ANTECEDENTS.is_on(doc)
    Speakers()(doc)
    assert not ANTECEDENTS.is_on(doc)


def test_probabilities_are_of_all_candidates(nlp: Language) -> None:
    doc = before_speakers(nlp, TEXT)
    tensor = np.asarray(doc.tensor, dtype=np.float32)
    weigher = Weigher(arrays(tensor.shape[1]))
    for one in asked(doc):
        odds = weigher.weigh(one, tensor)
        assert odds.shape == (len(one.candidates),)
        assert odds.min() >= 0
        assert odds.sum() == pytest.approx(1, abs=1e-5)
        lengths = np.linalg.norm(vectors_of(one, tensor), axis=-1)
        full = tensor.shape[1] ** 0.5 / 2
        assert np.allclose(lengths, np.where(lengths > 0, full, 0), rtol=1e-3)


def test_without_weights_the_rules_decide(nlp: Language) -> None:
    doc = before_speakers(nlp, TEXT)
    answers = answers_of_rules(index_of(doc), QUOTATIONS.read(doc))
    assert SPEAKERS.read(Speakers()(doc)) == tuple(speakers_of_answers(answers))


@pytest.mark.parametrize("seed", range(5))
def test_whoever_is_likeliest_speaks_with_its_probability(nlp: Language, seed: int) -> None:
    doc = before_speakers(nlp, TEXT)
    width = np.asarray(doc.tensor).shape[1]
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    tensor = np.asarray(doc.tensor, dtype=np.float32)
    weigher = Weigher(arrays(width, seed))
    best = [(one, weigher.weigh(one, tensor)) for one in asked(again)]
    found = SPEAKERS.read(Speakers().fill(arrays(width, seed), {})(doc))
    for number, (one, odds) in enumerate(best):
        candidate = one.candidates[int(odds.argmax())]
        own = [speaker for speaker in found if speaker.quotation == number]
        if candidate.chain is not None:
            assert [speaker.chain for speaker in own] == [candidate.chain]
            assert own[0].likely == pytest.approx(odds.max(), abs=1e-3)
        else:
            assert all(speaker.chain is None for speaker in own)


def test_weights_survive_disk_and_a_folder_without_them_is_one(tmp_path: Path) -> None:
    made = Speakers().fill(arrays(4), {})
    made.to_disk(tmp_path / "speakers")
    again = Speakers().from_disk(tmp_path / "speakers")
    assert set(again.arrays) == set(made.arrays)
    assert Speakers().from_disk(tmp_path / "nothing").arrays == {}
