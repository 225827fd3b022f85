"""Articles that wait to be annotated, on disk: a night may bring more text than there is memory."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tasks.text.article import Article, Block

_FIELDS = tuple(field.name for field in fields(Article))


class Shelf:
    """Articles by `article_id`, in a file that has no name: whatever ends the run, it is gone.

    `folder` is on a disk with room for all of them. Kept in memory is where each stands, and its
    length. Putting and taking raise OSError where the disk refuses.
    """

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed by this class
        self._places: dict[str, tuple[int, int]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._file.close()

    def put(self, article: Article) -> None:
        """Put an article there, in place of one with the same identifier."""
        place = self._file.seek(0, os.SEEK_END)
        self._places[article.article_id] = (place, len(article.text))
        # ASCII alone, so that half a surrogate pair comes back as it was.
        self._file.write(json.dumps(_values(article)).encode("ascii") + b"\n")

    def length(self, article_id: str) -> int:
        """Characters of an article's text."""
        return self._places[article_id][1]

    def take(self, articles: Iterable[str]) -> tuple[Article, ...]:
        """Articles as they were put there, in this order; they stay."""
        return tuple(map(self._at, articles))

    def _at(self, article_id: str) -> Article:
        self._file.seek(self._places[article_id][0])
        return _article(json.loads(self._file.readline()))


def _values(article: Article) -> list[Any]:
    """The article's fields in their order, in what JSON knows."""
    values = {name: getattr(article, name) for name in _FIELDS}
    for name in ("published_on", "published_at"):
        values[name] = values[name] and values[name].isoformat()
    values["blocks"] = [(b.start, b.end, b.kind, b.told_by) for b in article.blocks]
    return list(values.values())


def _article(values: list[Any]) -> Article:
    named = dict(zip(_FIELDS, values, strict=True))
    day, moment = named["published_on"], named["published_at"]
    return Article(
        **named
        | {
            "published_on": day and date.fromisoformat(day),
            "published_at": moment and datetime.fromisoformat(moment),
            "blocks": tuple(Block(*block) for block in named["blocks"]),
            "authors": tuple(named["authors"]),
            "tags": tuple(named["tags"]),
        }
    )
