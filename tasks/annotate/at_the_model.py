"""Articles at the language model, in the process that has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from pathlib import Path

from spacy.language import Language

from tasks.machine.shortage import is_shortage
from tasks.nlp.layers.rows import Annotation
from tasks.nlp.pipeline import annotate_doc, load
from tasks.nlp.rows.extract import extract
from tasks.text.article import Article


def annotate_articles(
    nlp: Language,
    articles: Iterable[Article],
    *,
    within: Callable[[Article], AbstractContextManager[None]] = lambda _: nullcontext(),
) -> tuple[list[tuple[Article, Annotation]], list[tuple[str, str]]]:
    """Annotations of the articles, and (article_id, reason) of those that the model fails on.

    An article's annotation does not depend on the others; each is made inside a context that
    `within` gives for it. Raises MemoryError where the memory does not suffice, which is not the
    article's fault.
    """
    annotated: list[tuple[Article, Annotation]] = []
    reasons: list[tuple[str, str]] = []
    for article in articles:
        with within(article):
            try:
                annotated.append((article, annotate_article(nlp, article)))
            except Exception as error:  # whatever it is, the other articles go on
                if is_shortage(error):
                    raise MemoryError(str(error)) from error
                reasons.append((article.article_id, _failed(error)))
    return annotated, reasons


def annotate_article(nlp: Language, article: Article) -> Annotation:
    """Run the model over one article and read off what it found."""
    doc = annotate_doc(nlp, article.text, article.blocks)
    return extract(article.article_id, doc, published_on=article.published_on)


@cache
def model_of(path: Path | None) -> Language:
    """One model a process."""
    return load(path)


def _failed(error: Exception) -> str:
    return (
        f"the language model failed on this article ({type(error).__name__}: {error}); "
        "please report the file"
    )
