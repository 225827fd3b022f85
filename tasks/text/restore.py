"""An article as it was parsed, from what the warehouse keeps of it."""

from __future__ import annotations

from dataclasses import replace

from tasks.text.article import Article
from tasks.text.blocks import find_blocks
from tasks.text.ids import make_id
from tasks.text.paragraphs import spans_by_line
from tasks.text.signatures import agency_of, authors_of

BAR = "█"
"""Stands for each character of a name, or of words, that were taken out of a stored article."""


def with_blocks(article: Article) -> Article:
    """The article with its blocks, authors and agency, which follow from header and text.

    Where the text's first paragraph is the title, it is the headline. What the source of the text
    says of them wins: of blocks, those that the article has; authors and an agency, if it has any.
    """
    known = [block for block in article.blocks if block.told_by == "source"]
    first = next(spans_by_line(article.text), (0, 0))
    headline = article.title is not None and article.text[slice(*first)] == article.title
    found = find_blocks(article.text, has_headline=headline, known=known)
    told = {(block.start, block.end): block for block in known}
    blocks = tuple(told.get((block.start, block.end), block) for block in found)
    authors = article.authors or authors_of(article.author, article.text, blocks)
    return replace(
        article,
        blocks=blocks,
        authors=tuple(author for author in authors if BAR not in author),
        agency=article.agency or agency_of(article.source, article.text, blocks),
    )


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
