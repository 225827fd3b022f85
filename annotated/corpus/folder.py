"""Where the corpus lies, all of its articles, and those that were read a second time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotated.corpus.article import Article
from annotated.corpus.file import read_article
from annotated.corpus.offsets import read_offsets
from annotated.corpus.splits import Split, split_of
from annotated.corpus.texts import known_texts
from annotated.folder import shared_folder

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
SOURCES = ("wikinews", "written")
PACKED = "smartdata.jsonl"
SECOND = CORPUS / "second"


def corpus_articles(folder: Path = CORPUS) -> Iterator[Article]:
    """Every article; pages of publishers only where the texts of smartdata are at hand.

    With `SECOND`, the second reading of some of them.
    """
    for source in SOURCES:
        for path in sorted((folder / source).glob("*.txt")):
            yield read_article(path)
    try:
        texts = known_texts(shared_folder())
    except FileNotFoundError:
        return
    yield from read_offsets(folder / PACKED, texts)


def articles_of(split: Split) -> Iterator[Article]:
    """Those of a split."""
    return (article for article in corpus_articles() if split_of(article.name) == split)
