"""Parties in brackets after a politician's name: "Heiko Maas (SPD)"."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from tasks.nlp.german.places import is_party, place_key
from tasks.nlp.layers.names import names_of
from tasks.nlp.layers.phrases import RoleNoun, RolePhrase

_LONGEST = 8


def party_phrases(doc: Doc) -> list[RolePhrase]:
    """A phrase of the role "politiker" for each party that stands in brackets after a name."""
    found: list[RolePhrase] = []
    for number, ent in enumerate(names_of(doc)):
        if ent.label_ != "PER":
            continue
        words = doc[ent.end + 1 : max(after_bracket(doc, ent.end) - 1, ent.end + 1)]
        if len(words) and is_party(words.text):
            found.append(_phrase(words, number))
    return found


def after_bracket(doc: Doc, position: int) -> int:
    """The token after a short bracket that opens at `position`; `position` where none does."""
    if position < len(doc) and doc[position].text == "(":
        for other in range(position + 1, min(position + _LONGEST, len(doc))):
            if doc[other].text == ")":
                return other + 1
    return position


def _phrase(words: Span, name: int) -> RolePhrase:
    place = place_key(words.text)
    return RolePhrase(
        start=words.start,
        end=words.end,
        head=words.end - 1,
        role=RoleNoun(
            stem="politiker",
            head="politiker",
            place=place,
            former=False,
            gender="unknown",
            number="singular",
            domain="politics",
            named=False,
            adjectival=False,
        ),
        definiteness="bare",
        number="singular",
        count=1,
        gender="unknown",
        place=place,
        former=False,
        attribute=None,
        entities=(name,),
    )
