"""A corpus's own words through a pipeline, known to be one sentence."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from spacy.language import Language
from spacy.tokens import Doc


def annotate_sentence(
    nlp: Language,
    words: Sequence[str],
    spaces: Sequence[bool],
    *,
    without: Collection[str] = (),
) -> Doc:
    """The doc of these words, annotated by all components but those named in `without`."""
    doc = Doc(nlp.vocab, words=list(words), spaces=list(spaces))
    for name, component in nlp.pipeline:
        if name in without:
            continue
        doc = component(doc)
        if name == "wortlaut_sentences":
            for token in doc:
                token.is_sent_start = token.i == 0
    return doc
