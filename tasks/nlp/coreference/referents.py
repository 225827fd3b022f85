"""Whom chains mean: which names, and of a person the gender that the whole article says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from tasks.nlp.layers.chains import Chain, ChainMention, Referent
from tasks.nlp.layers.clusters import NameCluster
from tasks.nlp.layers.names import names_of
from tasks.nlp.layers.vocabulary import Gender
from tasks.nlp.naming.clusters import gender_of

_PRONOUN_GENDERS: dict[str, Gender] = {"Masc": "male", "Fem": "female"}
# A pronoun that belongs to a chain less surely than this says nothing of the gender.
_SURE = 0.6


def chains_of_names(doc: Doc, clusters: Sequence[NameCluster]) -> list[Chain]:
    """A chain a cluster, of its names alone."""
    ents = names_of(doc)
    return [
        tuple(
            ChainMention(ents[n].start, ents[n].end, ents[n].root.i, "name", n, 1.0)
            for n in cluster.names
        )
        for cluster in clusters
    ]


def referents(
    doc: Doc, chains: Sequence[Chain], clusters: Sequence[NameCluster]
) -> Iterator[Referent]:
    """One for each cluster."""
    ents = names_of(doc)
    cluster_of = {name: cluster.number for cluster in clusters for name in cluster.names}
    chain_of: dict[int, int] = {}
    for number, chain in enumerate(chains):
        names = [m.name for m in chain if m.name is not None and m.name in cluster_of]
        if names:
            chain_of[cluster_of[names[0]]] = number
    for cluster in clusters:
        own = chain_of.get(cluster.number)
        if cluster.label != "PER":
            yield Referent(own, "unknown", "none")
            continue
        pronouns = () if own is None else _pronoun_genders(doc, chains[own])
        said = gender_of(ents, cluster.name, cluster.names, cluster.roles, pronouns)
        yield Referent(own, *said)


def _pronoun_genders(doc: Doc, chain: Chain) -> Iterator[Gender]:
    """Genders of the pronouns that are surely meant; "sein" may be a thing's."""
    for mention in chain:
        if mention.kind == "personal" and mention.confidence >= _SURE:
            gender = doc[mention.head].morph.get("Gender", [""])[0]
            if gender in _PRONOUN_GENDERS:
                yield _PRONOUN_GENDERS[gender]
