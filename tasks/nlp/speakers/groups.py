"""Several persons by one phrase: "die beiden Minister", "beide", "sie" after two names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Token

from tasks.nlp.german.wordlists import word_class
from tasks.nlp.layers.quotations import Quotation
from tasks.nlp.phrases.noun_phrases import has_plural_verb
from tasks.nlp.speakers.found import Found
from tasks.nlp.speakers.index import ChainIndex, NamedPlace, Place
from tasks.nlp.speakers.lookup import Lookup
from tasks.nlp.speakers.priors import PRIORS

# How many sentences back the names may stand, together or each by itself.
_REACH = 4
_BOTH = word_class("both")


def group(lookup: Lookup, head: Token, _: Quotation) -> list[Found] | None:
    """The named persons before a plural for which it stands."""
    members = _members(lookup.index, head)
    return [Found(*place, None, "group", PRIORS["group"]) for place in members] or None


def _members(index: ChainIndex, head: Token) -> list[Place]:
    """The persons meant, each with the mention that names it; empty where that is not sure."""
    number = index.role_at.get(head.i)
    role = None if number is None else index.roles[number]
    count = 2 if head.lower_ in _BOTH else None if role is None else role.count
    plural = head.lower_ in _BOTH or (role is not None and role.number == "plural")
    pronoun = head.tag_ == "PPER" and head.lower_ == "sie" and has_plural_verb(head)
    if not plural and not pronoun:
        return []
    if role is not None and role.definiteness not in ("definite", "demonstrative"):
        return []
    near = _near(index, head)
    if role is not None and count is not None:
        holders = [one for one in near if role.role.head in index.roles_of.get(one[1], ())]
        found = _distinct(holders)
        if len(found) == count:
            return found
    together = _together(index, near)
    return together if count is None or len(together) == count else []


def _near(index: ChainIndex, head: Token) -> list[NamedPlace]:
    first = index.sentence_starts[max(0, index.sentence(head.i) - _REACH)]
    persons = index.person_heads
    return persons[bisect_left(persons, (first,)) : bisect_left(persons, (head.i,))]


def _together(index: ChainIndex, near: list[NamedPlace]) -> list[Place]:
    """The last coordinated names, two or more."""
    groups: dict[int, list[NamedPlace]] = {}
    for one in near:
        top = index.doc[one[0]]
        while top.dep_ == "conj" and top.head.i != top.i:
            top = top.head
        groups.setdefault(top.i, []).append(one)
    several = [_distinct(together) for together in groups.values()]
    found = [together for together in several if len(together) > 1]
    return found[-1] if found else []


def _distinct(found: Sequence[NamedPlace]) -> list[Place]:
    """One place a chain, the last of it, in the order of the text."""
    return list({chain: (chain, position) for _, chain, position in found}.values())
