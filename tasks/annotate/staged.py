"""Annotations as rows of the tables that they are staged in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import polars as pl

from tasks.nlp.layers.rows import Annotation
from tasks.store.staging import ARTICLE_TABLES, SCHEMAS
from tasks.text.article import Article


def staged_frames(
    annotated: Sequence[tuple[Article, Annotation]],
    reasons: Sequence[tuple[str, str]],
    *,
    model_version: str,
) -> dict[str, pl.DataFrame]:
    """The staged tables of one batch; a table's rows stand in the order of the articles."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in SCHEMAS}
    for article, annotation in annotated:
        article_id = {"article_id": article.article_id}
        rows["articles"].append(
            article_id
            | {
                "title": article.title,
                "published_on": article.published_on,
                "published_at": article.published_at,
                "date_precision": article.date_precision,
                "language": article.language,
                "source": article.source,
                "author": article.author,
                "authors": article.authors,
                "agency": article.agency,
                "url": article.url,
                "section": article.section,
                "tags": article.tags,
                "text": article.text,
                "char_count": len(article.text),
                "token_count": annotation.token_count,
                "model_version": model_version,
            }
        )
        rows["article_blocks"].extend(
            article_id
            | {
                "block_number": number,
                "start_char": block.start,
                "end_char": block.end,
                "kind": block.kind,
                "told_by": block.told_by,
            }
            for number, block in enumerate(article.blocks)
        )
        for table in ARTICLE_TABLES:
            rows[table].extend(article_id | asdict(row) for row in getattr(annotation, table))
    rows["rejections"].extend({"article_id": a, "reason": reason} for a, reason in reasons)
    return {
        name: pl.DataFrame(found, schema=SCHEMAS[name], orient="row")
        for name, found in rows.items()
    }
