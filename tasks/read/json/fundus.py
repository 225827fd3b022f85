"""Articles as fundus saves them: `Crawler.crawl(save_to_file=…)` and `Article.to_json()`.

https://github.com/flairNLP/fundus/blob/master/docs/3_the_article_class.md: a body has a summary and
sections of headlines and paragraphs; `save_to_file` writes an object with a list a publisher.
"""

from __future__ import annotations

from typing import Any

from tasks.read.fields.body import or_unreadable
from tasks.read.json.said import (
    Object,
    at,
    line_of,
    lines_of,
    moment_of,
    names_of,
    paragraphs_in,
)
from tasks.read.paragraph import Paragraph
from tasks.read.record import Record, Unreadable

SIGNS = frozenset({"body", "publishing_date"})
"""Keys, in lower case, of which an object in this schema has one."""

_MAY_BE_CUT = "fundus took it for not freely accessible, so that its text may be a part only"
# Keys of lists that hold articles of any publisher.
_NO_PUBLISHER = frozenset({"articles", "items", "data", "results", "docs", "records", "news"})


def is_this(article: Object) -> bool:
    """Whether an object is fundus': its body has sections, or its date the name that fundus has."""
    body = article.get("body")
    if isinstance(body, dict):
        return "sections" in body
    return "publishing_date" in article and not article.keys().isdisjoint(
        ("body", "plaintext", "free_access")
    )


def record(article: Object, number: str, under: str | None) -> Record | Unreadable:
    """The article; where a publisher's name is the key of its list, of that publisher."""
    url = line_of(_first(article, "url", "requested_url", "responded_url", "html.requested_url"))
    publisher = line_of(_first(article, "publisher", "html.source_info.publisher"))
    if publisher is None and under is not None and under.lower() not in _NO_PUBLISHER:
        publisher = under
    paragraphs, has_summary = _paragraphs(article)
    found = Record(
        url or number,
        paragraphs,
        title=line_of(article.get("title")),
        published=moment_of(article.get("publishing_date")),
        outlet=publisher,
        url=url,
        section=line_of(article.get("section")),
        authors=names_of(article.get("authors")),
        tags=lines_of(article.get("topics")),
        remark=_MAY_BE_CUT if article.get("free_access") is False else None,
    )
    return or_unreadable(found, teaser=has_summary)


def _paragraphs(article: Object) -> tuple[tuple[Paragraph, ...], bool]:
    """Summary and sections, and whether there is a summary; none where it stands alone."""
    body = article.get("body")
    if not isinstance(body, dict):
        return paragraphs_in(body or article.get("plaintext")), False
    summary = _plain(body.get("summary"))
    found: list[Paragraph] = []
    sections = body.get("sections")
    for section in sections if isinstance(sections, list) else []:
        if isinstance(section, dict):
            heads = _plain(section.get("headline"))
            found += (Paragraph(head.text, "subheading") for head in heads)
            found += _plain(section.get("paragraphs"))
    if not any(one.kind is None for one in found):
        return (), bool(summary)
    return (*summary, *found), bool(summary)


def _plain(texts: Any) -> tuple[Paragraph, ...]:
    """Paragraphs of a list of texts without mark-up."""
    texts = texts if isinstance(texts, list) else [texts]
    said = (" ".join(text.split()) for text in texts if isinstance(text, str))
    return tuple(Paragraph(text) for text in said if text)


def _first(article: Object, *paths: str) -> Any:
    return next((found for path in paths if (found := at(article, path))), None)
