"""NewsML 1: what agencies sent before NewsML-G2, and archives of them keep."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from lxml import etree

from tasks.read.fields.body import or_unreadable
from tasks.read.fields.embargo import embargo_until
from tasks.read.fields.markup import paragraphs_of
from tasks.read.fields.plain import parted
from tasks.read.files.xml import Element, attribute, below, first, name_of, outermost, words_of
from tasks.read.formats import nitf
from tasks.read.hints import Hints
from tasks.read.paragraph import Paragraph
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import Source


def records(source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    """The file's items; withdrawn and embargoed ones with that reason."""
    now = datetime.now(UTC)
    found = False
    for element in outermost(source, frozenset({"NewsItem"})):
        found = True
        yield _item(element, now)
    if not found:
        raise UnreadableFileError("the message holds no items; get it again from its source")


def _item(item: Element, now: datetime) -> Record | Unreadable:
    name = words_of(first(item, "NewsIdentifier", "PublicIdentifier")) or words_of(
        first(item, "NewsIdentifier", "NewsItemId")
    )
    status = (attribute(first(item, "NewsManagement", "Status"), "FormalName") or "").lower()
    change = words_of(first(item, "StatusWillChange", "DateAndTime"))
    why = nitf.stopped(status)
    if status == "embargoed":
        why = embargo_until(change, now) if change else nitf.stopped("withheld")
    if why:
        return Unreadable(name, why)
    revision = words_of(first(item, "NewsIdentifier", "RevisionId")) or ""
    credit = words_of(first(item, "NewsLines", "CreditLine"))
    provider = attribute(first(item, "Provider", "Party"), "FormalName")
    return or_unreadable(
        Record(
            name=name,
            text=_text(item),
            title=words_of(first(item, "NewsLines", "HeadLine"))
            or words_of(first(item, "body.head", "hl1")),
            published=words_of(first(item, "NewsManagement", "ThisRevisionCreated"))
            or words_of(first(item, "NewsManagement", "FirstCreated")),
            outlet=provider,
            authors=tuple(filter(None, (words_of(first(item, "NewsLines", "ByLine")),))),
            agency=credit or provider,
            tags=tuple(
                dict.fromkeys(filter(None, map(words_of, below(item, "KeywordLine", "Keyword"))))
            ),
            version=int(revision) if revision.isdecimal() and len(revision) < 10 else None,
        )
    )


def _text(item: Element) -> tuple[Paragraph, ...]:
    """The paragraphs of the first content that has some; others are renditions of the same."""
    for content in below(item, "DataContent"):
        inner = next(iter(content), None)
        if inner is None:
            found = parted("".join(content.itertext()))
        elif name_of(inner) == "nitf":
            found = nitf.text(inner)
        else:
            found = paragraphs_of(
                "".join(etree.tostring(part, encoding="unicode") for part in content)
            )
        if found:
            return found
    return ()
