"""Articles as news-please saves them; https://github.com/fhamborg/news-please (NewsArticle)."""

from __future__ import annotations

from tasks.read.fields.body import or_unreadable
from tasks.read.json.said import Object, line_of, moment_of, names_of, paragraphs_in
from tasks.read.record import Record, Unreadable

SIGNS = frozenset({"maintext"})
"""Keys, in lower case, of which an object in this schema has one."""


def is_this(article: Object) -> bool:
    """Whether an object is of news-please, which alone calls the text `maintext`."""
    return not SIGNS.isdisjoint(article)


def record(article: Object, number: str, under: str | None) -> Record | Unreadable:
    """The article; each line of its text is a paragraph."""
    url = line_of(article.get("url"))
    text = article.get("maintext")
    found = Record(
        url or number,
        paragraphs_in(text, by_line=isinstance(text, str)),
        title=line_of(article.get("title"))
        or line_of(article.get("title_rss"))
        or line_of(article.get("title_page")),
        published=moment_of(article.get("date_publish")),
        outlet=line_of(article.get("source_domain")),
        url=url,
        authors=names_of(article.get("authors")),
    )
    return or_unreadable(found, teaser=line_of(article.get("description")))
