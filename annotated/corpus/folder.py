"""Where the corpus lies, and all of its articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotated.corpus.article import Article
from annotated.corpus.file import read_article
from annotated.corpus.offsets import read_offsets
from annotated.corpus.texts import known_texts
from annotated.folder import shared_folder

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
SOURCES = ("wikinews", "written")
PACKED = CORPUS / "smartdata.jsonl"


def corpus_articles() -> Iterator[Article]:
    """Every article; pages of publishers only where the texts of smartdata are at hand."""
    for source in SOURCES:
        for path in sorted((CORPUS / source).glob("*.txt")):
            yield read_article(path)
    if not PACKED.exists():
        return
    try:
        texts = known_texts(shared_folder())
    except FileNotFoundError:
        return
    yield from read_offsets(PACKED, texts)


def source_of(article: Article) -> str:
    """Which part of the corpus an article is of: `wikinews`, `written` or `smartdata`."""
    return article.name.partition("-")[0]
