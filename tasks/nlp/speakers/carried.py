"""Speakers of quotations that do not name theirs: who spoke before, or around them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from tasks.nlp.layers.quotations import Quotation
from tasks.nlp.layers.vocabulary import Method
from tasks.nlp.phrases.noun_phrases import has_plural_verb
from tasks.nlp.quotations.speaker_words import heads_of, sentence_before
from tasks.nlp.speakers.found import Found, again
from tasks.nlp.speakers.index import ChainIndex
from tasks.nlp.speakers.priors import PRIORS

_PRONOUNS = {"er": "male", "sie": "female"}
_SUBJECT = "nsubj"


class Carried:
    """Looks back in one doc."""

    def __init__(self, index: ChainIndex) -> None:
        self._index = index
        self._last: list[Found] = []
        # Quotations with speakers, and where they end; none ends before a later one does.
        self._reaching: list[tuple[int, list[Found]]] = []

    def note(self, quotation: Quotation, found: list[Found]) -> None:
        """Remember the speakers of a quotation; they come in the order of the text."""
        if not found:
            return
        end = quotation.spans[-1][1]
        while self._reaching and self._reaching[-1][0] <= end:
            self._reaching.pop()
        self._reaching.append((end, found))
        self._last = found

    def taken_up(self, quotation: Quotation) -> list[Found]:
        """For a pronoun that means nobody else: the person who spoke last, where gender allows."""
        heads = [
            head for heads in heads_of(self._index.doc, quotation.speaker_spans) for head in heads
        ]
        wanted = {_PRONOUNS[head.lower_] for head in heads if head.lower_ in _PRONOUNS}
        if len(heads) != 1 or len(wanted) != 1 or has_plural_verb(heads[0]):
            return []
        last = self._last
        if len(last) != 1 or last[0].chain is None or not self._index.is_person(last[0].chain):
            return []
        fitting = self._index.genders[last[0].chain] in (*wanted, "unknown")
        return [again(last[0], "pronoun", sure=PRIORS["last_speaker"])] if fitting else []

    def implied(
        self, number: int, quotations: Sequence[Quotation], before: Sequence[list[Found]]
    ) -> list[Found]:
        """Speakers of a quotation without words for them: those of what it stands in or follows."""
        quotation = quotations[number]
        if quotation.speaker_spans:
            return []
        start = quotation.spans[0][0]
        around = self._around(quotation.spans[-1][1])
        if around and quotation.type == "direct":
            return [again(one, "implicit") for one in around]
        if quotation.type not in ("direct", "indirect_free_indirect"):
            return []
        method: Method = "implicit" if quotation.type == "direct" else "continuation"
        sentence = sentence_before(self._index.doc, start, self._index.block_starts)
        first = None if sentence is None else sentence[0].idx
        for other in reversed(range(number)):
            end = quotations[other].spans[-1][1]
            if end > start:
                continue
            if first is None or end < first:
                break
            if before[other]:
                return [again(one, method) for one in before[other]]
        if sentence is None or quotation.type != "direct":
            return []
        for token in sentence:
            if token.dep_ == _SUBJECT and self._index.is_named(token.i):
                chain, mention = self._index.places[token.i]
                if self._index.is_person(chain):
                    return [Found(chain, mention, None, "implicit", PRIORS["subject_before"])]
        return []

    def _around(self, end: int) -> list[Found]:
        """The speakers of the last quotation before that reaches so far."""
        place = bisect_right(self._reaching, -end, key=lambda each: -each[0])
        return self._reaching[place - 1][1] if place else []
