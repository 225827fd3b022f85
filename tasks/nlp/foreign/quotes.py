"""Direct quotations by rule: what stands in quotation marks and was uttered by somebody."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from tasks.nlp.foreign.frames import Frame, Region, frame_after, frame_around, frame_before
from tasks.nlp.foreign.uttered import holds_a_title, is_a_term, speaks_subjunctive
from tasks.nlp.layers.blocks import blocks_of, marks_of
from tasks.nlp.layers.quotations import QUOTATIONS, Quotation, Span, Spans
from tasks.nlp.layers.vocabulary import Medium

# Confidence of a quotation whose speaker was taken over from the one before.
_CONTINUED = 0.7
_UNFRAMED = 0.5
# A frame between two passages that is longer than this does not join them, in words.
_LONGEST_INTERRUPTION = 25
_CLOSING = "\"“”«»‘’‹›'"


@dataclass(frozen=True, slots=True)
class _Passage:
    """A stretch in quotation marks: its spans with marks, and its first and last token."""

    spans: Spans
    first: int
    last: int
    parent: int | None

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


class Quotes:
    """Writes the direct quotations of a doc, in order of their first character.

    Reads sentences and names. Spans of a quotation include its marks.
    """

    def __init__(self, name: str = "wortlaut_quotes") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotations of one doc."""
        QUOTATIONS.write(doc, _Reader(doc).quotations())
        return doc


