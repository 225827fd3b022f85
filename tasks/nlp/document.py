"""An annotated article as one JSON object, for `wortlaut annotate`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from tasks.nlp.extract import Annotation, Quote, QuoteSpan, QuoteSpeaker
from tasks.text.article import Article


def document(path: str, article: Article, annotation: Annotation) -> dict[str, Any]:
    """The object of the contract: entities, mentions and quotes with their spans in `text`.

    Spans are `[start, end]` in characters of `text`.
    """
    names = {entity.entity_id: entity.name for entity in annotation.entities}
    spans = _by_quote(annotation.quote_spans)
    speakers = _by_quote(annotation.quote_speakers)
    return {
        "path": path,
        "article_id": article.article_id,
        "title": article.title,
        "published_on": article.published_on.isoformat() if article.published_on else None,
        "date_precision": article.date_precision,
        "language": article.language,
        "text": article.text,
        "entities": [
            {
                "entity_id": entity.entity_id,
                "name": entity.name,
                "label": entity.label,
                "gender": entity.gender,
            }
            for entity in annotation.entities
        ],
        "mentions": [
            {
                "mention_id": mention.mention_id,
                "start": mention.start_char,
                "end": mention.end_char,
                "text": mention.surface,
                "label": mention.label,
                "kind": mention.kind,
                "entity_id": mention.entity_id,
            }
            for mention in annotation.mentions
        ],
        "quotes": [
            _quote(quote, spans[quote.quote_id], speakers[quote.quote_id], names)
            for quote in annotation.quotes
        ],
    }


_Row = TypeVar("_Row", QuoteSpan, QuoteSpeaker)


def _by_quote(rows: Iterable[_Row]) -> defaultdict[str, list[_Row]]:
    found: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        found[row.quote_id].append(row)
    return found


def _quote(
    quote: Quote, parts: list[QuoteSpan], said_by: list[QuoteSpeaker], names: dict[str, str]
) -> dict[str, Any]:
    spans: dict[str, list[list[int]]] = {
        role: [] for role in ("quote", "cue", "frame", "speaker", "addressee")
    }
    for span in parts:
        spans[span.role].append([span.start_char, span.end_char])
    speakers = [speaker.entity_id for speaker in said_by]
    return {
        "quote_id": quote.quote_id,
        "type": quote.type,
        "medium": quote.medium,
        "text": quote.text,
        "spans": spans["quote"],
        "cue_spans": spans["cue"],
        "frame_spans": spans["frame"],
        "speaker_spans": spans["speaker"],
        "addressee_spans": spans["addressee"],
        "speaker": names[speakers[0]] if speakers else quote.speaker_surface,
        "speaker_ids": speakers,
        "parent_quote_id": quote.parent_quote_id,
        "confidence": quote.confidence,
    }
