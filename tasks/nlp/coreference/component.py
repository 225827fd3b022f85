"""Coreference: which names, noun phrases and pronouns of an article mean the same."""

from __future__ import annotations

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from tasks.nlp.coreference.chain_building import ChainBuilder
from tasks.nlp.coreference.features import describe
from tasks.nlp.coreference.network import Scorer
from tasks.nlp.layers.chains import write_chains
from tasks.nlp.naming.bounds import mend_names
from tasks.nlp.naming.clusters import cluster_names
from tasks.nlp.naming.joined import part_names
from tasks.nlp.naming.speakers import name_speakers
from tasks.nlp.phrases.noun_phrases import noun_phrases, shared_noun_phrases
from tasks.nlp.phrases.role_names import role_phrases
from tasks.nlp.reading.trained import Trained


class Coreference(Trained):
    """Writes chains (`chains.read_chains`) on the doc.

    What is certain is decided by rule: which names are one, which person an article gives a role,
    what gender and number exclude. Among what remains a trained network decides.
    """

    def __init__(self, name: str = "wortlaut_coreference") -> None:
        super().__init__()
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Find the chains of one doc."""
        part_names(doc)
        mend_names(doc)
        name_speakers(doc)
        roles = role_phrases(doc)
        phrases = sorted(
            [*noun_phrases(doc, roles), *shared_noun_phrases(doc, roles)],
            key=lambda phrase: (phrase.first, -phrase.end),
        )
        described = describe(doc, phrases, roles)
        builder = ChainBuilder(doc, phrases, roles, cluster_names(doc, roles))
        tensor = np.asarray(doc.tensor, dtype=np.float32)
        for number, earlier, scores in Scorer(self.arrays).score(phrases, described, tensor):
            builder.place(number, earlier, scores)
        write_chains(doc, builder.chains())
        return doc


@Language.factory(
    "wortlaut_coreference", requires=["doc.tensor", "doc.ents", "token.dep", "token.morph"]
)
def make_coreference(nlp: Language, name: str) -> Coreference:
    """A network without weights; they come from the model folder."""
    return Coreference(name)
