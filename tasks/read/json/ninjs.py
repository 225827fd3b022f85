"""Articles in ninjs, the JSON of the IPTC: 1.x, 2.x, and 3.x with capitals within its keys.

https://iptc.org/std/ninjs/userguide/. Notes to editors (`ednote`) and contacts are not read.
"""

from __future__ import annotations

from typing import Any

from tasks.read.fields.authors import authors_of
from tasks.read.fields.body import or_unreadable
from tasks.read.fields.markup import paragraphs_of
from tasks.read.json.said import (
    Object,
    line_of,
    lines_of,
    moment_of,
    number_of,
    paragraphs_in,
)
from tasks.read.json.wire import held_back
from tasks.read.paragraph import Paragraph
from tasks.read.record import Record, Unreadable

SIGNS = frozenset(
    {"versioncreated", "representationtype", "pubstatus", "body_text", "body_xhtml", "bodies"}
)
"""Keys, in lower case, of which an object in this schema has one."""
_NAMED_BY = frozenset({"uri", "guid", "urn"})
# The body with most mark-up first, as that tells headings; then those of any other name.
_BODY_KEYS = ("body_xhtml", "body_html", "body_html5", "body_text")
_NOT_THE_TEXT = frozenset(
    {"abstract", "caption", "lead", "short", "summary", "teaser", "description", "embed"}
)
_NO_TEXTS = frozenset({"picture", "audio", "video", "graphic", "planning", "event", "image"})


def is_this(article: Object) -> bool:
    """Whether an object is named as the IPTC names news objects, and has a key of its own."""
    keys = {str(key).lower() for key in article}
    return not _NAMED_BY.isdisjoint(keys) and not SIGNS.isdisjoint(keys)


def record(article: Object, number: str, under: str | None) -> Record | Unreadable:
    """The article, unless it is canceled, withheld or under embargo."""
    item = {str(key).lower(): value for key, value in article.items()}
    name = line_of(item.get("uri") or item.get("guid") or item.get("urn")) or number
    reason = held_back(item.get("pubstatus"), item.get("embargoed"))
    if reason is not None:
        return Unreadable(name, reason)
    paragraphs = _paragraphs(item)
    kind = line_of(item.get("type")) or ""
    if not paragraphs and kind.lower() in _NO_TEXTS:
        return Unreadable(name, f"it is no text (its type is {kind.lower()}); leave it out")
    agency = line_of(item.get("infosources")) or line_of(item.get("copyrightholder"))
    byline = line_of(item.get("byline")) or line_of(item.get("by"))
    found = Record(
        name,
        paragraphs,
        title=line_of(_said_as(item.get("headlines"), "main")) or _headline(item),
        published=moment_of(item.get("versioncreated")) or moment_of(item.get("firstcreated")),
        url=line_of(item.get("url")) or line_of(item.get("canonicalurl")),
        section=line_of(item.get("section") or item.get("sections")),
        authors=authors_of(byline, (agency,) if agency else ()) if byline else (),
        agency=agency,
        tags=tuple(
            name
            for key in ("subject", "subjects", "keyword", "keywords")
            for name in lines_of(item.get(key))
        ),
        version=number_of(item.get("version")),
    )
    return or_unreadable(found, teaser=any(key.startswith("description") for key in item))


def _headline(item: Object) -> str | None:
    keys = ("headline", "title", *sorted(key for key in item if key.startswith("headline_")))
    return next((said for key in keys if (said := line_of(item.get(key)))), None)


def _paragraphs(item: Object) -> tuple[Paragraph, ...]:
    bodies = item.get("bodies")
    if isinstance(bodies, list):
        texts = [body for body in bodies if isinstance(body, dict) and _is_the_text(body)]
        for body in sorted(texts, key=_without_markup):
            found = _read(body.get("value"), html=_without_markup(body) == 0)
            if found:
                return found
    others = sorted(
        key
        for key in item
        if key.startswith("body_") and key.removeprefix("body_") not in _NOT_THE_TEXT
    )
    keys = (*_BODY_KEYS, *others)
    return next((found for key in keys if (found := _read(item.get(key), html="ml" in key))), ())


def _is_the_text(body: Object) -> bool:
    return str(body.get("role") or "").lower().rpartition(":")[2] not in _NOT_THE_TEXT


def _without_markup(body: Object) -> int:
    """0 of a body in HTML, 1 of plain text, 2 of anything else."""
    kind = next((str(body[key]) for key in body if key.lower() == "contenttype"), "text/plain")
    return 0 if "html" in kind.lower() else 1 if "plain" in kind.lower() else 2


def _read(value: Any, *, html: bool) -> tuple[Paragraph, ...]:
    return paragraphs_of(value) if html and isinstance(value, str) else paragraphs_in(value)


def _said_as(items: Any, role: str) -> Any:
    """The item of a list in a role; the first where none is."""
    if not isinstance(items, list):
        return items
    inside = [item for item in items if isinstance(item, dict)]
    return next((item for item in inside if line_of(item.get("role")) == role), items[:1])
