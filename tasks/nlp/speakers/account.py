"""The quotations of one document in their order, and who was found to speak in those before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from tasks.nlp.layers.quotations import Quotation
from tasks.nlp.speakers.found import Found
from tasks.nlp.speakers.index import ChainIndex
from tasks.nlp.speakers.lookup import Lookup


class Account:
    """What a source of evidence for a speaker asks.

    `found` are the speakers of the quotations so far, `last` those of the last one that has any.
    """

    def __init__(self, lookup: Lookup, quotations: Sequence[Quotation]) -> None:
        self.lookup, self.quotations = lookup, quotations
        self.index: ChainIndex = lookup.index
        self.found: list[list[Found]] = []
        self.last: list[Found] = []
        # Quotations with speakers, and where they end; none ends before a later one does.
        self._reaching: list[tuple[int, list[Found]]] = []

    def note(self, found: list[Found]) -> None:
        """Take down the speakers of the next quotation."""
        end = self.quotations[len(self.found)].spans[-1][1]
        self.found.append(found)
        if not found:
            return
        while self._reaching and self._reaching[-1][0] <= end:
            self._reaching.pop()
        self._reaching.append((end, found))
        self.last = found

    def around(self, end: int) -> list[Found]:
        """The speakers of the last quotation so far that reaches to a character."""
        place = bisect_right(self._reaching, -end, key=lambda each: -each[0])
        return self._reaching[place - 1][1] if place else []
