"""An annotated article as one JSON object, for `wortlaut annotate`."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from tasks.annotate.staged import staged_frames
from tasks.link.in_memory import Linked, link_rows
from tasks.nlp.layers.rows import Annotation, Quote, QuoteSpan
from tasks.text.article import Article
from tasks.text.plain import cuts


def document(
    path: str,
    article: Article,
    annotation: Annotation,
    outlet: str | None = None,
    country: str | None = None,
) -> dict[str, Any]:
    """The object of the contract: entities, mentions and quotes with their spans in `text`.

    Spans are `[start, end]` in characters of `text`. Names are linked as if a warehouse held this
    article alone; `outlet` is the paper that it is of, where that is listed, and `country` that
    paper's, as ISO 3166-1 code.
    """
    linked = link_rows(
        staged_frames([(article, annotation)], (), model_version=""),
        countries={article.article_id: country},
    )
    entities = {row["entity_id"]: row for row in linked.entities.iter_rows(named=True)}
    spans: defaultdict[str, list[QuoteSpan]] = defaultdict(list)
    for span in annotation.quote_spans:
        spans[span.quote_id].append(span)
    mentions = _mentions(annotation, linked)
    speakers = _speakers(annotation, linked)
    return {
        "path": path,
        "article_id": article.article_id,
        "title": article.title,
        "published_on": article.published_on.isoformat() if article.published_on else None,
        "date_precision": article.date_precision,
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "language": article.language,
        "source": article.source,
        "outlet": outlet,
        "author": article.author,
        "authors": list(article.authors),
        "agency": article.agency,
        "url": article.url,
        "section": article.section,
        "tags": article.tags,
        "remark": article.remark,
        "text": article.text,
        "entities": [
            {key: entities[entity_id][key] for key in ("entity_id", "name", "label", "gender")}
            for entity_id in dict.fromkeys(mention["entity_id"] for mention in mentions)
        ],
        "mentions": mentions,
        "quotes": [
            _quote(
                quote,
                spans[quote.quote_id],
                [
                    (entity_id, entities[entity_id]["name"])
                    for entity_id in speakers[quote.quote_id]
                ],
            )
            for quote in annotation.quotes
        ],
    }


def _mentions(annotation: Annotation, linked: Linked) -> list[dict[str, Any]]:
    """Names, and roles that are resolved, in the order of the text."""
    entity_ids = dict(linked.entity_links.select("article_entity_id", "entity_id").iter_rows())
    roles = dict(linked.role_links.select("mention_id", "entity_id").iter_rows())
    found = [
        (mention, mention.label, mention.kind, entity_ids[mention.article_entity_id])
        for mention in annotation.mentions
    ] + [
        (mention, "PER", "nominal", roles[mention.mention_id])
        for mention in annotation.role_mentions
        if mention.mention_id in roles
    ]
    return [
        {
            "mention_id": mention.mention_id,
            "start": mention.start_char,
            "end": mention.end_char,
            "text": mention.surface,
            "label": label,
            "kind": kind,
            "entity_id": entity_id,
        }
        for mention, label, kind, entity_id in sorted(found, key=lambda row: row[0].start_char)
    ]


def _speakers(annotation: Annotation, linked: Linked) -> defaultdict[str, list[str]]:
    """The speakers of each quotation, in the order in which annotation names them."""
    order = {
        (said.quote_id, said.mention_id): number
        for number, said in enumerate(annotation.article_speakers)
    }
    rows = linked.quote_speakers.select("quote_id", "mention_id", "entity_id").iter_rows()
    speakers: defaultdict[str, list[str]] = defaultdict(list)
    for quote_id, _, entity_id in sorted(rows, key=lambda row: order[row[0], row[1]]):
        speakers[quote_id].append(entity_id)
    return speakers


def _quote(quote: Quote, parts: list[QuoteSpan], speakers: list[tuple[str, str]]) -> dict[str, Any]:
    """The quotation's object; `speakers` are identifiers with names."""
    spans: dict[str, list[list[int]]] = {
        role: [] for role in ("quote", "cue", "frame", "speaker", "addressee")
    }
    for span in parts:
        spans[span.role].append([span.start_char, span.end_char])
    return {
        "quote_id": quote.quote_id,
        "type": quote.type,
        "medium": quote.medium,
        "factuality": quote.factuality,
        "text": quote.text,
        "spans": spans["quote"],
        "cue_spans": spans["cue"],
        "frame_spans": spans["frame"],
        "speaker_spans": spans["speaker"],
        "addressee_spans": spans["addressee"],
        "speaker": speakers[0][1] if speakers else _shown(quote.speaker_surface),
        "speaker_ids": [entity_id for entity_id, _ in speakers],
        "parent_quote_id": quote.parent_quote_id,
        "confidence": quote.confidence,
    }


def _shown(words: str | None) -> str | None:
    """Words of the text without the traces of a page in them."""
    return None if words is None else cuts(words)
