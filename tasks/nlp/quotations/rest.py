"""What a frame parts from its quotation: "Die Zahlen kommen, wie die Agentur mitteilt, im Mai."."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from tasks.nlp.layers.quotations import Quotation
from tasks.nlp.layers.rule import Rule
from tasks.nlp.quotations.altering import Altering, altered
from tasks.nlp.quotations.speaker_words import tokens_of


def with_rest(doc: Doc, quotation: Quotation) -> Quotation:
    """The quotation with the rest of its sentence, where a frame stands between both."""
    return altered(RESTS, doc, quotation)


def _one_part(doc: Doc, quotation: Quotation) -> Quotation | None:
    """The quotation and its rest, where both together are one part of the sentence's tree."""
    if quotation.type != "indirect" or len(quotation.spans) > 1:
        return None
    said = doc.char_span(*quotation.spans[0], alignment_mode="expand")
    frame = tokens_of(doc, quotation.frame_spans)
    if said is None or not said or not frame:
        return None
    sentence = said[-1].sent
    rest = _without_marks(doc[frame[-1].i + 1 : sentence.end])
    parted = said.start >= sentence.start and said.end <= frame[0].i and frame[-1].i < sentence.end
    if not parted or not rest or not doc[frame[-1].i + 1].is_punct:
        return None
    if any(not token.is_punct for token in doc[said.end : frame[0].i]):
        return None
    if not _is_one_part([*said, *rest]):
        return None
    return replace(quotation, spans=(*quotation.spans, (rest.start_char, rest.end_char)))


def _without_marks(span: Span) -> Span:
    """A span without the punctuation and white space at its ends."""
    start, end = span.start, span.end
    while start < end and (span.doc[start].is_punct or span.doc[start].is_space):
        start += 1
    while start < end and (span.doc[end - 1].is_punct or span.doc[end - 1].is_space):
        end -= 1
    return span.doc[start:end]


def _is_one_part(tokens: list[Token]) -> bool:
    """Whether all but marks hang on one of them."""
    inside = {token.i for token in tokens}
    words = (token for token in tokens if not (token.is_punct or token.is_space))
    return sum(token.head.i == token.i or token.head.i not in inside for token in words) == 1


RESTS: tuple[Altering, ...] = (
    Rule("rest", _one_part, "a frame between commas parts no quotation from the rest of it"),
)
"""The first that has something to say decides."""
