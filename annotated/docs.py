"""Docs of a corpus' own words, read by a pipeline or not yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token

from annotated.sentences import guess_spaces
from tasks.nlp.layers.blocks import plain_on, set_blocks
from tasks.nlp.pipeline import begun_doc
from tasks.nlp.quotations.features import words_between
from tasks.text.blocks import find_blocks


def doc_of_sentences(nlp: Language, sentences: Sequence[Sequence[str]]) -> Doc:
    """A doc that the pipeline has not read yet, with spaces as they may have stood."""
    forms: list[str] = []
    spaces: list[bool] = []
    for sentence in sentences:
        forms += sentence
        spaces += [*guess_spaces(sentence)[:-1], True]
    doc = Doc(nlp.vocab, words=forms, spaces=spaces)
    set_blocks(doc, find_blocks(doc.text))
    return doc


def begun_article(nlp: Language, text: str) -> Doc:
    """An article's doc as the pipeline begins with it, from its raw text."""
    return begun_doc(nlp, text, find_blocks(text))


class StoredTokens:
    """Where tokens of an article's doc stand in its stored text; they are in order."""

    def __init__(self, doc: Doc, tokens: Sequence[Token]) -> None:
        places = [plain_on(doc).place(token.idx, token.idx + len(token)) for token in tokens]
        self.starts = np.array([start for start, _ in places], dtype=np.int64)
        self.ends = np.array([end for _, end in places], dtype=np.int64)

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that characters of the text overlap, by their places, from and to."""
        return words_between(self.starts, self.ends, start, end)


def annotated_doc(nlp: Language, sentences: Sequence[Sequence[str]]) -> Doc:
    """The sentences as the pipeline annotates them."""
    doc = doc_of_sentences(nlp, sentences)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def annotate_sentence(
    nlp: Language,
    words: Sequence[str],
    spaces: Sequence[bool],
    *,
    without: Collection[str] = (),
) -> Doc:
    """Words that are known to be one sentence, by all components but those named in `without`."""
    doc = Doc(nlp.vocab, words=list(words), spaces=list(spaces))
    for name, component in nlp.pipeline:
        if name in without:
            continue
        doc = component(doc)
        if name == "wortlaut_sentences":
            for token in doc:
                token.is_sent_start = token.i == 0
    return doc
