"""A chain while it is built, and what may join it by grammar and by names."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from tasks.nlp.layers.chains import Chain, ChainMention
from tasks.nlp.layers.clusters import NameCluster
from tasks.nlp.layers.phrases import NounPhrase, RolePhrase

_GENDERS = {"male": "Masc", "female": "Fem"}
_PERSONAL = ("personal", "possessive")


@dataclass(slots=True)
class Growing:
    """A chain so far, and what is known of what it means."""

    mentions: list[ChainMention] = field(default_factory=list)
    name: NameCluster | None = None
    genders: set[str] = field(default_factory=set)
    number: str = ""

    def join(self, phrase: NounPhrase, role: RolePhrase | None, confidence: float) -> None:
        """Add a phrase that means the same."""
        self.mentions.append(
            ChainMention(
                phrase.first, phrase.end, phrase.head, phrase.kind, phrase.name, confidence
            )
        )
        if phrase.kind != "possessive" and phrase.number:
            self.number = self.number or phrase.number
        gender = _gender(phrase, role)
        if gender:
            self.genders.add(gender)

    def take(self, name: NameCluster) -> None:
        """Let the chain mean what has this name."""
        self.name = name
        if name.gender in _GENDERS:
            self.genders = {_GENDERS[name.gender]}

    def fits(
        self, doc: Doc, phrase: NounPhrase, role: RolePhrase | None, cluster: NameCluster | None
    ) -> bool:
        """Whether grammar and names allow that the phrase means what the chain means."""
        if cluster is not None and (self.name is not None or not self._may_be(cluster)):
            return False
        if phrase.number and self.number and phrase.number != self.number:
            return False
        person = self.name is not None and self.name.label == "PER"
        if phrase.kind in _PERSONAL and phrase.gender == "Neut" and person:
            return False
        gender = _gender(phrase, role)
        if (person or role is not None or phrase.kind in _PERSONAL) and not self._agrees(gender):
            return False
        if phrase.kind == "nominal":
            if role is not None and self.name is not None and not person:
                return False
            if role is None and person:
                return False
        return not self._is_argument_beside(doc, phrase)

    def chain(self) -> Chain | None:
        """What was built, if it has a name or several mentions."""
        if len(self.mentions) > 1 or self.name is not None:
            return tuple(self.mentions)
        return None

    def _is_argument_beside(self, doc: Doc, phrase: NounPhrase) -> bool:
        """A pronoun that is no reflexive never means another argument of its own verb."""
        if phrase.kind != "personal":
            return False
        last = self.mentions[-1]
        verb = doc[phrase.head].head.i
        return (
            last.kind != "possessive"
            and doc[last.head].head.i == verb
            and last.head != verb
            and doc[last.head].dep_.split(":")[0] in ("nsubj", "obj", "iobj")
        )

    def _agrees(self, gender: str) -> bool:
        known = self.genders & {"Masc", "Fem"}
        return not known or gender not in ("Masc", "Fem") or gender in known

    def _may_be(self, cluster: NameCluster) -> bool:
        return self._agrees(_GENDERS.get(cluster.gender, ""))


def _gender(phrase: NounPhrase, role: RolePhrase | None) -> str:
    """The gender that a phrase's referent must have, where it says so; of nouns only persons'."""
    if phrase.kind in ("personal", "possessive", "demonstrative"):
        return phrase.gender
    if role is not None:
        return _GENDERS.get(role.gender, "")
    return ""
