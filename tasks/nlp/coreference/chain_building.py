"""Chains are built from left to right: each phrase joins an earlier chain or begins one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from tasks.nlp.coreference.bodies import Bodies
from tasks.nlp.coreference.growing import Growing
from tasks.nlp.coreference.role_holders import Holders
from tasks.nlp.layers.clusters import NameCluster
from tasks.nlp.layers.phrases import NounPhrase, RolePhrase

# How much likelier than none an earlier phrase must be, in log odds; set on texts that are not
# measured on. Below nothing, since going back to something is what is missed more often.
_LEAST = -0.7
# Of a definite noun phrase about one person or one body, which is seldom new.
_LEAST_OF_KNOWN = -2.5
# A role that the article gives to exactly one person, a noun that ends the name of one body.
_BY_ROLE = 0.9


class ChainBuilder:
    """Takes phrases in order, with their scores; `chains` are in the order in which they begin."""

    def __init__(
        self,
        doc: Doc,
        phrases: Sequence[NounPhrase],
        roles: Sequence[RolePhrase],
        clusters: Sequence[NameCluster],
    ) -> None:
        self._doc = doc
        self._phrases = phrases
        self.chains: list[Growing] = []
        self._chain_of: dict[int, Growing] = {}
        self._cluster_of = {name: one for one in clusters for name in one.names}
        self._of_cluster: dict[int, Growing] = {}
        self._holders = Holders(clusters)
        self._bodies = Bodies[Growing](doc, phrases)
        self._role_at = {role.last: role for role in reversed(roles)}

    def place(self, number: int, earlier: NDArray[np.int64], scores: NDArray[np.float32]) -> None:
        """Put the phrase of this number into a chain; `scores` are those of the earlier ones."""
        phrase = self._phrases[number]
        role = self._role_at.get(phrase.head)
        cluster = None if phrase.name is None else self._cluster_of.get(phrase.name)
        chain, confidence = self._certain(phrase, role, cluster, earlier, scores)
        if chain is None:
            chain, confidence = self._likeliest(phrase, role, cluster, earlier, scores)
        if chain is None:
            chain, confidence = Growing(), 1.0
            self.chains.append(chain)
        chain.join(phrase, role, confidence)
        self._chain_of[number] = chain
        if cluster is not None and chain.name is None:
            self._take_name(chain, cluster)

    def _certain(
        self,
        phrase: NounPhrase,
        role: RolePhrase | None,
        cluster: NameCluster | None,
        earlier: NDArray[np.int64],
        scores: NDArray[np.float32],
    ) -> tuple[Growing | None, float]:
        """The chain that a name, a role or the kind of a body says, with its confidence."""
        if cluster is not None:
            return self._of_cluster.get(cluster.number), 1.0
        if role is not None:
            return self._holder(role, earlier, scores), _BY_ROLE
        if phrase.kind == "nominal":
            return self._bodies.only(phrase), _BY_ROLE
        return None, 0.0

    def _likeliest(
        self,
        phrase: NounPhrase,
        role: RolePhrase | None,
        cluster: NameCluster | None,
        earlier: NDArray[np.int64],
        scores: NDArray[np.float32],
    ) -> tuple[Growing | None, float]:
        """The chain with the highest score of those that grammar allows, with its probability."""
        odds = np.exp(np.minimum(scores, 30))
        body = role is None and cluster is None and self._bodies.is_one(phrase)
        least = _LEAST
        if body or (role is not None and not role.is_generic):
            least = _LEAST_OF_KNOWN
        for position in np.argsort(-scores, kind="stable").tolist():
            if scores[position] < least:
                break
            chain = self._chain_of.get(int(earlier[position]))
            if chain is None or not chain.fits(self._doc, phrase, role, cluster):
                continue
            if body and (chain.name is None or chain.name.label != "ORG"):
                continue
            return chain, float(odds[position] / (1 + odds.sum()))
        return None, 0.0

    def _take_name(self, chain: Growing, cluster: NameCluster) -> None:
        chain.take(cluster)
        self._of_cluster[cluster.number] = chain
        if cluster.label == "ORG":
            self._bodies.add(cluster.forms, chain)

    def _holder(
        self,
        role: RolePhrase,
        earlier: NDArray[np.int64],
        scores: NDArray[np.float32],
    ) -> Growing | None:
        """The one person to whom the article gives the role; of several the likeliest."""
        if not role.points or role.number == "plural":
            return None
        surest = self._holders.surest(role)
        if len(surest) == 1:
            (cluster,) = surest.values()
            if cluster.number not in self._of_cluster:
                begun = Growing()
                self.chains.append(begun)
                self._take_name(begun, cluster)
            return self._of_cluster[cluster.number]
        best, most = None, -np.inf
        for position, candidate in enumerate(earlier.tolist()):
            chain = self._chain_of.get(candidate)
            held = chain is not None and chain.name is not None and chain.name.number in surest
            if held and scores[position] > most:
                best, most = chain, float(scores[position])
        return best
