"""What a pipeline finds in an article, in the shape in which the corpus has it."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple, cast

from spacy.language import Language
from spacy.tokens import Doc

from annotated.corpus.article import (
    LABELS,
    Article,
    Entity,
    Factuality,
    Form,
    Gender,
    Label,
    MarkedBlock,
    Medium,
    Mention,
    Quotation,
    QuoteType,
    Span,
)
from annotated.wikinews import MEDIA, TYPES
from tasks.nlp.layers.rows import Annotation
from tasks.nlp.pipeline import annotate_doc
from tasks.nlp.rows.extract import extract
from tasks.text.blocks import find_blocks

_FORMS: dict[str, Form] = {"name": "name", "nominal": "role", "pronoun": "pronoun"}
_GENDERS: dict[str, Gender] = {"female": "f", "male": "m", "unknown": "u"}


class Found(NamedTuple):
    """An article as a pipeline reads its text, and the document that it made of it.

    `quotations` and `speakers` are confidences by the number of the quotation; of several speakers
    the least counts, and a quotation of nobody has none.
    """

    article: Article
    doc: Doc
    quotations: dict[int, float]
    speakers: dict[int, float]


def found_in(article: Article, nlp: Language) -> Found:
    """The article as the pipeline reads its text."""
    blocks = find_blocks(article.text)
    doc = annotate_doc(nlp, article.text, blocks)
    rows = extract(article.name, doc)
    entities, mentions = _named(rows)
    unnamed = {
        mention.mention_id: Entity(mention.mention_id, mention.surface, "PER", "u", named=False)
        for mention in rows.role_mentions
    }
    quotations = _quotations(rows, set(unnamed))
    # The corpus has no further label; what speaks under one counts as a body.
    others = [
        Entity(one.article_entity_id, one.name, "ORG")
        for one in rows.article_entities
        if one.label not in LABELS
    ]
    speaking = {key for quotation in quotations for key in quotation.speakers}
    found = Article(
        article.name,
        article.head,
        article.text,
        (*entities, *(one for one in (*others, *unnamed.values()) if one.key in speaking)),
        mentions,
        quotations,
        tuple(MarkedBlock(one.start, one.end, one.kind) for one in blocks),
    )
    number_of = {one.quote_id: number for number, one in enumerate(rows.quotes, start=1)}
    speakers: dict[int, float] = {}
    for speaker in rows.article_speakers:
        number = number_of[speaker.quote_id]
        speakers[number] = min(speakers.get(number, 1.0), speaker.confidence)
    quoted = {number_of[one.quote_id]: one.confidence for one in rows.quotes}
    return Found(found, doc, quoted, speakers)


def _named(rows: Annotation) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    entities = tuple(
        Entity(
            one.article_entity_id,
            one.name,
            cast(Label, one.label),
            _GENDERS[one.gender] if one.label == "PER" else None,
        )
        for one in rows.article_entities
        if one.label in LABELS
    )
    known = {one.key for one in entities}
    mentions = tuple(
        Mention(one.start_char, one.end_char, one.article_entity_id, _FORMS[one.kind])
        for one in rows.mentions
        if one.article_entity_id in known
    )
    return entities, mentions


def _quotations(rows: Annotation, unnamed: set[str]) -> tuple[Quotation, ...]:
    spans: defaultdict[str, defaultdict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for span in rows.quote_spans:
        spans[span.quote_id][span.role].append((span.start_char, span.end_char))
    speakers: defaultdict[str, list[str]] = defaultdict(list)
    for speaker in rows.article_speakers:
        if speaker.article_entity_id is not None:
            speakers[speaker.quote_id].append(speaker.article_entity_id)
        elif speaker.mention_id in unnamed:
            speakers[speaker.quote_id].append(speaker.mention_id)
    return tuple(
        Quotation(
            number,
            cast(QuoteType, TYPES[one.type]),
            cast(Medium, MEDIA[one.medium]),
            cast(Factuality, one.factuality),
            tuple(speakers[one.quote_id]),
            **{role: tuple(found) for role, found in spans[one.quote_id].items()},
        )
        for number, one in enumerate(rows.quotes, start=1)
    )
