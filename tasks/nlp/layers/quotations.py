"""A quotation with the spans of its parts, and its place on a spaCy `Doc`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from typing import Any

from spacy.tokens import Doc

from tasks.nlp.layers.vocabulary import Medium, QuoteType

Span = tuple[int, int]
Spans = tuple[Span, ...]

_KEY = "quotations"


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation of an article.

    Every span is a pair of characters into `doc.text`, start inclusive, end exclusive; spans of
    one part are in order and do not overlap. A quotation interrupted by its frame has several
    `spans`. `parent` is the index, in the article's list of quotations, of the quotation that
    this one is nested in. `confidence` lies between 0 and 1. `method` says how the speaker was
    found (`frame`, `none`, …).
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


def write_quotations(doc: Doc, quotations: Iterable[Quotation]) -> None:
    """Put the quotations on the doc, in a form that `Doc.to_bytes` can carry."""
    doc.user_data[_KEY] = [_plain(astuple(quotation)) for quotation in quotations]


def read_quotations(doc: Doc) -> tuple[Quotation, ...]:
    """The doc's quotations in order of their first character; empty when none were written."""
    return tuple(Quotation(*map(_frozen, row)) for row in doc.user_data.get(_KEY, ()))


def _plain(value: Any) -> Any:
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, (list, tuple)) else value
