"""NewsML-G2: what agencies send today, one item a file or a message with many."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from lxml import etree

from tasks.read.fields.body import or_unreadable
from tasks.read.fields.embargo import embargo_until
from tasks.read.fields.markup import paragraphs_of
from tasks.read.fields.plain import parted
from tasks.read.files.xml import Element, attribute, first, name_of, outermost, words_of
from tasks.read.formats import nitf
from tasks.read.hints import Hints
from tasks.read.paragraph import Paragraph
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import Source

_ITEMS = frozenset({"newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem"})
_SECTIONS = ("department", "section", "category", "desk")


def records(source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    """The file's texts; what is withdrawn or held back, pictures and packages with that reason."""
    now = datetime.now(UTC)
    found = False
    for element in outermost(source, _ITEMS):
        found = True
        yield _item(element, now)
    if not found:
        raise UnreadableFileError("the message holds no items; get it again from its source")


def _item(item: Element, now: datetime) -> Record | Unreadable:
    guid = attribute(item, "guid")
    why = _no_article(item) or _held_back(item, now)
    if why:
        return Unreadable(guid, why)
    content = _child(item, "contentMeta")
    meta = _child(item, "itemMeta")
    provider = _named(_child(meta, "provider"))
    version = attribute(item, "version") or ""
    return or_unreadable(
        Record(
            name=guid,
            text=_text(item),
            title=_headline(content) or words_of(_child(meta, "title")),
            published=words_of(_child(meta, "versionCreated"))
            or words_of(_child(content, "contentModified"))
            or words_of(_child(content, "contentCreated"))
            or words_of(_child(meta, "firstCreated")),
            outlet=provider,
            url=_page(meta),
            section=next(_subjects(content, _SECTIONS), None),
            authors=tuple(_authors(content)),
            agency=words_of(_child(content, "creditline"))
            or _named(_child(content, "infoSource"))
            or provider,
            tags=tuple(dict.fromkeys(_tags(content))),
            version=int(version) if version.isdecimal() and len(version) < 10 else None,
        ),
        teaser=words_of(_child(content, "description")),
    )


def _no_article(item: Element) -> str | None:
    kind = name_of(item)
    if kind != "newsItem":
        return f"it is a <{kind}>, which only names other items; read the newsItems themselves"
    of_class = attribute(first(item, "itemMeta", "itemClass"), "qcode") or ""
    what = of_class.rpartition(":")[2]
    if what and what not in {"text", "composite"}:
        return f"it is no text but of the class '{what}'; leave it out"
    return None


def _held_back(item: Element, now: datetime) -> str | None:
    meta = _child(item, "itemMeta")
    status = (attribute(_child(meta, "pubStatus"), "qcode") or "").rpartition(":")[2]
    return nitf.stopped(status.lower()) or embargo_until(words_of(_child(meta, "embargoed")), now)


def _text(item: Element) -> tuple[Paragraph, ...]:
    """The paragraphs of the first content that is text; others are renditions of the same."""
    content = _child(item, "contentSet")
    for part in content if content is not None else ():
        found: tuple[Paragraph, ...] = ()
        if name_of(part) == "inlineXML":
            inner = next(iter(part), None)
            if inner is not None and name_of(inner) == "nitf":
                found = nitf.text(inner)
            elif inner is not None:
                found = paragraphs_of(etree.tostring(inner, encoding="unicode", with_tail=False))
        elif name_of(part) == "inlineData" and not attribute(part, "encoding"):
            raw = "".join(part.itertext())
            kind = attribute(part, "contenttype") or ""
            found = paragraphs_of(raw) if "html" in kind else parted(raw)
        if found:
            return found
    return ()


def _headline(content: Element | None) -> str | None:
    """The first headline that is not called a secondary one."""
    found = [part for part in _children(content, "headline") if words_of(part)]
    main = [part for part in found if "main" in (attribute(part, "role") or "main")]
    return words_of(next(iter(main or found), None))


def _authors(content: Element | None) -> Iterator[str]:
    """The words of bylines; creators are often only initials, and count where there is none."""
    found = [words_of(part) for part in _children(content, "by")]
    found = [words for words in found if words] or [
        _named(part) for part in _children(content, "creator")
    ]
    yield from dict.fromkeys(filter(None, found))


def _tags(content: Element | None) -> Iterator[str]:
    for part in (*_children(content, "genre"), *_children(content, "subject")):
        name = _named(part)
        if name:
            yield name
    for part in _children(content, "keyword"):
        words = words_of(part)
        if words:
            yield words


def _subjects(content: Element | None, kinds: tuple[str, ...]) -> Iterator[str]:
    for part in _children(content, "subject"):
        kind = (attribute(part, "type") or "").rpartition(":")[2].lower()
        name = _named(part)
        if name and kind.endswith(kinds):
            yield name


def _page(meta: Element | None) -> str | None:
    for link in _children(meta, "link"):
        href = attribute(link, "href") or ""
        if href.startswith(("http://", "https://")):
            return href
    return None


def _named(element: Element | None) -> str | None:
    """A concept's own name, German where it has several; else its literal."""
    if element is None:
        return None
    names = list(_children(element, "name"))
    german = [name for name in names if (attribute(name, "lang") or "").startswith("de")]
    return words_of(next(iter(german or names), None)) or attribute(element, "literal")


def _child(element: Element | None, name: str) -> Element | None:
    return next(_children(element, name), None)


def _children(element: Element | None, name: str) -> Iterator[Element]:
    return (part for part in (element if element is not None else ()) if name_of(part) == name)
