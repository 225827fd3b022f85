"""What a speaker's noun goes back to that names nobody: a kind of body, a kind of person.

Coreference leaves these alone unless it is sure; the speaker of something that is said in their
name is worth a guess, which has a low confidence.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from spacy.tokens import Token

from tasks.nlp.german.determiners import is_definite
from tasks.nlp.german.places import is_party
from tasks.nlp.german.wordlists import word_class, words_of
from tasks.nlp.layers.phrases import RolePhrase
from tasks.nlp.layers.quotations import Spans
from tasks.nlp.speakers.body_names import BodyNames, only
from tasks.nlp.speakers.index import ChainIndex, NamedPlace, Place

# How many sentences back a body may stand that is meant by its kind.
_REACH = 3
# Roles that stand for one who was named before, and seldom for somebody new: "der Franzose".
_TAKING_UP = ("nation", "culture", "sport")
_PARTY_MEMBER = "politiker"


class Antecedents:
    """Looks back in one doc."""

    def __init__(self, index: ChainIndex, bodies: BodyNames) -> None:
        self._index = index
        self._bodies = bodies

    def body(self, noun: Token, said: Spans) -> Place | None:
        """The place of the only body named just before that the noun can mean.

        `said` are the characters of what it says, in which it is not looked for.
        """
        words = (noun.lower_, noun.lemma_.lower(), noun.lower_.removesuffix("es"))
        kind = next((word for word in words if word in _kinds()), None)
        if kind is None or not is_definite(noun):
            return None
        called = self._bodies.called(kind)
        before = bisect_left(called.names, (noun.i,))
        if before:
            return called.names[before - 1][1:] if before <= called.of_one else None
        if kind in word_class("medium"):
            return None
        near = self._near(self._index.bodies, noun, said)
        fitting = [one for one in near if self._may_be(one, kind)]
        return self._last(fitting)

    def person(self, role: RolePhrase, said: Spans) -> Place | None:
        """The place of the only person named just before whom a role can take up."""
        member = role.role.head == _PARTY_MEMBER and role.place is not None
        alone = role.role.domain in _TAKING_UP and role.place is None and role.attribute is None
        if not (member or alone):
            return None
        near = self._near(self._index.persons, self._index.doc[role.head], said)
        genders = ("unknown", role.gender)
        return self._last([one for one in near if self._index.genders[one[1]] in genders])

    def _near(self, names: list[NamedPlace], noun: Token, said: Spans) -> list[NamedPlace]:
        """The names before a noun, without those in what is said and its sentences."""
        starts = self._index.sentence_starts
        back, first = _REACH, self._index.sentence(noun.i)
        while first > 0 and back > 0:
            first -= 1
            back -= not self._is_in(starts[first], said)
        near = names[bisect_left(names, (starts[first],)) : bisect_left(names, (noun.i,))]
        return [one for one in near if not self._is_in(one[0], said)]

    def _is_in(self, token: int, said: Spans) -> bool:
        return any(start <= self._index.doc[token].idx < end for start, end in said)

    def _last(self, names: list[NamedPlace]) -> Place | None:
        """The only one of the last sentence that names any; of several the only subject."""
        sentence = self._index.sentence
        last = [one for one in names if sentence(one[0]) == sentence(names[-1][0])]
        if len({chain for _, chain, _ in last}) > 1:
            last = [one for one in last if self._index.name(one[1:]).root.dep_ == "nsubj"]
        return only(last)

    def _may_be(self, body: NamedPlace, kind: str) -> bool:
        name = self._index.name(body[1:]).text
        if kind == "partei":
            return is_party(name) or "partei" in name.lower()
        return not (is_party(name) or is_party(f"die {name}"))


@cache
def _kinds() -> frozenset[str]:
    return frozenset(word.lower() for word in words_of("body_nouns"))
