"""NITF: the mark-up of articles that agencies and newspapers exchange."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from types import MappingProxyType

from tasks.read.fields.body import or_unreadable
from tasks.read.fields.embargo import embargo_until
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
from tasks.read.paragraph import Paragraph
from tasks.read.record import Record, Unreadable
from tasks.read.source import Source
from tasks.text.article import BlockKind

_BLOCKS: MappingProxyType[str, BlockKind | None] = MappingProxyType(
    {
        "body.content": None,
        "block": None,
        "p": None,
        "bq": None,
        "ol": None,
        "ul": None,
        "li": None,
        "dl": None,
        "dt": None,
        "dd": None,
        "pre": None,
        "hr": None,
        "table": None,
        "tr": None,
        "fn": None,
        "hl1": "subheading",
        "hl2": "subheading",
        "media": "caption",
        "media-caption": "caption",
        "caption": "caption",
    }
)
# What names a picture and its maker, and notes to the editors.
_WITHOUT = frozenset(
    {
        "media-reference",
        "media-metadata",
        "media-object",
        "media-producer",
        "note",
        "correction",
        "byline",
        "credit",
        "datasource",
    }
)
_STOPPED = frozenset({"canceled", "cancelled", "withheld", "killed", "kill", "cancel", "draft"})


def records(source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    """The file's articles; withdrawn and embargoed ones with that reason."""
    now = datetime.now(UTC)
    for element in outermost(source, frozenset({"nitf"})):
        yield article(element, now)


def article(nitf: Element, now: datetime) -> Record | Unreadable:
    """A <nitf> as a record; `now` is by the clock of this machine."""
    name = attribute(first(nitf, "doc-id"), "id-string")
    docdata = first(nitf, "docdata")
    status = (attribute(docdata, "management-status") or "").lower()
    release = attribute(first(nitf, "date.release"), "norm")
    publication = first(nitf, "pubdata")
    why = stopped(status) or embargo_until(release, now)
    if why:
        return Unreadable(name, why)
    by = first(nitf, "body.head", "byline")
    return or_unreadable(
        Record(
            name=name,
            text=(*_lead(nitf), *text(nitf)),
            title=words_of(first(nitf, "hedline", "hl1")) or words_of(first(nitf, "head", "title")),
            published=attribute(first(nitf, "date.issue"), "norm")
            or release
            or attribute(publication, "date.publication")
            or attribute(first(nitf, "story.date"), "norm"),
            outlet=attribute(publication, "name"),
            url=attribute(publication, "ex-ref"),
            section=attribute(publication, "position.section"),
            authors=_people(by),
            agency=words_of(first(nitf, "body.head", "distributor")),
            tags=tuple(_tags(nitf)),
            version=_version(first(nitf, "du-key")),
        )
    )


def stopped(status: str) -> str | None:
    """Why an article with this status of its sender is none; None where it may be used."""
    if status not in _STOPPED:
        return None
    return f"its source says that it is not to be used ('{status}'); leave it out"


def text(nitf: Element) -> tuple[Paragraph, ...]:
    """The paragraphs of an article's content."""
    body = first(nitf, "body")
    # Not of a note above the text, which has a <body.content> of its own.
    contents = [] if body is None else [part for part in body if name_of(part) == "body.content"]
    return tuple(
        part for content in contents for part in paragraphs(content, _BLOCKS, without=_WITHOUT)
    )


def _lead(nitf: Element) -> Iterator[Paragraph]:
    """Second headlines and the abstract stand above the text."""
    head = first(nitf, "body.head")
    for name in ("hl2", "abstract") if head is not None else ():
        for found in below(head, name):
            kind: BlockKind = "subheading" if name == "hl2" else "lead"
            yield from (
                Paragraph(part.text, kind) for part in paragraphs(found, _BLOCKS, without=_WITHOUT)
            )


def _people(by: Element | None) -> tuple[str, ...]:
    """The persons of a byline, or its own words."""
    if by is None:
        return ()
    named = [words_of(person) for person in below(by, "person")]
    words = words_of(by)
    return tuple(filter(None, named)) or ((words,) if words else ())


def _tags(nitf: Element) -> Iterator[str]:
    found = [attribute(keyword, "key") for keyword in below(nitf, "keyword")]
    found += [
        attribute(subject, "tobject.subject.type") for subject in below(nitf, "tobject.subject")
    ]
    yield from dict.fromkeys(filter(None, found))


def _version(key: Element | None) -> int | None:
    version = attribute(key, "version") or ""
    return int(version) if version.isdecimal() and len(version) < 10 else None
