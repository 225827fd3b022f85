"""Naming: where the names of a document begin and end, and which of them are one."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from tasks.nlp.layers.clusters import CLUSTERS
from tasks.nlp.layers.names import set_names
from tasks.nlp.layers.phrases import ROLE_PHRASES
from tasks.nlp.naming.bounds import mend_names
from tasks.nlp.naming.clusters import cluster_names
from tasks.nlp.naming.joined import part_names
from tasks.nlp.naming.speakers import name_speakers
from tasks.nlp.naming.whole import whole_names

_READ = ["doc.ents", "token.tag", "token.dep", "token.morph", "token.lemma"]


@Language.component(
    "wortlaut_naming", requires=[*_READ, "doc._.quotations"], assigns=["doc.ents", "doc._.names"]
)
def naming(doc: Doc) -> Doc:
    """Mend the names that reading found, add those that only their speaking betrays."""
    part_names(doc)
    mend_names(doc)
    whole_names(doc)
    name_speakers(doc)
    set_names(doc)
    return doc


@Language.component("wortlaut_numbering", requires=["doc.ents"], assigns=["doc._.names"])
def numbering(doc: Doc) -> Doc:
    """Number the names as another pipeline found them."""
    set_names(doc)
    return doc


@Language.component(
    "wortlaut_clusters",
    requires=[*_READ, "doc._.names", "doc._.role_phrases"],
    assigns=["doc._.name_clusters"],
)
def clusters(doc: Doc) -> Doc:
    """Which names are one."""
    CLUSTERS.write(doc, cluster_names(doc, ROLE_PHRASES.read(doc)))
    return doc
