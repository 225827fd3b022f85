"""Several persons by one phrase: "die beiden Minister", "beide", "sie" after two names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from tasks.nlp.german.wordlists import word_class
from tasks.nlp.layers.chains import Chain
from tasks.nlp.layers.names import names_of
from tasks.nlp.layers.phrases import RolePhrase
from tasks.nlp.phrases.noun_phrases import finite_numbers

# How many sentences back the names may stand, together or each by itself.
_REACH = 4
_BOTH = word_class("both")

Member = tuple[int, int]


class Groups:
    """Finds what a plural stands for among the named persons before it."""

    def __init__(
        self,
        doc: Doc,
        chains: Sequence[Chain],
        roles: Sequence[RolePhrase],
        named: Sequence[bool],
    ) -> None:
        self._doc = doc
        ents = names_of(doc)
        self._starts = [sentence.start for sentence in doc.sents] or [0]
        self._role_at = {role.last: role for role in reversed(roles)}
        self._persons: list[tuple[int, Member]] = sorted(
            (mention.head, (number, position))
            for number, chain in enumerate(chains)
            if named[number]
            for position, mention in enumerate(chain)
            if mention.name is not None and ents[mention.name].label_ == "PER"
        )
        self._roles_of: dict[int, set[str]] = {}
        names = {
            mention.name: number
            for number, chain in enumerate(chains)
            for mention in chain
            if mention.name is not None
        }
        for role in roles:
            for name in role.entities:
                if name in names:
                    self._roles_of.setdefault(names[name], set()).add(role.role.head)

    def members(self, head: Token) -> list[Member]:
        """The persons meant, each with the mention that names it; empty where that is not sure."""
        role = self._role_at.get(head.i)
        count = 2 if head.lower_ in _BOTH else None if role is None else role.count
        plural = head.lower_ in _BOTH or (role is not None and role.number == "plural")
        pronoun = head.tag_ == "PPER" and head.lower_ == "sie" and has_plural_verb(head)
        if not plural and not pronoun:
            return []
        if role is not None and role.definiteness not in ("definite", "demonstrative"):
            return []
        near = self._near(head)
        if role is not None and count is not None:
            holders = [one for one in near if role.role.head in self._roles_of.get(one[1][0], ())]
            found = _distinct(holders)
            if len(found) == count:
                return found
        together = self._together(near)
        if together and (count is None or len(together) == count):
            return together
        return []

    def _near(self, head: Token) -> list[tuple[int, Member]]:
        sentence = bisect_right(self._starts, head.i) - 1
        first = self._starts[max(0, sentence - _REACH)]
        start = bisect_left(self._persons, (first,))
        return self._persons[start : bisect_left(self._persons, (head.i,))]

    def _together(self, near: list[tuple[int, Member]]) -> list[Member]:
        """The last coordinated names, two or more."""
        groups: dict[int, list[tuple[int, Member]]] = {}
        for token, member in near:
            top = self._doc[token]
            while top.dep_ == "conj" and top.head.i != top.i:
                top = top.head
            groups.setdefault(top.i, []).append((token, member))
        several = [_distinct(group) for group in groups.values()]
        found = [group for group in several if len(group) > 1]
        return found[-1] if found else []


def has_plural_verb(subject: Token) -> bool:
    """Whether the verb of a subject says that it means several."""
    return "Plur" in finite_numbers(subject.head)


def _distinct(found: Sequence[tuple[int, Member]]) -> list[Member]:
    """One member a chain, the last of it, in the order of the text."""
    last = {chain: (chain, position) for _, (chain, position) in found}
    return list(last.values())
