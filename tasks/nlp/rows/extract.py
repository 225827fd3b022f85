"""What an annotated `Doc` says, as rows of the warehouse's tables.

Reading the doc and writing the rows are apart: everything here is pure, and depends on the
article alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

from spacy.tokens import Doc

from tasks.nlp.layers.blocks import blocks_of, plain_on
from tasks.nlp.layers.factuality import FACTUALITY
from tasks.nlp.layers.quotations import Quotation, Spans, stored_quotations
from tasks.nlp.layers.rows import Annotation, Quote, QuoteSpan
from tasks.nlp.rows.people import people_of
from tasks.text.ids import make_id


def extract(article_id: str, doc: Doc, *, published_on: date | None = None) -> Annotation:
    """Rows for one annotated article. All offsets and surfaces are those of its stored text."""
    plain = plain_on(doc)
    whole = plain.stored
    sentence_starts = [plain.place(s.start_char, s.start_char)[0] for s in doc.sents] or [0]
    quotations = stored_quotations(doc)
    quote_ids = [make_id("quote", article_id, q.type, q.spans) for q in quotations]
    people = people_of(article_id, doc, quotations, quote_ids, published_on=published_on)
    blocks = blocks_of(doc)
    block_starts = [plain.place(block.start, block.start)[0] for block in blocks]
    quotes = []
    for quotation, factuality, quote_id in zip(
        quotations, FACTUALITY.read(doc), quote_ids, strict=True
    ):
        start, end = quotation.spans[0][0], quotation.spans[-1][1]
        block = bisect_right(block_starts, start) - 1
        quotes.append(
            Quote(
                quote_id=quote_id,
                article_id=article_id,
                type=quotation.type,
                medium=quotation.medium,
                factuality=factuality,
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
                rules=" ".join(quotation.rules) or None,
            )
        )
    return Annotation(
        article_id=article_id,
        token_count=sum(not token.is_space for token in doc),
        article_entities=people.article_entities,
        article_roles=people.article_roles,
        role_mentions=people.role_mentions,
        mentions=people.mentions,
        quotes=tuple(quotes),
        quote_spans=tuple(
            span
            for quotation, quote_id in zip(quotations, quote_ids, strict=True)
            for span in _spans(quotation, quote_id)
        ),
        article_speakers=people.article_speakers,
    )


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


def _words(text: str, spans: Spans) -> str | None:
    return " ".join(text[start:end] for start, end in spans) if spans else None


def _number(starts: list[int], position: int) -> int:
    return max(0, bisect_right(starts, position) - 1)
