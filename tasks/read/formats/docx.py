"""Word documents (.docx): downloads of Nexis and Factiva, and articles that somebody wrote."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tasks.read.files.office import BROKEN, container, part
from tasks.read.files.xml import Element, attribute, first, name_of, outermost, words_of
from tasks.read.hints import Hints
from tasks.read.press import document
from tasks.read.press.line import Line
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import Source
from tasks.text.article import BlockKind

_BODY = "word/document.xml"
_STYLES = "word/styles.xml"
_LINKS = "word/_rels/document.xml.rels"
_PROPERTIES = "docProps/core.xml"
# What is in a paragraph and not in its text: what was deleted, codes of fields, the older of two
# drawings of the same, text of other places.
_UNREAD = frozenset(
    {
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "Fallback",
        "pPr",
        "rPr",
        "footnoteReference",
        "endnoteReference",
        "commentReference",
        "sdtPr",
    }
)
_SPACES: Mapping[str, str] = MappingProxyType(
    {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "softHyphen": ""}
)
_TITLE = re.compile(r"(?:title|titel|heading 1|überschrift 1)", re.IGNORECASE)
_HEADING = re.compile(r"(?:heading|überschrift|subtitle|untertitel)\b", re.IGNORECASE)
_CAPTION = re.compile(r"(?:caption|beschriftung|bildunterschrift)", re.IGNORECASE)
# What Word writes by itself for documents without a title.
_NO_TITLE = re.compile(
    r"(?:Microsoft Word - .*|Dokument ?\d*|Document ?\d*|.*\.docx?)", re.IGNORECASE
)


def records(source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    """The document's articles; comments, notes, headers and what was deleted are left out."""
    with container(source) as parts:
        body = part(parts, _BODY, max_bytes=source.max_bytes)
        if body is None:
            raise UnreadableFileError(BROKEN)
        styles = _styles(parts, source.max_bytes)
        links = _links(parts, source.max_bytes)
        lines = [
            line
            for element in outermost(body, frozenset({"p", "tbl"}))
            for line in _lines(element, styles, links)
        ]
        title = _title(parts, source.max_bytes)
    yield from document.articles(lines, title=title)


def _lines(element: Element, styles: Mapping[str, str], links: Mapping[str, str]) -> Iterator[Line]:
    """A paragraph's line; for a table one a row, its cells parted by ` | `."""
    if name_of(element) == "tbl":
        for row in element.iter(element.tag.replace("}tbl", "}tr")):
            cells = [" ".join(_text(cell).split()) for cell in row if name_of(cell) == "tc"]
            text = " | ".join(filter(None, cells))
            if text:
                yield Line(text)
        return
    text = " ".join(_text(element).split())
    if not text:
        return
    style = attribute(first(element, "pPr", "pStyle"), "val") or ""
    named = styles.get(style, style)
    kind: BlockKind | None = None
    if _HEADING.match(named):
        kind = "subheading"
    elif _CAPTION.match(named):
        kind = "caption"
    link = attribute(first(element, "hyperlink"), "id")
    yield Line(text, kind, is_title=_TITLE.fullmatch(named) is not None, link=links.get(link or ""))


def _text(element: Element) -> str:
    held: list[str] = []
    stack = [element]
    while stack:
        inner = stack.pop()
        name = name_of(inner)
        if name in _UNREAD or not name:
            continue
        if name == "t":
            held.append(inner.text or "")
        elif name in _SPACES:
            held.append(_SPACES[name])
        elif name == "p" and inner is not element:
            held.append(" ")
        stack.extend(reversed(inner))
    return "".join(held)


def _styles(parts: zipfile.ZipFile, max_bytes: int) -> Mapping[str, str]:
    """The styles' names by their identifiers, which are translated."""
    source = part(parts, _STYLES, max_bytes=max_bytes)
    return {
        attribute(style, "styleId") or "": attribute(first(style, "name"), "val") or ""
        for style in (outermost(source, frozenset({"style"})) if source else ())
    }


def _links(parts: zipfile.ZipFile, max_bytes: int) -> Mapping[str, str]:
    source = part(parts, _LINKS, max_bytes=max_bytes)
    return {
        attribute(link, "Id") or "": attribute(link, "Target") or ""
        for link in (outermost(source, frozenset({"Relationship"})) if source else ())
        if attribute(link, "TargetMode") == "External"
    }


def _title(parts: zipfile.ZipFile, max_bytes: int) -> str | None:
    source = part(parts, _PROPERTIES, max_bytes=max_bytes)
    titles = outermost(source, frozenset({"title"})) if source else ()
    title = next(filter(None, map(words_of, titles)), None)
    return None if title is None or _NO_TITLE.fullmatch(title) else title
