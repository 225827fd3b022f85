"""Texts of OpenDocument (.odt), as LibreOffice writes them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from tasks.read.files.office import BROKEN, ENCRYPTED, container, part
from tasks.read.files.xml import Element, attribute, name_of, outermost, words_of
from tasks.read.hints import Hints
from tasks.read.press import document
from tasks.read.press.line import Line
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import Source
from tasks.text.article import BlockKind

_CONTENT = "content.xml"
_META = "meta.xml"
_MANIFEST = "META-INF/manifest.xml"
_UNREAD = frozenset({"note", "annotation", "annotation-end", "tracked-changes", "ruby-text"})
_SPACES = frozenset({"s", "tab", "line-break"})
_TITLES = frozenset({"Title", "Heading_20_1"})
_HEADINGS = frozenset({"Subtitle"})
_CAPTIONS = frozenset({"Caption", "Illustration", "Figure"})
_READ = frozenset({"style", "h", "p", "table", "tracked-changes", "table-of-content"})


def records(source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    """The document's articles; comments, notes, headers and what was deleted are left out."""
    with container(source) as parts:
        if _is_encrypted(parts, source.max_bytes):
            raise UnreadableFileError(ENCRYPTED)
        content = part(parts, _CONTENT, max_bytes=source.max_bytes)
        if content is None:
            raise UnreadableFileError(BROKEN)
        lines: list[Line] = []
        parents: dict[str, str] = {}
        for element in outermost(content, _READ):
            match name_of(element):
                case "style":
                    parent = attribute(element, "parent-style-name")
                    if parent:
                        parents[attribute(element, "name") or ""] = parent
                case "h" | "p":
                    lines.extend(_line(element, parents))
                case "table":
                    lines.extend(_rows(element))
        meta = part(parts, _META, max_bytes=source.max_bytes)
        titles = map(words_of, outermost(meta, frozenset({"title"}))) if meta else iter(())
        title = next(filter(None, titles), None)
    yield from document.articles(lines, title=title)


def _is_encrypted(parts: zipfile.ZipFile, max_bytes: int) -> bool:
    manifest = part(parts, _MANIFEST, max_bytes=max_bytes)
    return manifest is not None and b"encryption-data" in manifest.whole()


def _line(element: Element, parents: dict[str, str]) -> Iterator[Line]:
    text = _words(element)
    if not text:
        return
    style = attribute(element, "style-name") or ""
    style = parents.get(style, style)
    is_title = style in _TITLES or (
        name_of(element) == "h" and attribute(element, "outline-level") == "1"
    )
    kind: BlockKind | None = None
    if name_of(element) == "h" or style in _HEADINGS:
        kind = "subheading"
    elif style in _CAPTIONS:
        kind = "caption"
    link = next((inner for inner in element if name_of(inner) == "a"), None)
    yield Line(text, kind, is_title=is_title, link=attribute(link, "href"))


def _rows(table: Element) -> Iterator[Line]:
    for row in table.iter(table.tag.replace("}table", "}table-row")):
        text = " | ".join(filter(None, map(_words, row)))
        if text:
            yield Line(text)


def _words(element: Element) -> str:
    held: list[str] = []

    def walk(inner: Element) -> None:
        name = name_of(inner)
        if name and name not in _UNREAD:
            held.append(" " if name in _SPACES else inner.text or "")
            for child in inner:
                walk(child)
                held.append(child.tail or "")
            if name == "p":
                held.append(" ")

    walk(element)
    return " ".join("".join(held).replace("\u00ad", "").split())
