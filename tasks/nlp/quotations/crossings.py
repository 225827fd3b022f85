"""Quotations that share words stand within one another: none reaches half way into another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from tasks.nlp.layers.blocks import marks_of
from tasks.nlp.layers.quotations import Quotation, Span, Spans
from tasks.nlp.layers.rule import Rule
from tasks.nlp.quotations.answers import ANSWER

# What is left of a quotation by fewer words says nothing.
_FEWEST_WORDS = 3
# Characters by which quotations are looked up.
_STRETCH = 256


def without_crossings(doc: Doc, quotations: Sequence[Quotation]) -> list[Quotation]:
    """The quotations, those that cross others without the words that they share."""
    for rule in CROSSINGS:
        before = set(quotations)
        quotations = [
            one if one in before else replace(one, rules=(*one.rules, rule.name))
            for one in rule.apply(doc, quotations)
        ]
    return list(quotations)


def cross(one: Spans, other: Spans) -> bool:
    """Whether two share characters and neither lies within the other."""
    rest, others = _without(one, other), _without(other, one)
    return bool(rest) and bool(others) and rest != one


def _cut(doc: Doc, quotations: Sequence[Quotation]) -> list[Quotation]:
    """Those in marks and the answers of interviews keep their words, then the surer."""
    marked = {one.spans for one in marks_of(doc) if one.closed}

    def bounded(one: Quotation) -> bool:
        return one.spans in marked or ANSWER in one.rules

    ranked = sorted(quotations, key=lambda one: (not bounded(one), -one.confidence))
    kept: list[Quotation] = []
    near: defaultdict[int, list[Spans]] = defaultdict(list)
    for quotation in ranked:
        spans = quotation.spans
        others = {one: None for stretch in _stretches(spans) for one in near.get(stretch, ())}
        while (other := next((one for one in others if cross(spans, one)), None)) is not None:
            spans = _trimmed(doc, spans, _without(spans, other))
        if spans != quotation.spans:
            if sum(len(_words(doc, span)) for span in spans) < _FEWEST_WORDS:
                continue
            quotation = replace(quotation, spans=spans)
        kept.append(quotation)
        for stretch in _stretches(spans):
            near[stretch].append(spans)
    return kept


def _stretches(spans: Spans) -> range:
    return range(spans[0][0] // _STRETCH, (spans[-1][1] - 1) // _STRETCH + 1)


def _without(spans: Spans, others: Spans) -> Spans:
    """What of some spans is not in others."""
    for start, end in others:
        spans = tuple(
            piece
            for first, last in spans
            for piece in ((first, min(last, start)), (max(first, end), last))
            if piece[0] < piece[1]
        )
    return spans


def _trimmed(doc: Doc, whole: Spans, spans: Spans) -> Spans:
    """Spans that were cut out of `whole` ones, each from its first word to its last."""
    found: list[Span] = []
    for span in spans:
        words = _words(doc, span)
        if span in whole:
            found.append(span)
        elif words:
            found.append((words[0].idx, words[-1].idx + len(words[-1])))
    return tuple(found)


def _words(doc: Doc, span: Span) -> list[Token]:
    found = doc.char_span(*span, alignment_mode="contract")
    return [token for token in found or () if not (token.is_punct or token.is_space)]


CROSSINGS: tuple[Rule[Callable[[Doc, Sequence[Quotation]], list[Quotation]]], ...] = (
    Rule("crossing", _cut, "of two that cross, the surer one keeps the words of both"),
)
"""Each acts on what those before it have left."""
