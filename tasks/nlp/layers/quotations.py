"""A quotation with the spans of its parts, and its place on a spaCy `Doc`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc

from tasks.nlp.layers.blocks import plain_on
from tasks.nlp.layers.layer import Layer
from tasks.nlp.layers.vocabulary import Medium, QuoteType
from tasks.text.plain import Plain

Span = tuple[int, int]
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation of an article.

    Every span is a pair of characters into `doc.text`, start inclusive, end exclusive; spans of
    one part are in order and do not overlap. A quotation interrupted by its frame has several
    `spans`. `parent` is the index, in the article's list of quotations, of the quotation that
    this one is nested in. `confidence` lies between 0 and 1. `method` says how the speaker was
    found (`frame`, `none`, …). `rules` are the names of the rules that made or altered it, in
    the order in which they did; what the network found and no rule altered has none.
    """

    type: QuoteType
    medium: Medium
    spans: Spans
    cue_spans: Spans = ()
    frame_spans: Spans = ()
    speaker_spans: Spans = ()
    addressee_spans: Spans = ()
    parent: int | None = None
    confidence: float = 1.0
    method: str = "none"
    rules: tuple[str, ...] = ()


QUOTATIONS: Layer[Quotation] = Layer("quotations", Quotation)
"""In order of their first character."""


def stored_quotations(doc: Doc) -> tuple[Quotation, ...]:
    """The doc's quotations with their spans as characters of the article's stored text."""
    plain = plain_on(doc)
    return tuple(
        replace(
            one,
            spans=_placed(plain, one.spans),
            cue_spans=_placed(plain, one.cue_spans),
            frame_spans=_placed(plain, one.frame_spans),
            speaker_spans=_placed(plain, one.speaker_spans),
            addressee_spans=_placed(plain, one.addressee_spans),
        )
        for one in QUOTATIONS.read(doc)
    )


def _placed(plain: Plain, spans: Spans) -> Spans:
    return tuple(plain.place(start, end) for start, end in spans)
