"""Articles as `trafilatura --json --with-metadata` writes them.

https://trafilatura.readthedocs.io/en/latest/usage-cli.html: names, categories and tags have
semicolons between them, the address is the `source`, and comments stand apart.
"""

from __future__ import annotations

from tasks.read.fields.body import or_unreadable
from tasks.read.json.said import (
    Object,
    line_of,
    lines_of,
    moment_of,
    names_of,
    paragraphs_in,
)
from tasks.read.record import Record, Unreadable

SIGNS = frozenset({"raw_text", "source-hostname", "fingerprint", "filedate", "pagetype"})
"""Keys, in lower case, of which an object in this schema has one."""


def is_this(article: Object) -> bool:
    """Whether an object has a text and one of the keys that trafilatura alone writes."""
    return "text" in article and not SIGNS.isdisjoint(article)


def record(article: Object, number: str, under: str | None) -> Record | Unreadable:
    """The article; each line of its text is a paragraph. Comments of readers are left out."""
    url = line_of(article.get("source")) or line_of(article.get("url"))
    text = article.get("text") or article.get("raw_text")
    found = Record(
        url or line_of(article.get("id")) or number,
        paragraphs_in(text, by_line=isinstance(text, str)),
        title=line_of(article.get("title")),
        published=moment_of(article.get("date")),
        outlet=line_of(article.get("source-hostname"))
        or line_of(article.get("sitename"))
        or line_of(article.get("hostname")),
        url=url,
        section=next(iter(lines_of(article.get("categories"))), None),
        authors=names_of(article.get("author")),
        tags=lines_of(article.get("tags")),
    )
    teaser = line_of(article.get("excerpt") or article.get("description"))
    return or_unreadable(found, teaser=teaser)
