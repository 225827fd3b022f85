"""Docs of a corpus' own tokens, with spaces as they may have stood."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from tasks.nlp.layers.blocks import set_blocks
from tasks.text.blocks import find_blocks
from training.scripts.corpora import make_sentence


def doc_of_sentences(nlp: Language, sentences: Sequence[Sequence[str]]) -> Doc:
    """A doc that the pipeline has not read yet."""
    forms: list[str] = []
    spaces: list[bool] = []
    for sentence in sentences:
        forms += sentence
        between = make_sentence(list(sentence), ["O"] * len(sentence)).spaces
        spaces += [*between[:-1], True]
    doc = Doc(nlp.vocab, words=forms, spaces=spaces)
    set_blocks(doc, find_blocks(doc.text))
    return doc


def annotated_doc(nlp: Language, sentences: Sequence[Sequence[str]]) -> Doc:
    """The sentences as the pipeline annotates them."""
    doc = doc_of_sentences(nlp, sentences)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc
