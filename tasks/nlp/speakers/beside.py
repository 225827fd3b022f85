"""Names that stand beside a noun for the same: by role, by apposition, after a comma."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Token

from tasks.nlp.layers.quotations import Quotation
from tasks.nlp.phrases.bodies import is_kind
from tasks.nlp.speakers.index import ChainIndex

BESIDE = ("appos", "flat")
"""Relations of what stands beside a noun for the same."""


class Beside:
    """Looks around the nouns of one doc."""

    def __init__(self, index: ChainIndex) -> None:
        self._index = index
        self._persons = [name for name in index.names if name.label_ == "PER"]
        self._person_starts = [name.start for name in self._persons]
        # Names by the token before them: "die Gruppe" of a name.
        self._follows = {n.start - 1: n.start for n in index.names if n.label_ in ("ORG", "MISC")}

    def tokens(self, noun: Token, quotation: Quotation) -> Iterator[int]:
        """The tokens that may name what the noun means, the surest first."""
        role = self._index.role(noun.i)
        beside = [child for child in noun.children if child.dep_ in BESIDE and child.i > noun.i]
        if role is None:
            # "die Regierung Bush" is not Bush.
            beside = [child for child in beside if child.ent_type_ != "PER"]
            if noun.i in self._follows and is_kind(noun):
                yield self._follows[noun.i]
        else:
            yield from (self._index.names[name].start for name in role.entities)
            # Nor is "die Anwältin Webers" Weber.
            beside = [child for child in beside if child.i >= role.end]
        yield from (c.i for c in sorted(beside, key=lambda c: (c.ent_type_ != "PER", c.i)))
        if role is not None and role.number != "plural":
            yield from self._after_comma(noun, quotation)

    def _after_comma(self, noun: Token, quotation: Quotation) -> Iterator[int]:
        """Persons behind a comma, among the words for the speaker or before them."""
        end = quotation.speaker_spans[-1][1] if quotation.speaker_spans else 0
        for name in self._persons[bisect_right(self._person_starts, noun.i) :]:
            if name.end_char > end:
                break
            if self._index.doc[name.start - 1].text == ",":
                yield name.start