class _Reader:
    """One doc, with what the rules ask of it again and again."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        # spaCy joins the tokens anew whenever `doc.text` is read.
        self.text = doc.text
        self.blocks = blocks_of(doc)
        self.block_starts = [block.start for block in self.blocks]
        self.token_starts = [token.idx for token in doc]
        self.sentence_starts = [token.i for token in doc if token.is_sent_start]
        self.passages = self._passages()
        self.owners = self._owners()

    def quotations(self) -> list[Quotation]:
        """All quotations, parents before what is nested in them."""
        found: dict[int, Quotation] = {}
        previous: tuple[int, Quotation] | None = None
        for number, passage in enumerate(self.passages):
            if passage.parent is not None and passage.parent not in found:
                continue
            quotation = self._quotation(passage, previous, nested=passage.parent is not None)
            if quotation is None:
                continue
            if passage.parent is None:
                joined = self._joined(previous, number, quotation, found)
                if joined is not None:
                    previous = joined
                    continue
                previous = (number, quotation)
            found[number] = quotation
        order = {number: position for position, number in enumerate(found)}
        return [
            replace(quotation, parent=order.get(self._parent(number)))
            for number, quotation in found.items()
        ]

    def _parent(self, number: int) -> int:
        parent = self.passages[number].parent
        return -1 if parent is None else parent

    def _passages(self) -> list[_Passage]:
        return [
            _Passage(
                marked.spans,
                self._token_at(marked.start),
                self._token_before(marked.end),
                marked.parent,
            )
            for marked in marks_of(self.doc)
        ]

    def _owners(self) -> list[int | None]:
        """For every token the innermost passage that it stands in; None outside of all."""
        owners: list[int | None] = []
        around: list[int] = []
        for number, passage in enumerate([*self.passages, None]):
            until = len(self.doc) if passage is None else passage.first
            while around:
                inner = around[-1]
                last = min(until, self.passages[inner].last + 1)
                owners += [inner] * (last - len(owners))
                if last == until:
                    break
                around.pop()
            owners += [None] * (until - len(owners))
            around.append(number)
        return owners

    def _quotation(
        self, passage: _Passage, previous: tuple[int, Quotation] | None, *, nested: bool
    ) -> Quotation | None:
        words = [t for t in self.doc[passage.first : passage.last + 1] if t.is_alpha or t.like_num]
        if not words:
            return None
        before, after = self._regions(passage)
        ended = self._ended(passage)
        frame = frame_after(self.doc, after, ended=ended) if not nested else None
        alone = self._stands_alone(passage, before, after)
        frame = frame or frame_before(self.doc, before)
        if frame is None and not alone:
            frame = frame_around(self.doc, before, after)
        if not alone and holds_a_title(self.doc, passage.first, before.start):
            return None
        if is_a_term(self.doc, words, before.end, after.start, frame):
            return None
        if nested:
            return self._framed(passage, frame) if frame is not None and len(words) > 1 else None
        if frame is not None:
            return self._framed(passage, frame)
        return self._continued(passage, previous, before, after, alone=alone, words=len(words))

    def _framed(self, passage: _Passage, frame: Frame) -> Quotation:
        speaker = () if frame.speaker is None else (self._span(*frame.speaker),)
        return Quotation(
            type="direct",
            medium=frame.medium,
            spans=passage.spans,
            cue_spans=tuple(self._span(index, index + 1) for index in frame.cue),
            frame_spans=(self._span(frame.start, frame.end),),
            speaker_spans=speaker,
            confidence=frame.strength if speaker else frame.strength * 0.8,
            method="frame" if speaker else "none",
        )

    def _continued(
        self,
        passage: _Passage,
        previous: tuple[int, Quotation] | None,
        before: Region,
        after: Region,
        *,
        alone: bool,
        words: int,
    ) -> Quotation | None:
        """A passage without a frame of its own: the speaker goes on, or nobody is known."""
        reported = speaks_subjunctive(self.doc, before) or speaks_subjunctive(self.doc, after)
        if not alone and not reported:
            return None
        if alone and words < 3 and previous is None:
            return None
        source = self._frame_of_sentence_before(before.start) or self._earlier(passage, previous)
        if source is None:
            if not alone or words < 4:
                return None
            return Quotation("direct", "speech", passage.spans, confidence=_UNFRAMED)
        medium, cue, frame, speaker = source
        return Quotation(
            type="direct",
            medium=medium,
            spans=passage.spans,
            cue_spans=cue,
            frame_spans=frame,
            speaker_spans=speaker,
            confidence=_CONTINUED,
            method="continuation" if speaker else "none",
        )

    def _earlier(
        self, passage: _Passage, previous: tuple[int, Quotation] | None
    ) -> tuple[Medium, Spans, Spans, Spans] | None:
        """Medium, cue, frame and speaker of the quotation before, if it is near enough."""
        if previous is None:
            return None
        quotation = previous[1]
        here, there = self._block(passage.start), self._block(quotation.spans[-1][0])
        if here != there and not (here == there + 1 and quotation.method == "frame"):
            return None
        return quotation.medium, quotation.cue_spans, quotation.frame_spans, quotation.speaker_spans

    def _frame_of_sentence_before(self, start: int) -> tuple[Medium, Spans, Spans, Spans] | None:
        """What the sentence before says of a speaker, if that sentence holds no quotation."""
        number = bisect_left(self.sentence_starts, start) - 1
        if number < 0:
            return None
        region = Region(self.sentence_starts[number], start)
        if any(owner is not None for owner in self.owners[region.start : region.end]):
            return None
        here = self._block(self.token_starts[start] if start < len(self.doc) else len(self.text))
        if self._block(self.token_starts[region.start]) != here:
            return None
        frame = frame_before(self.doc, region)
        if frame is None or frame.speaker is None:
            people = [
                ent
                for ent in self.doc.ents
                if ent.label_ == "PER" and region.start <= ent.start and ent.end <= region.end
            ]
            if not people:
                return None
            first = people[0]
            return "speech", (), (), (self._span(first.start, first.end),)
        return (
            frame.medium,
            tuple(self._span(index, index + 1) for index in frame.cue),
            (self._span(frame.start, frame.end),),
            (self._span(*frame.speaker),),
        )

    def _joined(
        self,
        previous: tuple[int, Quotation] | None,
        number: int,
        quotation: Quotation,
        found: dict[int, Quotation],
    ) -> tuple[int, Quotation] | None:
        """The quotation before with this passage added, where a frame only interrupts it."""
        if previous is None or previous[0] not in found:
            return None
        last = self.passages[previous[0]]
        earlier = found[previous[0]]
        passage = self.passages[number]
        between = self.text[earlier.spans[-1][1] : passage.start]
        gap = passage.first - self._token_before(earlier.spans[-1][1]) - 1
        ended = (
            self.text[last.start : earlier.spans[-1][1]].rstrip(_CLOSING).endswith((".", "!", "?"))
        )
        goes_on = between.rstrip().endswith((",", "–"))
        lower = self.text[passage.start + 1 : passage.start + 2].islower()
        framed = any(
            start >= earlier.spans[-1][1] and end <= passage.start
            for start, end in earlier.frame_spans
        )
        if (
            not framed
            or gap > _LONGEST_INTERRUPTION
            or (ended and not goes_on)
            or not (goes_on or lower)
            or self._block(passage.start) != self._block(earlier.spans[-1][0])
        ):
            return None
        whole = replace(earlier, spans=(*earlier.spans, *passage.spans))
        found[previous[0]] = whole
        return previous[0], whole

    def _regions(self, passage: _Passage) -> tuple[Region, Region]:
        """The sentence's words before and after a passage, up to the next quotation.

        Of a nested passage: the words of the quotation around it.
        """
        doc = self.doc
        sentence = bisect_right(self.sentence_starts, passage.first) - 1
        begin = self.sentence_starts[max(sentence, 0)] if self.sentence_starts else 0
        if passage.parent is not None:
            begin = max(begin, self.passages[passage.parent].first + 1)
        start = passage.first
        while start > begin and self.owners[start - 1] == passage.parent:
            start -= 1
        following = bisect_right(self.sentence_starts, passage.last)
        finish = (
            self.sentence_starts[following] if following < len(self.sentence_starts) else len(doc)
        )
        end = passage.last + 1
        if passage.parent is not None:
            finish = min(finish, self.passages[passage.parent].last)
        while end < finish and self.owners[end] == passage.parent:
            end += 1
        return Region(start, passage.first), Region(passage.last + 1, end)

    def _stands_alone(self, passage: _Passage, before: Region, after: Region) -> bool:
        """Whether the passage is a sentence, or several, of its own."""
        words_before = any(self.doc[i].is_alpha for i in range(before.start, before.end))
        words_after = any(self.doc[i].is_alpha for i in range(after.start, after.end))
        shared = before.start > 0 and self.owners[before.start - 1] is not None
        starts = bool(self.doc[passage.first].is_sent_start)
        return not words_before and not words_after and (starts or not shared)

    def _ended(self, passage: _Passage) -> bool:
        inside = self.text[passage.start : passage.end].rstrip(_CLOSING)
        return inside.endswith((".", "!", "?", "…"))

    def _span(self, start: int, end: int) -> Span:
        """Characters of tokens `start` to `end`."""
        last = self.doc[end - 1]
        return self.token_starts[start], last.idx + len(last)

    def _token_at(self, char: int) -> int:
        return max(0, bisect_right(self.token_starts, char) - 1)

    def _token_before(self, char: int) -> int:
        return max(0, bisect_left(self.token_starts, char) - 1)

    def _block(self, char: int) -> int:
        return bisect_right(self.block_starts, char) - 1


@Language.factory(
    "wortlaut_quotes",
    requires=["doc.ents", "token.is_sent_start"],
    assigns=["doc._.quotations"],
)
def make_quotes(nlp: Language, name: str) -> Quotes:
    """The rules need no weights."""
    return Quotes(name)
