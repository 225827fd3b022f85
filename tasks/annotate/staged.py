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
                "date_precision": article.date_precision,
                "language": article.language,
                "source": article.source,
                "author": article.author,
                "url": article.url,
                "text": article.text,
                "char_count": len(article.text),
                "token_count": annotation.token_count,
                "model_version": model_version,
            }
        )
        for table in ARTICLE_TABLES:
            rows[table].extend(article_id | asdict(row) for row in getattr(annotation, table))
    rows["rejections"].extend({"article_id": a, "reason": reason} for a, reason in reasons)
    return {
        name: pl.DataFrame(found, schema=SCHEMAS[name], orient="row")
        for name, found in rows.items()
    }
