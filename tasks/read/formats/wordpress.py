"""Exports of WordPress (WXR): RSS with all of a site's posts, published or not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.read.fields.body import or_unreadable
from tasks.read.fields.markup import has_markup, paragraphs_of, text_of
from tasks.read.files.xml import Element, attribute, first, name_of, outermost, words_of
from tasks.read.hints import Hints
from tasks.read.record import Record, Unreadable
from tasks.read.source import Source

_RECORDS = frozenset({"title", "author", "item"})
_CAPTION = re.compile(
    r"\[(?:wp_)?caption\b[^\]]{0,2000}\](.{0,5000}?)\[/(?:wp_)?caption\]", re.DOTALL
)
# Calls of WordPress and of plug-ins: [gallery ids="1,2"], [/embed], [vc_row]; not "[sic]" or "[…]".
_CALL = re.compile(r"\[/[a-z][\w-]*\]|\[[a-z][\w-]*(?:\s+[\w-]+=[^\]]{0,2000})\s*/?\]")
_EMBEDDED = re.compile(r"\[(embed|audio|video|playlist|gallery)\b[^\]]{0,2000}\](?:[^\[]*\[/\1\])?")
_NO_DATE = "0000-"


def records(source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    """The export's published posts; drafts, private posts and pages with that reason.

    Without a word go attachments, menus and what else holds no text.
    """
    outlet: str | None = None
    names: dict[str, str] = {}
    for element in outermost(source, _RECORDS):
        match name_of(element):
            case "title":
                outlet = outlet or words_of(element)
            case "author":
                login = words_of(first(element, "author_login"))
                shown = words_of(first(element, "author_display_name"))
                if login and shown and "@" not in shown:
                    names[login] = shown
            case _:
                read = _post(element, outlet, names)
                if read is not None:
                    yield read


def _post(item: Element, outlet: str | None, names: dict[str, str]) -> Record | Unreadable | None:
    content = "\n".join(
        "".join(part.itertext())
        for part in item
        if name_of(part) == "encoded" and "/content/" in part.tag
    )
    name = _field(item, "guid") or _field(item, "link") or _field(item, "post_id")
    kind = _field(item, "post_type") or "post"
    if kind != "post":
        return Unreadable(name, _of_kind(kind)) if content.strip() else None
    why = _not_public(item)
    if why:
        return Unreadable(name, why)
    creator = _field(item, "creator")
    author = names.get(creator or "")
    title = _field(item, "title") or ""
    return or_unreadable(
        Record(
            name=name,
            text=paragraphs_of(_without_calls(content)),
            title=(text_of(title) if has_markup(title) else title) or None,
            published=_published(item),
            outlet=outlet,
            url=_field(item, "link"),
            section=next(_labels(item, "category"), None),
            authors=(author,) if author else (),
            tags=tuple(dict.fromkeys(_labels(item, "post_tag"))),
        ),
        teaser=next((words_of(part) for part in item if "/excerpt/" in str(part.tag)), None),
    )


def _of_kind(kind: str) -> str:
    return (
        f"it is of WordPress's type '{kind}', and only posts are articles; if these are, set their "
        "post_type to 'post' in the export"
    )


def _not_public(item: Element) -> str | None:
    status = _field(item, "status") or "publish"
    if status != "publish":
        return (
            f"it is not published (its status in WordPress is '{status}'); publish it and export "
            "again, or leave it out"
        )
    if _field(item, "post_password"):
        return "it can only be read with a password, so it is not public; leave it out"
    return None


def _published(item: Element) -> str | None:
    """The day and hour with its zone: WordPress keeps both clocks, and pubDate may be in 1970."""
    gmt = _field(item, "post_date_gmt")
    if gmt and not gmt.startswith(_NO_DATE):
        return f"{gmt}+00:00"
    local = _field(item, "post_date")
    return local if local and not local.startswith(_NO_DATE) else _field(item, "pubDate")


def _labels(item: Element, domain: str) -> Iterator[str]:
    for part in item:
        if name_of(part) == "category" and attribute(part, "domain") == domain:
            label = words_of(part)
            if label:
                yield label


def _field(item: Element, name: str) -> str | None:
    return next((words_of(part) for part in item if name_of(part) == name), None)


def _without_calls(content: str) -> str:
    captioned = _CAPTION.sub(r"<figcaption>\1</figcaption>", content)
    return _CALL.sub("", _EMBEDDED.sub("", captioned))
