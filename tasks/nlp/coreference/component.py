"""Coreference: which names, noun phrases and pronouns of an article mean the same."""

from __future__ import annotations

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from tasks.nlp.coreference.chain_building import ChainBuilder
from tasks.nlp.coreference.features import describe
from tasks.nlp.coreference.network import Scorer
from tasks.nlp.coreference.referents import chains_of_names, referents
from tasks.nlp.layers.antecedents import ANTECEDENTS, Antecedents
from tasks.nlp.layers.chains import CHAINS, REFERENTS
from tasks.nlp.layers.clusters import CLUSTERS
from tasks.nlp.layers.phrases import NOUN_PHRASES, ROLE_PHRASES
from tasks.nlp.reading.trained import Trained

_WRITTEN = ["doc._.chains", "doc._.referents", "doc._.antecedents"]
_READ = ["doc._.names", "doc._.name_clusters", "token.morph"]


class Coreference(Trained):
    """Writes chains, and what they make known of whom they mean.

    What is certain is decided by rule: which person an article gives a role, what gender and
    number exclude. Among what remains a trained network decides.
    """

    def __init__(self, name: str = "wortlaut_coreference") -> None:
        super().__init__()
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Find the chains of one doc."""
        roles, phrases = ROLE_PHRASES.read(doc), NOUN_PHRASES.read(doc)
        clusters = CLUSTERS.read(doc)
        described = describe(doc, phrases, roles)
        builder = ChainBuilder(doc, phrases, roles, clusters)
        tensor = np.asarray(doc.tensor, dtype=np.float32)
        weighed = []
        for number, earlier, scores in Scorer(self.arrays).score(phrases, described, tensor):
            builder.place(number, earlier, scores)
            weighed.append(Antecedents(number, earlier, scores))
        ANTECEDENTS.write(doc, weighed)
        chains = [chain for growing in builder.chains if (chain := growing.chain())]
        CHAINS.write(doc, chains)
        REFERENTS.write(doc, referents(doc, chains, clusters))
        return doc


@Language.factory(
    "wortlaut_coreference",
    requires=[*_READ, "doc.tensor", "doc._.noun_phrases", "doc._.role_phrases", "token.dep"],
    assigns=_WRITTEN,
)
def make_coreference(nlp: Language, name: str) -> Coreference:
    """A network without weights; they come from the model folder."""
    return Coreference(name)


@Language.component("wortlaut_names_alone", requires=_READ, assigns=_WRITTEN)
def names_alone(doc: Doc) -> Doc:
    """The chains of a pipeline without coreference: names, and nothing else."""
    clusters = CLUSTERS.read(doc)
    chains = chains_of_names(doc, clusters)
    CHAINS.write(doc, chains)
    REFERENTS.write(doc, referents(doc, chains, clusters))
    ANTECEDENTS.write(doc, ())
    return doc
