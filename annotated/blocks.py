"""Kinds of blocks of web pages: our own annotation of pages of the smartdata corpus.

`gold/blocks.jsonl` holds offsets and kinds alone. A line of a page, or what stands before or behind
a line's own words, has one kind. `built` (120 pages) and `held_back` (30) were annotated by hand
from nothing, and nothing was built on the latter. `learned` (394 other pages) are what the rules
found, read through and put right by hand where it was not: weights are learned from them, nothing
is measured on them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from annotated.formats import json_lines
from tasks.text.article import BlockKind

GOLD = Path(__file__).parent / "gold" / "blocks.jsonl"
PARTS = ("built", "held_back", "learned")


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page, whose it is, and its blocks as (start, end, kind) in characters."""

    publisher: str
    text: str
    blocks: tuple[tuple[int, int, BlockKind], ...]


def pages(part: str, folder: Path) -> Iterator[Page]:
    """The pages of a part, in the order of the annotation.

    Raises ValueError where a page is not the annotated one.
    """
    texts = {row["id"]: row["text"] for row in json_lines(folder / "entities/smartdata.jsonl.gz")}
    with GOLD.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["part"] != part:
                continue
            text = texts[row["id"]]
            if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
                raise ValueError(
                    f"the text of {row['id']} is not the one that was annotated; take the corpus "
                    "that training/README.md names"
                )
            blocks = tuple((start, end, kind) for start, end, kind in row["blocks"])
            yield Page(urlsplit(row["id"]).netloc, text, blocks)


def words_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of each word of a stretch."""
    at = start
    for word in text[start:end].split():
        at = text.index(word, at)
        yield at, at + len(word)
        at += len(word)
