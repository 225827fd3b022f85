"""Articles in the JSON of dpa's digital wires (`digitalwires@…`).

Its keys as in https://github.com/dpa-newslab/dpa-digitalwires-to-newsmlg2. `notepad` and `ednotes`
hold what is for editors alone, names and telephone numbers among it, `categories` the log-in names
of those who wrote: none of the first two is read, and of the last no more than subjects and desks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tasks.read.fields.authors import authors_of
from tasks.read.fields.body import or_unreadable
from tasks.read.fields.markup import paragraphs_of
from tasks.read.json.said import Object, line_of, lines_of, moment_of, number_of
from tasks.read.json.wire import held_back
from tasks.read.paragraph import Paragraph
from tasks.read.record import Record, Unreadable

SIGNS = frozenset({"format", "article_html"})
"""Keys, in lower case, of which an object in this schema has one."""

_FORMAT = "digitalwires"
_BESIDE_TEXT = frozenset(
    {"urn", "entry_id", "pubstatus", "notepad", "creditline", "version_created"}
)
_SUBJECTS = ("dnltype:dpasubject", "dnltype:keyword", "dnltype:geosubject")


def is_this(article: Object) -> bool:
    """Whether an object names dpa's format, or has the keys of its text and of its status."""
    if str(article.get("format", "")).startswith(_FORMAT):
        return True
    return "article_html" in article and not _BESIDE_TEXT.isdisjoint(article)


def record(article: Object, number: str, under: str | None) -> Record | Unreadable:
    """The article, unless it is canceled, withdrawn or under embargo."""
    name = line_of(article.get("urn")) or line_of(article.get("entry_id")) or number
    reason = held_back(_status(article), article.get("embargoed"))
    if reason is not None:
        return Unreadable(name, reason)
    credit = line_of(article.get("creditline"))
    byline = line_of(article.get("byline"))
    kicker, teaser = (_html(article.get(key)) for key in ("kicker", "teaser"))
    text = _after_dateline(_html(article.get("article_html")), article.get("dateline"))
    found = Record(
        name,
        (*kicker, *teaser, *text) if text else (),
        title=line_of(article.get("headline")),
        published=moment_of(article.get("version_created")) or moment_of(article.get("updated")),
        url=line_of(article.get("url")),
        section=line_of(article.get("rubric_names"))
        or line_of(article.get("desk_names"))
        or line_of(article.get("desks"))
        or next(_named(article, "dnltype:desk"), None),
        authors=authors_of(byline, (credit,) if credit else ()) if byline else (),
        agency=credit or next(_named(article, "dnltype:provider"), None),
        tags=_tags(article),
        version=number_of(article.get("version")),
    )
    return or_unreadable(found, teaser=bool(teaser))


def _status(article: Object) -> Any:
    return article.get("pubstatus") or next(_named(article, "dnltype:pubstatus"), None)


def _html(value: Any) -> tuple[Paragraph, ...]:
    return paragraphs_of(value) if isinstance(value, str) else ()


def _after_dateline(text: tuple[Paragraph, ...], dateline: Any) -> tuple[Paragraph, ...]:
    """The text with its dateline, `Berlin (dpa) - `, as dpa prints it before the first words."""
    said = line_of(dateline)
    first = next((at for at, one in enumerate(text) if one.kind is None), None)
    if said is None or first is None or text[first].text.startswith(said):
        return text
    return (*text[:first], Paragraph(f"{said} {text[first].text}"), *text[first + 1 :])


def _tags(article: Object) -> tuple[str, ...]:
    listed = [
        name
        for key in ("dpasubject_names", "keyword_names", "geosubject_names")
        for name in lines_of(article.get(key))
    ]
    named = listed or [name for kind in _SUBJECTS for name in _named(article, kind)]
    return tuple(dict.fromkeys(named))


def _named(article: Object, kind: str) -> Iterator[str]:
    """Names of the article's categories of a kind."""
    categories = article.get("categories")
    for category in categories if isinstance(categories, list) else ():
        if isinstance(category, dict) and category.get("type") == kind:
            name = line_of(category.get("name"))
            if name:
                yield name
