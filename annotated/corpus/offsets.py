"""Articles whose text is not ours to hold: annotation by offsets, beside a hash of the text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from annotated.corpus.article import Article, Entity, MarkedBlock, Mention, Quotation
from annotated.corpus.check import text_hash


def write_offsets(path: Path, articles: Iterable[Article]) -> None:
    """Annotation without text, an article a line, in the order of their names."""
    with path.open("w", encoding="utf-8") as stream:
        for article in sorted(articles, key=lambda one: one.name):
            row = {key: value for key, value in asdict(article).items() if key != "text"}
            row["head"]["sha256"] = text_hash(article.text)
            row["quotations"] = [
                {key: value for key, value in one.items() if value != ()}
                for one in row["quotations"]
            ]
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")


def read_offsets(path: Path, texts: dict[str, str]) -> Iterator[Article]:
    """The articles of a file, with the text of the same hash from `texts` (by `text_hash`).

    Raises KeyError for one whose text is not there.
    """
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Article(
                row["name"],
                row["head"],
                texts[row["head"]["sha256"]],
                tuple(
                    Entity(**{**one, "other_names": tuple(one["other_names"])})
                    for one in row["entities"]
                ),
                tuple(Mention(**one) for one in row["mentions"]),
                tuple(_quotation(one) for one in row["quotations"]),
                tuple(MarkedBlock(**one) for one in row["blocks"]),
            )


def _quotation(row: dict[str, Any]) -> Quotation:
    spans = {
        part: tuple((start, end) for start, end in row[part])
        for part in ("quote", "speaker", "cue", "frame", "addressee")
        if part in row
    }
    return Quotation(**{**row, **spans, "speakers": tuple(row.get("speakers", ()))})
