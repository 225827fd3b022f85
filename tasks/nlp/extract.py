"""What an annotated `Doc` says, as rows of the warehouse's tables.

Reading the doc and writing the rows are apart: everything here is pure, and depends on the
article alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from tasks.nlp.entities import canonical_names
from tasks.nlp.layout import blocks_of
from tasks.nlp.quotation import Quotation, Spans, read_quotations
from tasks.text.ids import make_id


@dataclass(frozen=True, slots=True)
class Entity:
    """One row of `entities`."""

    entity_id: str
    name: str
    label: str
    gender: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One row of `mentions`; offsets are characters of the article's text."""

    mention_id: str
    article_id: str
    entity_id: str
    start_char: int
    end_char: int
    surface: str
    label: str
    kind: str
    sentence_number: int


@dataclass(frozen=True, slots=True)
class Quote:
    """One row of `quotes`; offsets are characters of the article's text."""

    quote_id: str
    article_id: str
    type: str
    medium: str
    text: str
    start_char: int
    end_char: int
    cue: str | None
    frame: str | None
    speaker_surface: str | None
    addressee_surface: str | None
    parent_quote_id: str | None
    confidence: float
    sentence_number: int
    block_kind: str


@dataclass(frozen=True, slots=True)
class QuoteSpan:
    """One row of `quote_spans`; offsets are characters of the article's text."""

    quote_id: str
    role: str
    span_number: int
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class QuoteSpeaker:
    """One row of `quote_speakers`."""

    quote_id: str
    entity_id: str
    mention_id: str
    method: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Annotation:
    """All that was found in one article, in the order of the text."""

    article_id: str
    token_count: int
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    quotes: tuple[Quote, ...]
    quote_spans: tuple[QuoteSpan, ...]
    quote_speakers: tuple[QuoteSpeaker, ...]


def extract(article_id: str, doc: Doc) -> Annotation:
    """Rows for one annotated article. `doc.text` must be the article's text."""
    # spaCy joins the tokens anew whenever `doc.text` is read.
    whole = doc.text
    sentence_starts = [sentence.start_char for sentence in doc.sents] or [0]
    mentions, entities = _mentions(article_id, doc, sentence_starts)
    quotations = read_quotations(doc)
    quote_ids = [make_id("quote", article_id, q.type, q.spans) for q in quotations]
    blocks = blocks_of(doc)
    block_starts = [block.start for block in blocks]
    quotes = []
    for quotation, quote_id in zip(quotations, quote_ids, strict=True):
        start, end = quotation.spans[0][0], quotation.spans[-1][1]
        block = bisect_right(block_starts, start) - 1
        quotes.append(
            Quote(
                quote_id=quote_id,
                article_id=article_id,
                type=quotation.type,
                medium=quotation.medium,
                text=whole[start:end],
                start_char=start,
                end_char=end,
                cue=_words(whole, quotation.cue_spans),
                frame=_words(whole, quotation.frame_spans),
                speaker_surface=_words(whole, quotation.speaker_spans),
                addressee_surface=_words(whole, quotation.addressee_spans),
                parent_quote_id=None if quotation.parent is None else quote_ids[quotation.parent],
                confidence=quotation.confidence,
                sentence_number=_number(sentence_starts, start),
                block_kind=blocks[block].kind if block >= 0 else "paragraph",
            )
        )
    return Annotation(
        article_id=article_id,
        token_count=sum(not token.is_space for token in doc),
        entities=tuple({entity.entity_id: entity for entity in entities}.values()),
        mentions=tuple(mentions),
        quotes=tuple(quotes),
        quote_spans=tuple(
            span
            for quotation, quote_id in zip(quotations, quote_ids, strict=True)
            for span in _spans(quotation, quote_id)
        ),
        quote_speakers=tuple(
            speaker
            for quotation, quote_id in zip(quotations, quote_ids, strict=True)
            for speaker in _speakers(quotation, quote_id, mentions)
        ),
    )


def _mentions(
    article_id: str, doc: Doc, sentence_starts: list[int]
) -> tuple[list[Mention], list[Entity]]:
    found = [(span, _surface(span)) for span in doc.ents]
    names = canonical_names((surface, span.label_) for span, surface in found)
    mentions, entities = [], []
    for span, surface in found:
        end_char = span.start_char + len(surface)
        name = names[surface, span.label_]
        entity = Entity(make_id("entity", span.label_, name), name, span.label_, "unknown")
        entities.append(entity)
        mentions.append(
            Mention(
                mention_id=make_id("mention", article_id, span.start_char, end_char, span.label_),
                article_id=article_id,
                entity_id=entity.entity_id,
                start_char=span.start_char,
                end_char=end_char,
                surface=surface,
                label=span.label_,
                kind="name",
                sentence_number=_number(sentence_starts, span.start_char),
            )
        )
    return mentions, entities


def _surface(span: Span) -> str:
    """A name's words, without the full stop of a sentence that ends in its figure.

    To the tokenizer "2." is one word, because it may be an ordinal.
    """
    surface = span.text
    if not (surface.endswith(".") and surface[-2:-1].isdigit()):
        return surface
    rest = span.doc[span.end : span.sent.end].text
    return surface if any(map(str.isalnum, rest)) else surface[:-1]


def _spans(quotation: Quotation, quote_id: str) -> Iterator[QuoteSpan]:
    for role, spans in (
        ("quote", quotation.spans),
        ("cue", quotation.cue_spans),
        ("frame", quotation.frame_spans),
        ("speaker", quotation.speaker_spans),
        ("addressee", quotation.addressee_spans),
    ):
        for number, (start, end) in enumerate(spans):
            yield QuoteSpan(quote_id, role, number, start, end)


def _speakers(
    quotation: Quotation, quote_id: str, mentions: list[Mention]
) -> Iterator[QuoteSpeaker]:
    """The named speakers: mentions within the speaker's words, persons before all others."""
    inside = [
        mention
        for start, end in quotation.speaker_spans
        for mention in mentions
        if mention.start_char < end and start < mention.end_char
    ]
    persons = [mention for mention in inside if mention.label == "PER"]
    chosen = persons or [mention for mention in inside if mention.label == "ORG"]
    by_entity = {mention.entity_id: mention for mention in reversed(chosen)}
    for mention in sorted(by_entity.values(), key=lambda m: m.start_char):
        yield QuoteSpeaker(
            quote_id, mention.entity_id, mention.mention_id, quotation.method, quotation.confidence
        )


def _words(text: str, spans: Spans) -> str | None:
    return " ".join(text[start:end] for start, end in spans) if spans else None


def _number(starts: list[int], position: int) -> int:
    return max(0, bisect_right(starts, position) - 1)
