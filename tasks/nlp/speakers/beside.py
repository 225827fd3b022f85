"""Names that stand beside a noun for the same: by role, by apposition, after a comma."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Token

from tasks.nlp.layers.quotations import Quotation
from tasks.nlp.phrases.bodies import is_kind
from tasks.nlp.speakers.found import Found
from tasks.nlp.speakers.index import ChainIndex
from tasks.nlp.speakers.lookup import Lookup

BESIDE = ("appos", "flat")
"""Relations of what stands beside a noun for the same."""


def beside(lookup: Lookup, noun: Token, quotation: Quotation) -> list[Found] | None:
    """What the first name means that stands beside a noun which is none itself."""
    index = lookup.index
    place = index.places.get(noun.i)
    if place is not None and index.mention(place).kind == "name":
        return None
    for token in _beside(index, noun, quotation):
        if token in index.named_tokens:
            return lookup.meaning(index.doc[token], quotation)
    return None


def _beside(index: ChainIndex, noun: Token, quotation: Quotation) -> Iterator[int]:
    """The tokens that may name what the noun means, the surest first."""
    number = index.role_at.get(noun.i)
    role = None if number is None else index.roles[number]
    near = [child for child in noun.children if child.dep_ in BESIDE and child.i > noun.i]
    if role is None:
        # "die Regierung Bush" is not Bush.
        near = [child for child in near if child.ent_type_ != "PER"]
        if noun.i in index.follows and is_kind(noun):
            yield index.follows[noun.i]
    else:
        yield from (index.names[name].start for name in role.entities)
        # Nor is "die Anwältin Webers" Weber.
        near = [child for child in near if child.i >= role.end]
    yield from (c.i for c in sorted(near, key=lambda c: (c.ent_type_ != "PER", c.i)))
    if role is not None and role.number != "plural":
        yield from _after_comma(index, noun, quotation)


def _after_comma(index: ChainIndex, noun: Token, quotation: Quotation) -> Iterator[int]:
    """Persons behind a comma, among the words for the speaker or before them."""
    end = quotation.speaker_spans[-1][1] if quotation.speaker_spans else 0
    first = bisect_right(index.person_names, noun.i, key=lambda name: name.start)
    for name in index.person_names[first:]:
        if name.end_char > end:
            break
        if index.doc[name.start - 1].text == ",":
            yield name.start
