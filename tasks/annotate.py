"""Step 3: batches of articles go through the language model and into staging."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
from prefect import task
from prefect.cache_policies import NO_CACHE
from spacy.language import Language

from tasks.nlp.extract import Annotation, extract
from tasks.nlp.pipeline import annotate_doc, load
from tasks.store.staging import SCHEMAS, Staging
from tasks.text.article import Article
from tasks.text.ids import make_id

logger = logging.getLogger("wortlaut")


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles that one worker annotates in one go; `name` depends on nothing else."""

    articles: tuple[Article, ...]

    @property
    def name(self) -> str:
        """Identifier of the batch, made of its articles."""
        return make_id("batch", [article.article_id for article in self.articles])


@dataclass(frozen=True, slots=True)
class Bench:
    """Where a worker finds its model and puts its results; paths, for they cross processes."""

    model: Path | None
    model_version: str
    staging: Path

    def open(self) -> Staging:
        """The staging folder of this model version."""
        return Staging(self.staging, self.model_version)


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What a worker says of a finished batch: counts, and seconds of its own time."""

    articles: int
    rejected: int
    words: int
    quotes: int
    seconds: float


@task(name="annotate", cache_policy=NO_CACHE, persist_result=False)
def annotate_batch(batch: Batch, bench: Bench) -> BatchResult:
    """Annotate one batch in this process and stage it; returns counts, never docs."""
    started = time.perf_counter()
    staging = bench.open()
    with staging.at_work(batch.name):
        nlp = _model(bench.model)
        annotated, reasons = annotate_articles(nlp, batch.articles)
        staging.write(staged_frames(annotated, reasons, model_version=bench.model_version))
    for article_id, reason in reasons:
        logger.error("article %s cannot be annotated: %s", article_id, reason)
    return BatchResult(
        articles=len(annotated),
        rejected=len(reasons),
        words=sum(annotation.token_count for _, annotation in annotated),
        quotes=sum(len(annotation.quotes) for _, annotation in annotated),
        seconds=time.perf_counter() - started,
    )


def annotate_articles(
    nlp: Language, articles: Iterable[Article]
) -> tuple[list[tuple[Article, Annotation]], list[tuple[str, str]]]:
    """Annotations of the articles, and (article_id, reason) of those that the model fails on.

    An article's annotation does not depend on the others.
    """
    annotated: list[tuple[Article, Annotation]] = []
    reasons: list[tuple[str, str]] = []
    for article in articles:
        try:
            annotated.append((article, annotate_article(nlp, article)))
        except Exception as error:  # noqa: BLE001 - whatever it is, the other articles go on
            reasons.append((article.article_id, _failed(error)))
    return annotated, reasons


def annotate_article(nlp: Language, article: Article) -> Annotation:
    """Run the model over one article and read off what it found."""
    return extract(article.article_id, annotate_doc(nlp, article.text, article.blocks))


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
                "text": article.text,
                "char_count": len(article.text),
                "token_count": annotation.token_count,
                "model_version": model_version,
            }
        )
        for table in ("entities", "mentions", "quotes", "quote_spans", "quote_speakers"):
            rows[table].extend(article_id | asdict(row) for row in getattr(annotation, table))
    rows["rejections"].extend({"article_id": a, "reason": reason} for a, reason in reasons)
    return {
        name: pl.DataFrame(found, schema=SCHEMAS[name], orient="row")
        for name, found in rows.items()
    }


@cache
def _model(path: Path | None) -> Language:
    """One model a process."""
    return load(path)


def _failed(error: Exception) -> str:
    return (
        f"the language model failed on this article ({type(error).__name__}: {error}); "
        "please report the file"
    )
