"""Where in a doc the words of a speaker are: their tokens, what these hang on, what precedes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from tasks.nlp.layers.quotations import Quotation, Spans


def heads_of(doc: Doc, spans: Spans) -> Iterator[list[Token]]:
    """The tokens that the speaker words hang on, each with those coordinated with it.

    Where there are several, what stands behind a preposition comes last: the speaker of "er vom
    Gemeinsamen Bundesausschuss" is "er".
    """
    tops: dict[int, list[Token]] = {}
    for start, end in spans:
        span = doc.char_span(start, end, alignment_mode="expand")
        inside = range(0) if span is None else range(span.start, span.end)
        for token in span or ():
            top = token
            while top.dep_ == "conj" and top.head.i in inside and top.head.i != top.i:
                top = top.head
            outside = top.head.i == top.i or top.head.i not in inside
            if outside and not token.is_punct and not token.is_space:
                tops.setdefault(top.i, []).append(token)
    first = min(tops, default=-1)
    yield from sorted(
        tops.values(),
        key=lambda heads: (
            heads[0].i != first and any(child.dep_ == "case" for child in heads[0].children)
        ),
    )


def tokens_of(doc: Doc, spans: Iterable[tuple[int, int]]) -> list[Token]:
    """The tokens that spans of characters touch."""
    found: list[Token] = []
    for start, end in spans:
        span = doc.char_span(start, end, alignment_mode="expand")
        found.extend(span if span is not None else ())
    return found


def words_for_speaker(doc: Doc, quotation: Quotation) -> list[Token]:
    """The words that the quotation has for its speaker."""
    return [token for token in tokens_of(doc, quotation.speaker_spans) if not token.is_punct]


def is_in(token: Token, spans: Spans) -> bool:
    """Whether a token begins within one of the spans of characters."""
    return any(start <= token.idx < end for start, end in spans)


def sentence_before(doc: Doc, start: int, block_starts: Sequence[int]) -> Span | None:
    """The sentence before the one that a character is in, if it is of the same block.

    `block_starts` are those of the doc's blocks, in characters.
    """
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    token = None if span is None or not len(span) else span[0]
    if token is None or token.sent.start == 0:
        return None
    before = doc[token.sent.start - 1].sent
    block = bisect_right(block_starts, start) - 1
    return before if block < 0 or before.start_char >= block_starts[block] else None
