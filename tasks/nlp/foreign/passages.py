"""A doc's stretches in quotation marks: where they lie, and what stands beside them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc

from tasks.nlp.foreign.frames import Region
from tasks.nlp.layers.blocks import blocks_of, marks_of
from tasks.nlp.layers.quotations import Span, Spans

_CLOSING = "\"“”«»‘’‹›'"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch in quotation marks: its spans with marks, and its first and last token."""

    spans: Spans
    first: int
    last: int
    parent: int | None

    @property
    def start(self) -> int:
        """Its first character."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """The character behind its last."""
        return self.spans[-1][1]


class Passages:
    """Those of one doc, parents before what is nested in them."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        # spaCy joins the tokens anew whenever `doc.text` is read.
        self.text = doc.text
        self.token_starts = [token.idx for token in doc]
        self.sentence_starts = [token.i for token in doc if token.is_sent_start]
        self._block_starts = [block.start for block in blocks_of(doc)]
        self.all = self._passages()
        self.owners = self._owners()

    def regions(self, passage: Passage) -> tuple[Region, Region]:
        """The sentence's words before and after a passage, up to the next quotation.

        Of a nested passage: the words of the quotation around it.
        """
        doc = self.doc
        sentence = bisect_right(self.sentence_starts, passage.first) - 1
        begin = self.sentence_starts[max(sentence, 0)] if self.sentence_starts else 0
        if passage.parent is not None:
            begin = max(begin, self.all[passage.parent].first + 1)
        start = passage.first
        while start > begin and self.owners[start - 1] == passage.parent:
            start -= 1
        following = bisect_right(self.sentence_starts, passage.last)
        finish = (
            self.sentence_starts[following] if following < len(self.sentence_starts) else len(doc)
        )
        end = passage.last + 1
        if passage.parent is not None:
            finish = min(finish, self.all[passage.parent].last)
        while end < finish and self.owners[end] == passage.parent:
            end += 1
        return Region(start, passage.first), Region(passage.last + 1, end)

    def stands_alone(self, passage: Passage, before: Region, after: Region) -> bool:
        """Whether the passage is a sentence, or several, of its own."""
        words_before = any(self.doc[i].is_alpha for i in range(before.start, before.end))
        words_after = any(self.doc[i].is_alpha for i in range(after.start, after.end))
        shared = before.start > 0 and self.owners[before.start - 1] is not None
        starts = bool(self.doc[passage.first].is_sent_start)
        return not words_before and not words_after and (starts or not shared)

    def ended(self, passage: Passage) -> bool:
        """Whether a sentence ends in it."""
        inside = self.text[passage.start : passage.end].rstrip(_CLOSING)
        return inside.endswith((".", "!", "?", "…"))

    def ends_in_sentence(self, start: int, end: int) -> bool:
        """Whether a sentence ends in these characters, marks left out."""
        return self.text[start:end].rstrip(_CLOSING).endswith((".", "!", "?"))

    def span(self, start: int, end: int) -> Span:
        """Characters of tokens `start` to `end`."""
        last = self.doc[end - 1]
        return self.token_starts[start], last.idx + len(last)

    def token_before(self, char: int) -> int:
        """The token that ends at or before a character."""
        return max(0, bisect_left(self.token_starts, char) - 1)

    def block(self, char: int) -> int:
        """Number of the block that a character stands in."""
        return bisect_right(self._block_starts, char) - 1

    def _passages(self) -> list[Passage]:
        return [
            Passage(
                marked.spans,
                self._token_at(marked.start),
                self.token_before(marked.end),
                marked.parent,
            )
            for marked in marks_of(self.doc)
        ]

    def _owners(self) -> list[int | None]:
        """For every token the innermost passage that it stands in; None outside of all."""
        owners: list[int | None] = []
        around: list[int] = []
        for number, passage in enumerate([*self.all, None]):
            until = len(self.doc) if passage is None else passage.first
            while around:
                inner = around[-1]
                last = min(until, self.all[inner].last + 1)
                owners += [inner] * (last - len(owners))
                if last == until:
                    break
                around.pop()
            owners += [None] * (until - len(owners))
            around.append(number)
        return owners

    def _token_at(self, char: int) -> int:
        return max(0, bisect_right(self.token_starts, char) - 1)
