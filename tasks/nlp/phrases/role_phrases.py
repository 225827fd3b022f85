"""Noun phrases about persons: "der neue US-Außenminister", "ein Sprecher der NATO".

Read off a doc with tags, dependencies and names; finding the names that a phrase introduces is the
matter of `role_names`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from tasks.nlp.german.places import place_key
from tasks.nlp.german.premodifiers import premodifiers_of, read_adjectives
from tasks.nlp.german.roles import read_role
from tasks.nlp.german.wordlists import word_class
from tasks.nlp.layers.names import names_of
from tasks.nlp.layers.phrases import RoleNoun, RolePhrase
from tasks.nlp.phrases.attributes import attributes_of
from tasks.nlp.phrases.role_agreement import gender_of, number_of

_NOUNS = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_GIVEN = word_class("given_like_title")
_PLACES_TOO = word_class("person_or_place")


def person_phrases(doc: Doc) -> list[RolePhrase]:
    """All phrases of a doc in the order of their nouns, none of them with names yet."""
    names = {token: ent for ent in names_of(doc) for token in range(ent.start, ent.end)}
    phrases: list[RolePhrase] = []
    for token in doc:
        role = _role_of(token, names)
        if role is not None:
            phrases.extend(_phrases(token, role, names))
    return [
        _in_pair(doc, phrase, before) for before, phrase in pairwise([None, *phrases]) if phrase
    ]


def _in_pair(doc: Doc, phrase: RolePhrase, before: RolePhrase | None) -> RolePhrase:
    """The phrase; a plural where it ends a pair: "die Ministerinnen und Minister"."""
    paired = (
        before is not None
        and before.number == "plural"
        and before.end == phrase.start - 1
        and doc[before.end].tag_ == "KON"
    )
    if not paired or phrase.definiteness != "bare" or phrase.role.number != "unknown":
        return phrase
    if phrase.number == "plural":
        return phrase
    return replace(phrase, number="plural", count=None, gender="unknown")


def _role_of(token: Token, names: dict[int, Span]) -> RoleNoun | None:
    capital = token.text[0].isupper() or "-" in token.text
    if not capital or len(token.text) < 3 or token.pos_ not in _NOUNS:
        return None
    if token.tag_ == "ADJA" and token.i + 1 < len(token.doc) and token.nbor().pos_ in _NOUNS:
        return None
    role = read_role(token.text, token.lemma_)
    if role is None or token.i not in names:
        return role
    ent = names[token.i]
    if ent.label_ == "PER":
        # A title that was taken for the first word of a name.
        return role if token.i == ent.start and len(ent) > 1 and role.head not in _GIVEN else None
    alone = len(ent) == 1 and ("-" in token.text or role.domain == "nation")
    return role if alone and token.text not in _PLACES_TOO else None


def _phrases(token: Token, role: RoleNoun, names: dict[int, Span]) -> Iterator[RolePhrase]:
    before = premodifiers_of(token, names)
    number = number_of(token, role, before)
    end, attribute, narrowed = attributes_of(token, names)
    if before.vice and not role.stem.startswith("vize"):
        role = replace(role, stem=f"vize{role.stem}")
    owner, owned = before.owner, None
    if owner is not None and attribute is None:
        attribute = owner.text.lower()
    if owner is not None and names[owner.i].label_ != "PER":
        owned = place_key(owner.text, genitive=True)
    phrase = RolePhrase(
        start=before.words[0].i if before.words else token.i,
        end=end,
        head=token.i,
        role=role,
        definiteness=before.definiteness,
        number=number,
        count=before.count or (1 if number == "singular" else None),
        gender=gender_of(token, role, number, before.determiner),
        place=_narrowest(role.place, before.place, narrowed, owned),
        former=before.former or role.former,
        attribute=attribute,
    )
    yield from _shared(phrase, token)
    yield phrase


def _narrowest(*places: str | None) -> str | None:
    """The place of a phrase: the noun's own, unless it is only Bundes- and another is named."""
    own, *others = places
    named = [place for place in others if place]
    if own == "deutschland" and named:
        return named[0]
    return own or (named[0] if named else None)


def _shared(phrase: RolePhrase, token: Token) -> Iterator[RolePhrase]:
    """Phrases before this one that share its noun: "der chinesische und" der russische Minister."""
    doc = token.doc
    if (
        phrase.number == "plural"
        or phrase.start < 3
        or phrase.definiteness not in {"definite", "indefinite"}
    ):
        return
    joint = doc[phrase.start - 1]
    if joint.tag_ != "KON" and joint.text != ",":
        return
    last = doc[phrase.start - 2]
    if last.tag_ not in {"ADJA", "TRUNC"} or phrase.start == token.i:
        return
    first = last.i
    while first > token.sent.start and doc[first - 1].tag_ == "ADJA":
        first -= 1
    if first == token.sent.start or doc[first - 1].tag_ != "ART":
        return
    role = phrase.role
    if last.tag_ == "TRUNC":
        whole = read_role(last.text.rstrip("-") + role.head)
        if whole is None:
            return
        role = replace(whole, gender=role.gender)
    place, former, vice = read_adjectives([doc[n] for n in range(first, last.i + 1)])
    earlier = replace(
        phrase,
        start=first - 1,
        end=last.i + 1,
        role=replace(role, stem=f"vize{role.stem}") if vice else role,
        place=_narrowest(role.place if role.place != "deutschland" else None, place),
        former=former,
        attribute=None,
        number="singular",
        count=1,
    )
    yield from _shared(earlier, token)
    yield earlier
