"""Several persons by one phrase: "die beiden Minister", "beide", "sie" after two names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Token

from tasks.nlp.german.wordlists import word_class
from tasks.nlp.phrases.noun_phrases import has_plural_verb
from tasks.nlp.speakers.index import ChainIndex, Place

# How many sentences back the names may stand, together or each by itself.
_REACH = 4
_BOTH = word_class("both")

# The head of a mention, and its place.
_Member = tuple[int, Place]


class Groups:
    """Finds what a plural stands for among the named persons before it."""

    def __init__(self, index: ChainIndex) -> None:
        self._index = index
        places = [(chain, position) for _, chain, position in index.persons]
        self._persons = sorted((index.mention(place).head, place) for place in places)

    def members(self, head: Token) -> list[Place]:
        """The persons meant, each with the mention that names it; empty where that is not sure."""
        role = self._index.role(head.i)
        count = 2 if head.lower_ in _BOTH else None if role is None else role.count
        plural = head.lower_ in _BOTH or (role is not None and role.number == "plural")
        pronoun = head.tag_ == "PPER" and head.lower_ == "sie" and has_plural_verb(head)
        if not plural and not pronoun:
            return []
        if role is not None and role.definiteness not in ("definite", "demonstrative"):
            return []
        near = self._near(head)
        if role is not None and count is not None:
            roles_of = self._index.roles_of
            holders = [one for one in near if role.role.head in roles_of.get(one[1][0], ())]
            found = _distinct(holders)
            if len(found) == count:
                return found
        together = self._together(near)
        if together and (count is None or len(together) == count):
            return together
        return []

    def _near(self, head: Token) -> list[_Member]:
        sentence = self._index.sentence(head.i)
        first = self._index.sentence_starts[max(0, sentence - _REACH)]
        start = bisect_left(self._persons, (first,))
        return self._persons[start : bisect_left(self._persons, (head.i,))]

    def _together(self, near: list[_Member]) -> list[Place]:
        """The last coordinated names, two or more."""
        groups: dict[int, list[_Member]] = {}
        for token, place in near:
            top = self._index.doc[token]
            while top.dep_ == "conj" and top.head.i != top.i:
                top = top.head
            groups.setdefault(top.i, []).append((token, place))
        several = [_distinct(group) for group in groups.values()]
        found = [group for group in several if len(group) > 1]
        return found[-1] if found else []


def _distinct(found: Sequence[_Member]) -> list[Place]:
    """One place a chain, the last of it, in the order of the text."""
    last = {chain: (chain, position) for _, (chain, position) in found}
    return list(last.values())
