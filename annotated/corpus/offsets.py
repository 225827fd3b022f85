"""Articles whose text is not ours to hold: annotation by offsets, beside a hash of the text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from annotated.corpus.article import Article
from annotated.corpus.check import text_hash
from annotated.corpus.interchange import annotation_row, from_row


def write_offsets(path: Path, articles: Iterable[Article]) -> None:
    """Annotation without text, an article a line, in the order of their names."""
    with path.open("w", encoding="utf-8") as stream:
        for article in sorted(articles, key=lambda one: one.name):
            row = annotation_row(article)
            row["head"] = row["head"] | {"sha256": text_hash(article.text)}
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")


def read_offsets(path: Path, texts: dict[str, str]) -> Iterator[Article]:
    """The articles of a file, with the text of the same hash from `texts` (by `text_hash`).

    Raises KeyError for one whose text is not there.
    """
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield from_row(row | {"text": texts[row["head"]["sha256"]]})
