"""Articles as JSON lines in the shape of the Wikinews quotation corpus, and back.

A row has `id`, `title`, `date`, `text`, `sentences` ([start, end]), `tokens` (a list of [start,
end] a sentence) and `quotes` with `type`, `medium`, `nested` and the spans of each part. What our
corpus has beyond that stands beside it: `factuality` and `speakers` (canonical names, `unnamed: …`
for somebody without a name) of a quotation, and `entities`, `mentions`, `blocks` of the article.
All offsets are characters of `text`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from typing import Any

import spacy
from spacy.language import Language

from annotated.corpus.article import (
    MEDIA,
    Article,
    Entity,
    MarkedBlock,
    Medium,
    Mention,
    Quotation,
    Span,
)
from annotated.corpus.counts import nested
from annotated.quotation_measure import PARTS

# Some of the published quotations have no medium.
_OPEN_MEDIUM: Medium = "SW"


def to_row(article: Article) -> dict[str, Any]:
    """An article as a row; `from_row` reads it back."""
    inner = nested(article)
    row = annotation_row(article)
    for quote, one in zip(row["quotes"], article.quotations, strict=True):
        quote["nested"] = one.number in inner
        quote["speakers"] = [canonical(article, key) for key in one.speakers]
    sentences = list(_sentences(article.text))
    return row | {
        "title": article.head.get("title", ""),
        "date": article.head.get("date", ""),
        "text": article.text,
        "sentences": [[tokens[0][0], tokens[-1][1]] for tokens in sentences],
        "tokens": sentences,
    }


def annotation_row(article: Article) -> dict[str, Any]:
    """What of a row cannot be made from the text and the rest of it; all but the text."""
    return {
        "id": article.name,
        "head": article.head,
        "quotes": [
            {
                "id": str(one.number),
                "type": one.type,
                "medium": one.medium,
                "factuality": one.factuality,
                "speaker_keys": list(one.speakers),
                **{part: [list(span) for span in one.part(part)] for part in PARTS},
            }
            for one in article.quotations
        ],
        "entities": [asdict(one) for one in article.entities],
        "mentions": [[one.start, one.end, one.key, one.form] for one in article.mentions],
        "blocks": [[one.start, one.end, one.kind] for one in article.blocks],
    }


def from_row(row: dict[str, Any]) -> Article:
    """The article of a row, which may have no more than the Wikinews corpus gives.

    Without `speaker_keys`, a quotation's speaker is nobody: that corpus resolves no speakers.
    """
    head = row.get("head") or {key: row[key] for key in ("title", "date") if row.get(key)}
    return Article(
        row["id"],
        head,
        row["text"],
        tuple(
            Entity(**{**one, "other_names": tuple(one["other_names"])})
            for one in row.get("entities", ())
        ),
        tuple(Mention(*one) for one in row.get("mentions", ())),
        tuple(
            Quotation(
                int(one["id"]),
                one["type"],
                one["medium"] if one["medium"] in MEDIA else _OPEN_MEDIUM,
                one.get("factuality", "said"),
                tuple(one.get("speaker_keys", ())),
                **{part: _spans(one[part]) for part in PARTS},
            )
            for one in row["quotes"]
        ),
        tuple(MarkedBlock(*one) for one in row.get("blocks", ())),
    )


def canonical(article: Article, key: str) -> str:
    """The name that a speaker counts under; `unnamed: …` for one without a name."""
    entity = article.entity(key)
    return entity.name if entity.named else f"unnamed: {entity.name}"


def _spans(spans: list[list[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in spans)


def _sentences(text: str) -> Iterator[list[list[int]]]:
    for sentence in _tokenizer()(text).sents:
        tokens = [[token.idx, token.idx + len(token)] for token in sentence if not token.is_space]
        if tokens:
            yield tokens


@cache
def _tokenizer() -> Language:
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    return nlp
