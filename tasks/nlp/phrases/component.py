"""Phrases about persons, and all that may refer to something."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from tasks.nlp.layers.phrases import NOUN_PHRASES, ROLE_PHRASES
from tasks.nlp.phrases.noun_phrases import noun_phrases, shared_noun_phrases
from tasks.nlp.phrases.role_names import role_phrases


@Language.component(
    "wortlaut_phrases",
    requires=["doc._.names", "token.tag", "token.dep", "token.morph", "token.lemma"],
    assigns=["doc._.role_phrases", "doc._.noun_phrases"],
)
def phrases(doc: Doc) -> Doc:
    """Find the phrases of one doc."""
    roles = role_phrases(doc)
    found = [*noun_phrases(doc, roles), *shared_noun_phrases(doc, roles)]
    ROLE_PHRASES.write(doc, roles)
    NOUN_PHRASES.write(doc, sorted(found, key=lambda phrase: (phrase.first, -phrase.end)))
    return doc
