"""What stands around the quotations of a document: who is mentioned where, and how likely."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from tasks.nlp.layers.antecedents import Antecedents
from tasks.nlp.layers.blocks import blocks_of
from tasks.nlp.layers.chains import ChainMention
from tasks.nlp.layers.phrases import NounPhrase
from tasks.nlp.layers.quotations import Quotation, Spans
from tasks.nlp.speakers.found import Found
from tasks.nlp.speakers.index import ChainIndex

# Mentions before and behind a quotation whose chains are candidates, and chains from the article's
# beginning: all of them in most articles, and a bound in a book.
_BEFORE, _BEHIND, _FIRST = 40, 15, 6


class Surroundings:
    """What stands around the quotations of a document whose rules have been asked.

    `found` is what the rules found for each of `quotations`. Of the chains with a name, by their
    numbers: `mentions` in their order, `kinds` the labels of their names, `quoted` in how many
    quotations the rules found them; `persons` are those of persons, by their first mention. `count`
    is the number of all their mentions, and `blocks` are the doc's.
    """

    def __init__(
        self,
        index: ChainIndex,
        quotations: Sequence[Quotation],
        found: Sequence[list[Found]],
        phrases: Sequence[NounPhrase],
        antecedents: Iterable[Antecedents],
    ) -> None:
        self.index, self.quotations, self.found = index, quotations, found
        self._phrases = phrases
        self._phrase_of_head = {phrase.head: n for n, phrase in reversed(list(enumerate(phrases)))}
        self._antecedents = {one.phrase: one for one in antecedents}
        self._chain_of = {
            mention.head: number
            for number, chain in enumerate(index.chains)
            if index.named[number]
            for mention in chain
        }
        self.mentions = {
            number: sorted(chain, key=lambda mention: mention.first)
            for number, chain in enumerate(index.chains)
            if index.named[number]
        }
        self._placed = sorted(
            (mention.first, number, place)
            for number, chain in self.mentions.items()
            for place, mention in enumerate(chain)
        )
        self.kinds = {number: self._kind(chain) for number, chain in self.mentions.items()}
        self.persons = sorted(
            (number for number, kind in self.kinds.items() if kind == "PER"),
            key=lambda number: self.mentions[number][0].first,
        )
        self.blocks = blocks_of(index.doc)
        self.count = sum(map(len, self.mentions.values())) or 1
        self.quoted: dict[int, int] = {}
        for each in found:
            for chain in {one.chain for one in each if one.chain is not None}:
                self.quoted[chain] = self.quoted.get(chain, 0) + 1

    def near(self, number: int) -> set[int]:
        """The chains with a name that are mentioned around a quotation, or at the beginning."""
        doc = self.index.doc
        start = doc.char_span(*self.quotations[number].spans[0], alignment_mode="expand")
        place = bisect_left(self._placed, (0 if start is None else start.start,))
        around = self._placed[max(0, place - _BEFORE) : place + _BEHIND]
        first = list(self.mentions)[:_FIRST]
        return {*first, *(chain for _, chain, _ in around)}

    def within(self, spans: Spans) -> dict[int, list[ChainMention]]:
        """The mentions that begin in these characters, by their chains."""
        found: dict[int, list[ChainMention]] = {}
        doc = self.index.doc
        for start, end in spans:
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is None:
                continue
            first, last = (bisect_left(self._placed, (at,)) for at in (span.start, span.end))
            for token, chain, place in self._placed[first:last]:
                if start <= doc[token].idx < end:
                    found.setdefault(chain, []).append(self.mentions[chain][place])
        return found

    def likely(self, head: Token | None) -> dict[int, float]:
        """How likely the phrase of this head goes back to each chain, in log odds."""
        number = None if head is None else self._phrase_of_head.get(head.i)
        links = None if number is None else self._antecedents.get(number)
        if links is None:
            return {}
        found: dict[int, float] = {}
        for earlier, score in zip(links.earlier.tolist(), links.scores.tolist(), strict=True):
            chain = self._chain_of.get(self._phrases[earlier].head)
            if chain is not None:
                found[chain] = max(found.get(chain, score), score)
        return found

    def _kind(self, chain: Sequence[ChainMention]) -> str:
        names = [self.index.names[one.name].label_ for one in chain if one.name is not None]
        return names[0] if names else "MISC"
