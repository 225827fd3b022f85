"""XML and XML-TEI as trafilatura writes them, one article a file or many in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from tasks.read.fields.body import or_unreadable
from tasks.read.files.xml import (
    Element,
    attribute,
    below,
    first,
    name_of,
    outermost,
    paragraphs,
    words_of,
)
from tasks.read.hints import Hints
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import Source
from tasks.text.article import BlockKind

_BLOCKS: MappingProxyType[str, BlockKind | None] = MappingProxyType(
    {
        "main": None,
        "body": None,
        "div": None,
        "p": None,
        "list": None,
        "item": None,
        "quote": None,
        "table": None,
        "row": None,
        "sp": None,
        "code": None,
        "lg": None,
        "l": None,
        "head": "subheading",
        "ab": "subheading",
        "figDesc": "caption",
    }
)
_WITHOUT = frozenset({"comments", "graphic", "note", "fw"})
_BETWEEN = re.compile(r"\s*[;,]\s*")
_SITE = re.compile(r"(.*\S)\s*\([\w.-]+\.[\w-]+\)")


def records(source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    """The file's articles; readers' comments are left out."""
    found = False
    for element in outermost(source, frozenset({"doc", "TEI"})):
        found = True
        yield _doc(element) if name_of(element) == "doc" else _tei(element)
    if not found:
        raise UnreadableFileError("it holds neither <doc> nor <TEI>; extract the pages again")


def _doc(doc: Element) -> Record | Unreadable:
    main = first(doc, "main")
    return or_unreadable(
        Record(
            name=attribute(doc, "url") or attribute(doc, "id") or attribute(doc, "fingerprint"),
            text=() if main is None else paragraphs(main, _BLOCKS, without=_WITHOUT),
            title=attribute(doc, "title"),
            published=attribute(doc, "date"),
            outlet=attribute(doc, "sitename") or attribute(doc, "hostname"),
            url=attribute(doc, "url") or attribute(doc, "source"),
            section=next(iter(_listed(attribute(doc, "categories"))), None),
            authors=_listed(attribute(doc, "author"), between=";"),
            tags=_listed(attribute(doc, "tags")),
        ),
        teaser=attribute(doc, "excerpt"),
    )


def _tei(tei: Element) -> Record | Unreadable:
    body = first(tei, "text", "body")
    for comments in list(below(body, "div")) if body is not None else ():
        if attribute(comments, "type") == "comments":
            comments.getparent().remove(comments)
    header = first(tei, "teiHeader")
    full = first(header, "sourceDesc", "biblFull") if header is not None else None
    described = full if full is not None else header
    terms = list(below(header, "term")) if header is not None else []
    url = attribute(first(described, "ptr"), "target") if described is not None else None
    publisher = words_of(first(described, "publisher")) if described is not None else None
    site = _SITE.fullmatch(publisher or "")
    return or_unreadable(
        Record(
            name=url or _note(header, "id") or _note(header, "fingerprint"),
            text=() if body is None else paragraphs(body, _BLOCKS, without=_WITHOUT),
            title=words_of(first(described, "title")) if described is not None else None,
            published=_date(full),
            outlet=site[1] if site else publisher,
            url=url,
            section=next((tag for term in terms for tag in _terms(term, "categories")), None),
            authors=tuple(dict.fromkeys(filter(None, map(words_of, below(described, "author")))))
            if described is not None
            else (),
            tags=tuple(tag for term in terms for tag in _terms(term, "tags")),
        ),
        teaser=words_of(first(header, "abstract")) if header is not None else None,
    )


def _date(full: Element | None) -> str | None:
    date = first(full, "date") if full is not None else None
    return attribute(date, "when") or words_of(date)


def _note(header: Element | None, kind: str) -> str | None:
    notes = below(header, "note") if header is not None else ()
    return next((words_of(note) for note in notes if attribute(note, "type") == kind), None)


def _terms(term: Element, kind: str) -> tuple[str, ...]:
    return _listed(words_of(term)) if attribute(term, "type") == kind else ()


def _listed(words: str | None, *, between: str | None = None) -> tuple[str, ...]:
    parts = (words or "").split(between) if between else _BETWEEN.split(words or "")
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
