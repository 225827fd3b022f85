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
from tasks.nlp.layers.quotations import Quotation, Spans
from tasks.nlp.quotations.speaker_words import is_in
from tasks.nlp.speakers.body_names import only
from tasks.nlp.speakers.found import Found
from tasks.nlp.speakers.index import ChainIndex, NamedPlace, Place
from tasks.nlp.speakers.lookup import Lookup
from tasks.nlp.speakers.priors import PRIORS

# How many sentences back a body may stand that is meant by its kind.
_REACH = 3
# Roles that stand for one who was named before, and seldom for somebody new: "der Franzose".
_TAKING_UP = ("nation", "culture", "sport")
_PARTY_MEMBER = "politiker"


def role(lookup: Lookup, noun: Token, quotation: Quotation) -> list[Found] | None:
    """The only person named just before whom a role can take up, or whoever has the role."""
    index = lookup.index
    number = index.role_at.get(noun.i)
    if number is None or not index.roles[number].lacks_name:
        return None
    person = _person(index, index.roles[number], quotation.spans)
    if person is None:
        return [Found(None, 0, number, "role", PRIORS["open_role"])]
    return [Found(*person, None, "role", PRIORS["antecedent"])]


def kind(lookup: Lookup, noun: Token, quotation: Quotation) -> list[Found] | None:
    """The only body named before that a noun for its kind can mean."""
    body = None if noun.i in lookup.index.role_at else _body(lookup, noun, quotation.spans)
    return None if body is None else [Found(*body, None, "role", PRIORS["antecedent"])]


def _person(index: ChainIndex, role: RolePhrase, said: Spans) -> Place | None:
    """The place of the person; `said` are characters in which nobody is looked for."""
    member = role.role.head == _PARTY_MEMBER and role.place is not None
    alone = role.role.domain in _TAKING_UP and role.place is None and role.attribute is None
    if not (member or alone):
        return None
    near = _near(index, index.persons, index.doc[role.head], said)
    genders = ("unknown", role.gender)
    return _last(index, [one for one in near if index.genders[one[1]] in genders])


def _body(lookup: Lookup, noun: Token, said: Spans) -> Place | None:
    words = (noun.lower_, noun.lemma_.lower(), noun.lower_.removesuffix("es"))
    kind = next((word for word in words if word in _kinds()), None)
    if kind is None or not is_definite(noun):
        return None
    called = lookup.bodies.called(kind)
    before = bisect_left(called.names, (noun.i,))
    if before:
        return called.names[before - 1][1:] if before <= called.of_one else None
    if kind in word_class("medium"):
        return None
    index = lookup.index
    near = _near(index, index.bodies, noun, said)
    return _last(index, [one for one in near if _may_be(index.name(one).text, kind)])


def _near(index: ChainIndex, names: list[NamedPlace], noun: Token, said: Spans) -> list[NamedPlace]:
    """The names before a noun, without those in what is said and its sentences."""
    doc, starts = index.doc, index.sentence_starts
    back, first = _REACH, index.sentence(noun.i)
    while first > 0 and back > 0:
        first -= 1
        back -= not is_in(doc[starts[first]], said)
    near = names[bisect_left(names, (starts[first],)) : bisect_left(names, (noun.i,))]
    return [one for one in near if not is_in(doc[one[0]], said)]


def _last(index: ChainIndex, names: list[NamedPlace]) -> Place | None:
    """The only one of the last sentence that names any; of several the only subject."""
    last = [one for one in names if index.sentence(one[0]) == index.sentence(names[-1][0])]
    if len({chain for _, chain, _ in last}) > 1:
        last = [one for one in last if index.name(one).root.dep_ == "nsubj"]
    return only(last)


def _may_be(name: str, kind: str) -> bool:
    """Whether a body's name can be that of a party where one is called so, or else of none."""
    if kind == "partei":
        return is_party(name) or "partei" in name.lower()
    return not (is_party(name) or is_party(f"die {name}"))


@cache
def _kinds() -> frozenset[str]:
    return frozenset(word.lower() for word in words_of("body_nouns"))
