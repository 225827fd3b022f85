"""Each pass writes what it declares, and nothing else."""

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from tasks.nlp.layers.blocks import set_blocks
from tasks.nlp.layers.names import NAMES, names_of
from tasks.nlp.layers.phrases import ROLE_PHRASES
from tasks.nlp.passes import PASSES
from tasks.text.blocks import find_blocks

TEXT = (
    "Kiel. Die Bürgermeisterin Anna Berg hat vor den Kosten gewarnt. „Wir bauen das nicht“, sagte "
    "sie am Montag der Kieler Zeitung. Laut Verkehrsverbund Nord (VN) sei das Geld da. Der "
    "Kämmerer Otto Lehn widersprach Berg: Man habe gespart."
)
# What a doc may hold beside layers, by the names that spaCy's declarations have for it.
HELD: dict[str, Callable[[Doc], object]] = {
    "doc.tensor": lambda doc: doc.tensor.tobytes(),
    "doc.ents": lambda doc: [(e.start, e.end, e.label_) for e in doc.ents],
    "token.is_sent_start": lambda doc: [t.is_sent_start for t in doc],
    "token.pos": lambda doc: [t.pos_ for t in doc],
    "token.tag": lambda doc: [t.tag_ for t in doc],
    "token.morph": lambda doc: [str(t.morph) for t in doc],
    "token.head": lambda doc: [t.head.i for t in doc],
    "token.dep": lambda doc: [t.dep_ for t in doc],
    "token.lemma": lambda doc: [t.lemma_ for t in doc],
}


def held(doc: Doc) -> dict[str, object]:
    found = {name: read(doc) for name, read in HELD.items()}
    return found | {f"doc._.{name}": repr(items) for name, items in doc.user_data.items()}


def test_the_line_is_the_declared_one_and_every_pass_gets_what_it_requires(nlp: Language) -> None:
    assert tuple(nlp.pipe_names) == PASSES
    assert not any(nlp.analyze_pipes()["problems"].values())


def test_a_pass_writes_what_it_declares_and_nothing_else(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    set_blocks(doc, find_blocks(TEXT))
    for name, component in nlp.pipeline:
        before = held(doc)
        component(doc)
        after = held(doc)
        # What is taken is gone: nobody after the quotations reads what the encoder left.
        written = {what for what in after if after[what] != before.get(what)}
        declared = set(nlp.get_pipe_meta(name).assigns)
        # Splitting into sentences makes every token its own head, as spaCy does.
        assert written <= declared | ({"token.head"} if "is_sent" in str(declared) else set()), name
        assert declared - {"doc.ents"} <= written | {"token.head"}, name


def test_a_name_keeps_its_number_whatever_becomes_of_the_entities(nlp: Language) -> None:
    doc = nlp(TEXT)
    before = [name.text for name in names_of(doc)]
    introduced = [phrase.entities for phrase in ROLE_PHRASES.read(doc)]
    assert ("Anna Berg" in before, any(introduced)) == (True, True)
    doc.set_ents(doc.ents[1:])
    assert [name.text for name in names_of(doc)] == before
    assert NAMES.read(doc)[introduced[0][0]].label == "PER"


def test_layers_survive_the_way_through_bytes(nlp: Language) -> None:
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    for name in doc.user_data:
        assert getattr(again._, name) == getattr(doc._, name), name
    assert len(doc.user_data) >= 8


@pytest.mark.parametrize("layer", ["quotations", "names", "chains", "speakers"])
def test_a_layer_that_no_pass_has_written_is_empty(nlp: Language, layer: str) -> None:
    assert getattr(nlp.make_doc(TEXT)._, layer) == ()
