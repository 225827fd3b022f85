"""Distinct articles of some 35 words, as many as wanted: for measuring numbers, not words.

They are passages of the sample articles with other names (see benchmarks/invented.py); where the
annotated corpora are, every second one is a passage of a speech in the Bundestag.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from annotated import bundestag
from benchmarks.corpora import corpora_folder
from benchmarks.invented import Original, invent, read_originals

_ROOT = Path(__file__).resolve().parents[1]
_WORDS = 35
_SENTENCE_END = re.compile(r"(?<=[.!?“])\s+(?=[A-ZÄÖÜ„])")
# Files are old enough to be taken for whole, and for unchanged in the next run.
_AGE_SECONDS = 3600
_FILES_A_FOLDER = 1000


def short_articles(number: int, *, corpora: bool = True) -> Iterator[str]:
    """So many texts with a date, no two of them the same. The model reads the samples first."""
    invented = _of_samples(read_originals(_ROOT / "seeds"))
    spoken = _of_speeches() if corpora else iter(())
    for at in range(number):
        passage = next(spoken, None) if at % 2 else None
        day = f"{1 + at % 28:02}.{1 + at // 28 % 12:02}.{2015 + at // 336 % 10}"
        yield f"date: {day}\n\n{passage or next(invented)}\n\nMeldung {at:07}.\n"


def write_articles(seeds: Path, articles: Iterator[str], *, first: int = 0) -> int:
    """Write one file each, numbered from `first`; return how many."""
    at = first
    for at, article in enumerate(articles, start=first + 1):
        file = seeds / f"{at // _FILES_A_FOLDER:03}" / f"{at:07}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        write_article(file, article)
    return at - first


def write_article(file: Path, article: str) -> None:
    """Write a file that nobody is taken to be writing still."""
    file.write_text(article, "utf-8")
    old = file.stat().st_mtime - _AGE_SECONDS
    os.utime(file, (old, old))


def _of_samples(originals: list[Original]) -> Iterator[str]:
    """Passages of the sample articles, each time round with another cast of names."""
    for _, article, _ in invent(originals, sys.maxsize):
        yield from _passages(article.text)


def _of_speeches() -> Iterator[str]:
    """Passages of speeches in the Bundestag; none where the corpora are not."""
    try:
        folder = corpora_folder()
    except SystemExit:
        return
    for line in bundestag.lines(folder):
        yield from _passages(line)


def _passages(text: str) -> Iterator[str]:
    """Whole sentences, one after the other, until there are words enough."""
    held: list[str] = []
    for sentence in _SENTENCE_END.split(" ".join(text.split())):
        held.append(sentence)
        if sum(len(one.split()) for one in held) >= _WORDS:
            yield " ".join(held)
            held = []
