"""The texts that come from elsewhere, not annotated yet: of Wikinews, and pages of publishers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotated import wikinews
from annotated.corpus.article import Article
from annotated.corpus.check import text_hash
from annotated.corpus.splits import split_of
from annotated.formats import json_lines

_LEAST_CHARACTERS = 700


def wikinews_texts(corpora: Path) -> Iterator[Article]:
    """Articles of the train split, their text alone."""
    for row in wikinews.articles(corpora, "train"):
        yield Article(
            f"wikinews-{row['id']}",
            {
                "genre": "news",
                "title": row["title"],
                "date": row["date"],
                "source": f"https://de.wikinews.org/?curid={row['id']}",
                "licence": "CC BY 2.5, the authors of Wikinews",
                "sha256": text_hash(row["text"]),
            },
            row["text"],
        )


def smartdata_texts(corpora: Path) -> Iterator[Article]:
    """Pages of the smartdata corpus that are long enough for an article."""
    for number, row in enumerate(json_lines(corpora / "entities" / "smartdata.jsonl.gz")):
        if len(row["text"]) > _LEAST_CHARACTERS:
            yield Article(
                f"smartdata-{number:04}",
                {
                    "genre": "news",
                    "source": row["id"],
                    "licence": "CC BY 4.0, DFKI SmartData Corpus",
                    "sha256": text_hash(row["text"]),
                },
                row["text"],
            )


def known_texts(corpora: Path) -> dict[str, str]:
    """All of these texts by their hash."""
    return {
        article.head["sha256"]: article.text
        for read in (wikinews_texts, smartdata_texts)
        for article in read(corpora)
    }


def held_back(corpora: Path) -> frozenset[str]:
    """Hashes of those of these texts that are not of the train split, annotated or not."""
    return frozenset(
        article.head["sha256"]
        for read in (wikinews_texts, smartdata_texts)
        for article in read(corpora)
        if split_of(article.name) != "train"
    )
