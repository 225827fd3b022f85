"""Direct quotations by rule: what stands in quotation marks and was uttered by somebody."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from tasks.nlp.foreign.frames import Frame, Region, frame_after, frame_around, frame_before
from tasks.nlp.foreign.passages import Passage, Passages
from tasks.nlp.foreign.uttered import holds_a_title, is_a_term, speaks_subjunctive
from tasks.nlp.layers.quotations import QUOTATIONS, Quotation, Spans
from tasks.nlp.layers.vocabulary import Medium

# Confidence of a quotation whose speaker was taken over from the one before.
_CONTINUED = 0.7
_UNFRAMED = 0.5
# A frame between two passages that is longer than this does not join them, in words.
_LONGEST_INTERRUPTION = 25


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
        self.passages = Passages(doc)

    def quotations(self) -> list[Quotation]:
        """All quotations, parents before what is nested in them."""
        found: dict[int, Quotation] = {}
        previous: tuple[int, Quotation] | None = None
        for number, passage in enumerate(self.passages.all):
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
        parent = self.passages.all[number].parent
        return -1 if parent is None else parent

    def _quotation(
        self, passage: Passage, previous: tuple[int, Quotation] | None, *, nested: bool
    ) -> Quotation | None:
        words = [t for t in self.doc[passage.first : passage.last + 1] if t.is_alpha or t.like_num]
        if not words:
            return None
        before, after = self.passages.regions(passage)
        ended = self.passages.ended(passage)
        frame = frame_after(self.doc, after, ended=ended) if not nested else None
        alone = self.passages.stands_alone(passage, before, after)
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

    def _framed(self, passage: Passage, frame: Frame) -> Quotation:
        speaker = () if frame.speaker is None else (self.passages.span(*frame.speaker),)
        return Quotation(
            type="direct",
            medium=frame.medium,
            spans=passage.spans,
            cue_spans=tuple(self.passages.span(index, index + 1) for index in frame.cue),
            frame_spans=(self.passages.span(frame.start, frame.end),),
            speaker_spans=speaker,
            confidence=frame.strength if speaker else frame.strength * 0.8,
            method="frame" if speaker else "none",
        )

    def _continued(
        self,
        passage: Passage,
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
        self, passage: Passage, previous: tuple[int, Quotation] | None
    ) -> tuple[Medium, Spans, Spans, Spans] | None:
        """Medium, cue, frame and speaker of the quotation before, if it is near enough."""
        if previous is None:
            return None
        quotation = previous[1]
        here, there = (
            self.passages.block(passage.start),
            self.passages.block(quotation.spans[-1][0]),
        )
        if here != there and not (here == there + 1 and quotation.method == "frame"):
            return None
        return quotation.medium, quotation.cue_spans, quotation.frame_spans, quotation.speaker_spans

    def _frame_of_sentence_before(self, start: int) -> tuple[Medium, Spans, Spans, Spans] | None:
        """What the sentence before says of a speaker, if that sentence holds no quotation."""
        number = bisect_left(self.passages.sentence_starts, start) - 1
        if number < 0:
            return None
        region = Region(self.passages.sentence_starts[number], start)
        if any(owner is not None for owner in self.passages.owners[region.start : region.end]):
            return None
        here = self.passages.block(
            self.passages.token_starts[start] if start < len(self.doc) else len(self.passages.text)
        )
        if self.passages.block(self.passages.token_starts[region.start]) != here:
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
            return "speech", (), (), (self.passages.span(first.start, first.end),)
        return (
            frame.medium,
            tuple(self.passages.span(index, index + 1) for index in frame.cue),
            (self.passages.span(frame.start, frame.end),),
            (self.passages.span(*frame.speaker),),
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
        last = self.passages.all[previous[0]]
        earlier = found[previous[0]]
        passage = self.passages.all[number]
        between = self.passages.text[earlier.spans[-1][1] : passage.start]
        gap = passage.first - self.passages.token_before(earlier.spans[-1][1]) - 1
        ended = self.passages.ends_in_sentence(last.start, earlier.spans[-1][1])
        goes_on = between.rstrip().endswith((",", "–"))
        lower = self.passages.text[passage.start + 1 : passage.start + 2].islower()
        framed = any(
            start >= earlier.spans[-1][1] and end <= passage.start
            for start, end in earlier.frame_spans
        )
        if (
            not framed
            or gap > _LONGEST_INTERRUPTION
            or (ended and not goes_on)
            or not (goes_on or lower)
            or self.passages.block(passage.start) != self.passages.block(earlier.spans[-1][0])
        ):
            return None
        whole = replace(earlier, spans=(*earlier.spans, *passage.spans))
        found[previous[0]] = whole
        return previous[0], whole


@Language.factory(
    "wortlaut_quotes",
    requires=["doc.ents", "token.is_sent_start"],
    assigns=["doc._.quotations"],
)
def make_quotes(nlp: Language, name: str) -> Quotes:
    """The rules need no weights."""
    return Quotes(name)
