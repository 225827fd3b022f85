"""An article as it was parsed, from what the warehouse keeps of it."""

from __future__ import annotations

from dataclasses import replace

from tasks.text.article import Article
from tasks.text.blocks import find_blocks, paragraph_spans
from tasks.text.ids import make_id

BAR = "█"
"""Stands for each character of a name, or of words, that were taken out of a stored article."""


def with_blocks(article: Article) -> Article:
    """The article with its blocks, which follow from title and text but for those it has.

    Where the text's first paragraph is the title, it is the headline.
    """
    told = {(block.start, block.end): block for block in article.blocks}
    first = next(paragraph_spans(article.text), (0, 0))
    headline = article.title is not None and article.text[slice(*first)] == article.title
    found = find_blocks(article.text, has_headline=headline)
    return replace(article, blocks=tuple(told.get((b.start, b.end), b) for b in found))


def content_id(article: Article) -> str:
    """The identifier that an article of this content has."""
    return make_id(
        "article",
        article.title,
        str(article.published_on),
        article.date_precision,
        article.source,
        article.author,
        article.text,
    )


def is_redacted(article: Article) -> bool:
    """Whether something was taken out of the article after its identifier was made."""
    return any(BAR in words for words in (*article.heads, article.text) if words)
