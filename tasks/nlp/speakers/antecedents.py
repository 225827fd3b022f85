"""What a speaker's noun goes back to that names nobody: a kind of body or person, a report.

Coreference leaves these alone unless it is sure; the speaker of something that is said in their
name is worth a guess, which has a low confidence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from spacy.tokens import Doc, Span, Token

from tasks.nlp.german.determiners import is_definite
from tasks.nlp.german.places import is_party
from tasks.nlp.german.statement_nouns import is_source
from tasks.nlp.german.wordlists import word_class, words_of
from tasks.nlp.layers.chains import Chain
from tasks.nlp.layers.names import names_of
from tasks.nlp.layers.phrases import RolePhrase
from tasks.nlp.layers.quotations import Spans

# How many sentences back a body may stand that is meant by its kind.
_REACH = 3
_VERDICTS = ("urteil", "richterspruch")
_COURT = "gericht"
# Roles that stand for one who was named before, and seldom for somebody new: "der Franzose".
_TAKING_UP = ("nation", "culture", "sport")
_PARTY_MEMBER = "politiker"
# How many statements back an author is looked for.
_STATEMENTS = 100
# Behind every word that goes on.
_LAST = "\U0010ffff"

# Its first token, its chain, its place there.
_Named = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Called:
    """Names in order, and how many of the first of them mean one and the same."""

    names: list[_Named]
    of_one: int


class Antecedents:
    """Looks back in one doc."""

    def __init__(
        self, doc: Doc, chains: Sequence[Chain], named: Sequence[bool], genders: Sequence[str]
    ) -> None:
        self._doc = doc
        self._ents = names_of(doc)
        self._starts = [sentence.start for sentence in doc.sents] or [0]
        self._genders = genders
        self._chains = chains
        self._known: dict[str, _Called] = {}
        self._bodies = self._names("ORG", named)
        self._persons = self._names("PER", named)

    def body(self, noun: Token, said: Spans) -> tuple[int, int] | None:
        """Chain and mention of the only body named just before that the noun can mean.

        `said` are the characters of what it says, in which it is not looked for.
        """
        words = (noun.lower_, noun.lemma_.lower(), noun.lower_.removesuffix("es"))
        kind = next((word for word in words if word in _kinds()), None)
        if kind is None or not is_definite(noun):
            return None
        called = self._called(kind)
        before = bisect_left(called.names, (noun.i,))
        if before:
            return called.names[before - 1][1:] if before <= called.of_one else None
        if kind in word_class("medium"):
            return None
        near = self._near(self._bodies, noun, said)
        fitting = [one for one in near if self._may_be(one, kind)]
        return self._last(fitting)

    def person(self, role: RolePhrase, said: Spans) -> tuple[int, int] | None:
        """Chain and mention of the only person named just before whom a role can take up."""
        member = role.role.head == _PARTY_MEMBER and role.place is not None
        alone = role.role.domain in _TAKING_UP and role.place is None and role.attribute is None
        if not (member or alone):
            return None
        near = self._near(self._persons, self._doc[role.head], said)
        genders = ("unknown", role.gender)
        return self._last([one for one in near if self._genders[one[1]] in genders])

    def court(self, noun: Token) -> tuple[int, int] | None:
        """Chain and mention of the court named last before a verdict."""
        if not noun.lower_.startswith(_VERDICTS) or not is_definite(noun):
            return None
        before = bisect_left(self._courts, (noun.i,))
        return self._courts[before - 1][1:] if before else None

    def author(self, noun: Token) -> tuple[int, int] | None:
        """Chain and mention of the body that the first part of a statement's noun means.

        "NDR-Bericht", or "Polizeiangaben" where the article names one police force.
        """
        first = noun.text.rpartition("-")[0] or _without_source(noun.text)
        return self._only(self._called(first.lower()).names) if len(first) > 1 else None

    def statements(self, noun: Token) -> Iterator[Token]:
        """Earlier nouns for the same statement, the nearest first: "der Bericht", "ein Bericht"."""
        if not is_definite(noun):
            return
        word = noun.lemma_.lower()
        before = bisect_left(self._sources, (noun.i,))
        for token, other in reversed(self._sources[max(0, before - _STATEMENTS) : before]):
            if other.endswith(word) or word.endswith(other):
                yield self._doc[token]

    @cached_property
    def _sources(self) -> list[tuple[int, str]]:
        """The tokens of all nouns for statements, with their lemmas."""
        return [
            (token.i, token.lemma_.lower())
            for token in self._doc
            if token.tag_ == "NN" and token.text[0].isupper() and is_source(token)
        ]

    def _names(self, label: str, named: Sequence[bool]) -> list[_Named]:
        return sorted(
            (self._ents[mention.name].start, number, position)
            for number, chain in enumerate(self._chains)
            if named[number]
            for position, mention in enumerate(chain)
            if mention.name is not None and self._ents[mention.name].label_ == label
        )

    def _near(self, names: list[_Named], noun: Token, said: Spans) -> list[_Named]:
        """The names before a noun, without those in what is said and its sentences."""
        back, first = _REACH, bisect_right(self._starts, noun.i) - 1
        while first > 0 and back > 0:
            first -= 1
            back -= not self._is_in(self._starts[first], said)
        near = names[bisect_left(names, (self._starts[first],)) : bisect_left(names, (noun.i,))]
        return [one for one in near if not self._is_in(one[0], said)]

    def _is_in(self, token: int, said: Spans) -> bool:
        return any(start <= self._doc[token].idx < end for start, end in said)

    def _last(self, names: list[_Named]) -> tuple[int, int] | None:
        """The only one of the last sentence that names any; of several the only subject."""
        last = [one for one in names if self._sentence(one) == self._sentence(names[-1])]
        if len({chain for _, chain, _ in last}) > 1:
            last = [one for one in last if self._name(one).root.dep_ == "nsubj"]
        return self._only(last)

    def _only(self, names: list[_Named]) -> tuple[int, int] | None:
        """The last mention of names that all mean one."""
        return names[-1][1:] if len({chain for _, chain, _ in names}) == 1 else None

    def _called(self, noun: str) -> _Called:
        """The bodies in whose names a word ends with a noun: "Verband" of a "Bundesverband"."""
        found = self._known.get(noun)
        if found is None:
            backwards = noun[::-1]
            first = bisect_left(self._body_words, (backwards,))
            after = bisect_left(self._body_words, (backwards + _LAST,))
            names = sorted({named for _, named in self._body_words[first:after]})
            other = next((n for n, one in enumerate(names) if one[1] != names[0][1]), len(names))
            found = self._known[noun] = _Called(names, other)
        return found

    @cached_property
    def _body_words(self) -> list[tuple[str, _Named]]:
        """The words of the bodies' names, read backwards, in the order of the alphabet."""
        return sorted(
            (word[::-1], one)
            for one in self._bodies
            for word in self._name(one).text.lower().split()
        )

    @cached_property
    def _courts(self) -> list[_Named]:
        return [one for one in self._bodies if _COURT in self._name(one).text.lower()]

    def _name(self, one: _Named) -> Span:
        _, chain, position = one
        number = self._chains[chain][position].name
        assert number is not None
        return self._ents[number]

    def _sentence(self, one: _Named) -> int:
        return bisect_right(self._starts, one[0])

    def _may_be(self, body: _Named, kind: str) -> bool:
        name = self._name(body)
        if kind == "partei":
            return is_party(name.text) or "partei" in name.text.lower()
        return not (is_party(name.text) or is_party(f"die {name.text}"))


def _without_source(word: str) -> str:
    endings = [one.lower() for one in words_of("source_nouns") if word.endswith(one.lower())]
    return word[: -max(map(len, endings))] if endings else ""


@cache
def _kinds() -> frozenset[str]:
    return frozenset(word.lower() for word in words_of("body_nouns"))
