"""Chains are built from left to right: each phrase joins an earlier chain or begins one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from tasks.nlp.coreference.role_holders import Holders
from tasks.nlp.german.determiners import definite_articles
from tasks.nlp.german.endings import EndingIndex
from tasks.nlp.german.wordlists import words_of
from tasks.nlp.layers.chains import Chain, ChainMention
from tasks.nlp.layers.clusters import NameCluster
from tasks.nlp.layers.phrases import NounPhrase, RolePhrase

# How much likelier than none an earlier phrase must be, in log odds; set on texts that are not
# measured on. Below nothing, since going back to something is what is missed more often.
_LEAST = -0.7
# Of a definite noun phrase about one person or one body, which is seldom new.
_LEAST_OF_KNOWN = -2.5
# A role that the article gives to exactly one person, a noun that ends the name of one body.
_BY_ROLE = 0.9
_GENDERS = {"male": "Masc", "female": "Fem"}
_POINTING = ("definite", "demonstrative")
_SHORTEST = 4
_PERSONAL = ("personal", "possessive")


@dataclass(slots=True)
class _Growing:
    """A chain so far, and what is known of what it means."""

    mentions: list[ChainMention] = field(default_factory=list)
    name: NameCluster | None = None
    genders: set[str] = field(default_factory=set)
    number: str = ""


class ChainBuilder:
    """Takes phrases in order, with their scores, and gives the chains."""

    def __init__(
        self,
        doc: Doc,
        phrases: Sequence[NounPhrase],
        roles: Sequence[RolePhrase],
        clusters: Sequence[NameCluster],
    ) -> None:
        self._doc = doc
        self._phrases = phrases
        self._chains: list[_Growing] = []
        self._chain_of: dict[int, _Growing] = {}
        self._cluster_of = {name: one for one in clusters for name in one.names}
        self._of_cluster: dict[int, _Growing] = {}
        self._holders = Holders(clusters)
        self._bodies = EndingIndex[_Growing](
            doc[phrase.head].lemma_.lower() for phrase in phrases if phrase.kind == "nominal"
        )
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
            chain, confidence = _Growing(), 1.0
            self._chains.append(chain)
        self._join(number, chain, confidence)
        if cluster is not None and chain.name is None:
            self._take_name(chain, cluster)

    def _certain(
        self,
        phrase: NounPhrase,
        role: RolePhrase | None,
        cluster: NameCluster | None,
        earlier: NDArray[np.int64],
        scores: NDArray[np.float32],
    ) -> tuple[_Growing | None, float]:
        """The chain that a name, a role or the kind of a body says, with its confidence."""
        if cluster is not None:
            return self._of_cluster.get(cluster.number), 1.0
        if role is not None:
            return self._holder(role, earlier, scores), _BY_ROLE
        if phrase.kind == "nominal":
            return self._body(phrase), _BY_ROLE
        return None, 0.0

    def _likeliest(
        self,
        phrase: NounPhrase,
        role: RolePhrase | None,
        cluster: NameCluster | None,
        earlier: NDArray[np.int64],
        scores: NDArray[np.float32],
    ) -> tuple[_Growing | None, float]:
        """The chain with the highest score of those that grammar allows, with its probability."""
        odds = np.exp(np.minimum(scores, 30))
        body = role is None and cluster is None and self._is_body(phrase)
        least = _LEAST
        if body or (role is not None and not _is_generic(role)):
            least = _LEAST_OF_KNOWN
        for position in np.argsort(-scores, kind="stable").tolist():
            if scores[position] < least:
                break
            chain = self._chain_of.get(int(earlier[position]))
            if chain is None or not self._fits(chain, phrase, role, cluster):
                continue
            if body and (chain.name is None or chain.name.label != "ORG"):
                continue
            return chain, float(odds[position] / (1 + odds.sum()))
        return None, 0.0

    def chains(self) -> list[Chain]:
        """The chains with a name or several mentions, in the order of their first mention."""
        return [
            tuple(chain.mentions)
            for chain in self._chains
            if len(chain.mentions) > 1 or chain.name is not None
        ]

    def _join(self, number: int, chain: _Growing, confidence: float) -> None:
        phrase = self._phrases[number]
        chain.mentions.append(
            ChainMention(
                phrase.first, phrase.end, phrase.head, phrase.kind, phrase.name, confidence
            )
        )
        if phrase.kind != "possessive" and phrase.number:
            chain.number = chain.number or phrase.number
        role = self._role_at.get(phrase.head)
        gender = _gender(phrase, role)
        if gender:
            chain.genders.add(gender)
        self._chain_of[number] = chain

    def _take_name(self, chain: _Growing, cluster: NameCluster) -> None:
        chain.name = cluster
        self._of_cluster[cluster.number] = chain
        if cluster.label == "ORG":
            self._bodies.add((word for form in cluster.forms for word in form.split()), chain)
        if cluster.gender in _GENDERS:
            chain.genders = {_GENDERS[cluster.gender]}

    def _fits(
        self,
        chain: _Growing,
        phrase: NounPhrase,
        role: RolePhrase | None,
        cluster: NameCluster | None,
    ) -> bool:
        """Whether grammar and names allow that the phrase means what the chain means."""
        if cluster is not None and (chain.name is not None or not _may_be_named(chain, cluster)):
            return False
        if phrase.number and chain.number and phrase.number != chain.number:
            return False
        person = chain.name is not None and chain.name.label == "PER"
        if phrase.kind in _PERSONAL and phrase.gender == "Neut" and person:
            return False
        gender = _gender(phrase, role)
        if (person or role is not None or phrase.kind in _PERSONAL) and not _agree(
            chain.genders, gender
        ):
            return False
        if phrase.kind == "nominal":
            if role is not None and chain.name is not None and not person:
                return False
            if role is None and person:
                return False
        return not self._are_arguments_of_one(chain, phrase)

    def _are_arguments_of_one(self, chain: _Growing, phrase: NounPhrase) -> bool:
        """A pronoun that is no reflexive never means another argument of its own verb."""
        if phrase.kind != "personal":
            return False
        last = chain.mentions[-1]
        verb = self._doc[phrase.head].head.i
        return (
            last.kind != "possessive"
            and self._doc[last.head].head.i == verb
            and last.head != verb
            and self._doc[last.head].dep_.split(":")[0] in ("nsubj", "obj", "iobj")
        )

    def _body(self, phrase: NounPhrase) -> _Growing | None:
        """The one organisation before whose name holds the noun: "das Gericht", "die Zeitung"."""
        noun = self._doc[phrase.head].lemma_.lower()
        if len(noun) < _SHORTEST or not self._is_definite(phrase):
            return None
        fitting = self._bodies.ending_in(noun)
        return fitting[0] if len(fitting) == 1 else None

    def _is_definite(self, phrase: NounPhrase) -> bool:
        before = self._doc[phrase.first : phrase.head]
        return phrase.number != "Plur" and any(
            token.lower_ in definite_articles() for token in before
        )

    def _is_body(self, phrase: NounPhrase) -> bool:
        """Whether a noun calls a body by its kind: "das Unternehmen", "die Behörde"."""
        head = self._doc[phrase.head]
        known = head.lemma_ in words_of("body_nouns") or head.text in words_of("body_nouns")
        return phrase.kind == "nominal" and known and self._is_definite(phrase)

    def _holder(
        self,
        role: RolePhrase,
        earlier: NDArray[np.int64],
        scores: NDArray[np.float32],
    ) -> _Growing | None:
        """The one person to whom the article gives the role; of several the likeliest."""
        if role.definiteness not in _POINTING or role.number == "plural":
            return None
        surest = self._holders.surest(role)
        if len(surest) == 1:
            (cluster,) = surest.values()
            if cluster.number not in self._of_cluster:
                begun = _Growing()
                self._chains.append(begun)
                self._take_name(begun, cluster)
            return self._of_cluster[cluster.number]
        best, most = None, -np.inf
        for position, candidate in enumerate(earlier.tolist()):
            chain = self._chain_of.get(candidate)
            held = chain is not None and chain.name is not None and chain.name.number in surest
            if held and scores[position] > most:
                best, most = chain, float(scores[position])
        return best


def _is_generic(role: RolePhrase) -> bool:
    """Whether the noun more often means a kind of people: "der Wähler", "der Türke"."""
    return role.role.domain in ("general", "nation") or role.definiteness not in _POINTING


def _gender(phrase: NounPhrase, role: RolePhrase | None) -> str:
    """The gender that a phrase's referent must have, where it says so; of nouns only persons'."""
    if phrase.kind in ("personal", "possessive", "demonstrative"):
        return phrase.gender
    if role is not None:
        return _GENDERS.get(role.gender, "")
    return ""


def _agree(genders: set[str], gender: str) -> bool:
    known = genders & {"Masc", "Fem"}
    return not known or gender not in ("Masc", "Fem") or gender in known


def _may_be_named(chain: _Growing, cluster: NameCluster) -> bool:
    return _agree(chain.genders, _GENDERS.get(cluster.gender, ""))
