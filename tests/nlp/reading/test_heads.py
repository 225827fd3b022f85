"""The trained components on vectors made by hand: what weights mean, and how they are kept."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from tasks.nlp.reading.lemmas import Lemmas, with_capitals
from tasks.nlp.reading.parser import Parser
from tasks.nlp.reading.tagger import Tagger

WORDS = ["Sie", "teilte", "es", "\n\n", "mit"]
# Axes of the vectors: one a word of the sentence, so that weights are tables.
WIDTH = 5


@pytest.fixture
def nlp() -> Language:
    return spacy.blank("de")


@pytest.fixture
def doc(nlp: Language) -> Doc:
    doc = Doc(nlp.vocab, words=WORDS)
    for token in doc:
        token.is_sent_start = token.i == 0
    doc.tensor = np.eye(WIDTH, dtype=np.float32)  # type: ignore[assignment]
    return doc


def chosen(classes: list[int], count: int) -> np.ndarray:
    """Weights that give each word its class."""
    weights = np.zeros((count, WIDTH), dtype=np.float32)
    weights[classes, range(WIDTH)] = 1
    return weights


def tagger(nlp: Language) -> Tagger:
    labels = {
        "pos": ["ADP", "PRON", "VERB"],
        "tag": ["PPER", "PTKVZ", "VVFIN"],
        "Mood": ["", "Ind", "Sub"],
        "Number": ["", "Plur", "Sing"],
        "Tense": ["", "Past", "Pres"],
    }
    weights = np.concatenate(
        [
            chosen([1, 2, 1, 0, 0], 3),
            chosen([0, 2, 0, 0, 1], 3),
            chosen([0, 2, 0, 0, 0], 3),
            chosen([2, 2, 2, 0, 0], 3),
            chosen([0, 1, 0, 0, 0], 3),
        ]
    )
    return Tagger(nlp.vocab).fill({"weights": weights, "bias": np.zeros(15, np.float32)}, labels)


def lemmas(nlp: Language) -> Lemmas:
    weights = chosen([0, 1, 0, 0, 0], 2)
    bias = np.zeros(2, np.float32)
    return Lemmas(nlp.vocab).fill(
        {"weights": weights, "bias": bias}, {"edits": ["ihr ihr", "sagte sagen"]}
    )


def parser(nlp: Language) -> Parser:
    """Words 0 and 2 hang on 1, 4 hangs on 1, 1 on itself; relations by dependent."""
    eye = np.eye(WIDTH, dtype=np.float32)
    arc = np.zeros((WIDTH + 1, WIDTH), dtype=np.float32)
    arc[:WIDTH, 1] = 1
    relation = np.zeros((4, WIDTH + 1, WIDTH + 1), dtype=np.float32)
    for number, word in ((0, 0), (1, 2), (2, 4)):
        relation[number, word, WIDTH] = 1
    arrays: dict[str, Any] = {"arc": arc, "relation": relation}
    for layer in ("arc_dependent", "arc_governor", "relation_dependent", "relation_governor"):
        arrays[f"{layer}.weight"] = eye
        arrays[f"{layer}.bias"] = np.zeros(WIDTH, np.float32)
    return Parser(nlp.vocab).fill(arrays, {"relations": ["nsubj", "obj", "compound:prt", "root"]})


def analysed(nlp: Language, doc: Doc) -> list[tuple[str, ...]]:
    for component in (tagger(nlp), parser(nlp), lemmas(nlp)):
        doc = component(doc)
    return [(t.text, t.pos_, t.tag_, str(t.morph), t.lemma_, t.dep_, t.head.text) for t in doc]


def test_every_layer_is_read_off_the_vectors(nlp: Language, doc: Doc) -> None:
    assert analysed(nlp, doc) == [
        ("Sie", "PRON", "PPER", "Number=Sing", "sie", "nsubj", "teilte"),
        (
            "teilte",
            "VERB",
            "VVFIN",
            "Mood=Sub|Number=Sing|Tense=Past",
            "mitteilen",
            "ROOT",
            "teilte",
        ),
        ("es", "PRON", "PPER", "Number=Sing", "es", "obj", "teilte"),
        ("\n\n", "SPACE", "_SP", "", "\n\n", "dep", "es"),
        ("mit", "ADP", "PTKVZ", "", "mit", "compound:prt", "teilte"),
    ]
    assert len(list(doc.sents)) == 1


@pytest.mark.parametrize(
    ("lemma", "word", "expected"),
    [
        ("nato", "NATO", "NATO"),
        ("haus", "Häuser", "Haus"),
        ("ministerin", "Ministerinnen", "Ministerin"),
        ("eu-land", "EU-Ländern", "EU-Land"),
        ("übergang", "Übergangs", "Übergang"),
    ],
)
def test_a_noun_keeps_its_capitals(lemma: str, word: str, expected: str) -> None:
    assert with_capitals(lemma, word) == expected


@pytest.mark.parametrize("make", [tagger, lemmas, parser])
@pytest.mark.parametrize("kept", ["bytes", "disk"])
def test_a_copy_finds_the_same(
    nlp: Language, doc: Doc, tmp_path: Path, make: Callable[[Language], Any], kept: str
) -> None:
    original = make(nlp)
    copy = type(original)(nlp.vocab)
    if kept == "bytes":
        copy.from_bytes(original.to_bytes())
    else:
        original.to_disk(tmp_path / "head")
        copy.from_disk(tmp_path / "head")
    assert copy.labels == original.labels
    assert original(doc.copy()).to_json() == copy(doc.copy()).to_json()


def test_an_empty_text_is_no_trouble(nlp: Language) -> None:
    doc = nlp.make_doc("")
    doc.tensor = np.zeros((0, WIDTH), dtype=np.float32)  # type: ignore[assignment]
    assert analysed(nlp, doc) == []


def test_punctuation_is_left_out_of_the_tree_and_attached_to_it(nlp: Language) -> None:
    words = ["Sie", "teilte", "es", ",", "mit"]
    doc = Doc(nlp.vocab, words=words, pos=["PRON", "VERB", "PRON", "PUNCT", "ADP"])
    for token in doc:
        token.is_sent_start = token.i == 0
    doc.tensor = np.eye(WIDTH, dtype=np.float32)  # type: ignore[assignment]
    doc = parser(nlp)(doc)
    assert [(token.head.text, token.dep_) for token in doc] == [
        ("teilte", "nsubj"),
        ("teilte", "ROOT"),
        ("teilte", "obj"),
        ("mit", "punct"),
        ("teilte", "compound:prt"),
    ]


def test_a_likely_relation_decides_between_two_governors(nlp: Language) -> None:
    doc = Doc(nlp.vocab, words=WORDS[:3], pos=["PRON", "VERB", "PRON"])
    for token in doc:
        token.is_sent_start = token.i == 0
    doc.tensor = np.eye(WIDTH, dtype=np.float32)[:3]  # type: ignore[assignment]
    made = parser(nlp)
    assert [token.head.i for token in made(doc.copy())] == [1, 1, 1]
    # "es" leans a little to "Sie", but only as what hangs on "teilte" it has a relation.
    made.arrays["arc"][2, 0] = 1.5
    assert [token.head.i for token in made(doc.copy())] == [1, 1, 0]
    made.arrays["relation"][:, 2, WIDTH] = 0
    made.arrays["relation"][1, 2, 1] = 5
    assert [token.head.i for token in made.fill(made.arrays, made.labels)(doc)] == [1, 1, 1]


def test_a_sentence_without_end_is_parsed_in_parts(nlp: Language) -> None:
    count = 1000
    doc = Doc(nlp.vocab, words=["und"] * count, pos=["CCONJ"] * count)
    for token in doc:
        token.is_sent_start = token.i == 0
    doc.tensor = np.zeros((count, WIDTH), dtype=np.float32)  # type: ignore[assignment]
    doc = parser(nlp)(doc)
    assert max(abs(token.head.i - token.i) for token in doc) < 300
    assert all(sentence.root.dep_ == "ROOT" for sentence in doc.sents)


def test_a_verb_takes_one_particle(nlp: Language) -> None:
    words = ["zogen", "Helme", "aus", "Jacken", "an"]
    tags = ["VVFIN", "NN", "PTKVZ", "NN", "PTKVZ"]
    doc = Doc(nlp.vocab, words=words, tags=tags, heads=[0] * 5, deps=["ROOT", *["dep"] * 4])
    doc.tensor = np.eye(WIDTH, dtype=np.float32)  # type: ignore[assignment]
    assert lemmas(nlp)(doc)[0].lemma_ == "ausziehen"
