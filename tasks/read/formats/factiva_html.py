"""HTML of Factiva downloads: articles for reading, or tables with codes of fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tasks.read.fields.authors import authors_of
from tasks.read.fields.body import or_unreadable
from tasks.read.files.characters import decoded
from tasks.read.files.xml import Element, words_of
from tasks.read.hints import Hints
from tasks.read.paragraph import Paragraph
from tasks.read.press import factiva
from tasks.read.press.line import Line
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import Source

_ARTICLE = re.compile(r"(?:^|\s)(?:article|[a-z]{2}Article)(?:\s|$)")
_HEADLINE = re.compile(r"(?:^|\s)[a-z]{2}Headline(?:\s|$)")
_PARAGRAPH = re.compile(r"(?:^|\s)(?:article|[a-z]{2}Article)Paragraph(?:\s|$)")
_CODE = re.compile(r"[A-Z]{2,3}")
_BLOCKS = frozenset({"div", "p", "td", "pre", "h1", "h2", "h3", "h4"})
_TAG = re.compile(r"[^|:]*:\s*")


def records(source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    """The page's documents."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    raw = decoded(source.whole()).replace("\0", "")
    try:
        root = etree.fromstring(raw.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    number = 0
    for element in root.iter("div") if root is not None else ():
        if _ARTICLE.search(element.get("class") or "") and not _is_within(element):
            number += 1
            yield _article(element, number)
    if not number:
        raise UnreadableFileError("the page holds no articles of Factiva; download it again")


def _is_within(element: Element) -> bool:
    return any(_ARTICLE.search(around.get("class") or "") for around in element.iterancestors())


def _article(element: Element, number: int) -> Record | Unreadable:
    fields = dict(_fields(element))
    if "HD" in fields:
        return _of_fields(fields, number)
    head: list[Line] = []
    body: list[Line] = []
    name: str | None = None
    for block in element.iter():
        of = str(block.get("class") or "")
        if _PARAGRAPH.search(of):
            text = words_of(block)
            if text:
                body.append(Line(text))
        elif _HEADLINE.search(of) or (
            block.tag in _BLOCKS and not any(_is_block(inner) for inner in block.iterdescendants())
        ):
            text = words_of(block)
            found = factiva.document_number(text or "")
            if found:
                name = found
            elif text and not body:
                head.append(Line(text, is_title=_HEADLINE.search(of) is not None))
    name = name or str(element.get("id") or "").removeprefix("article-") or str(number)
    if not body:
        head, body = factiva.parted(head)
    return factiva.article(head, body, name=name)


def _is_block(element: Element) -> bool:
    return element.tag in _BLOCKS or _HEADLINE.search(element.get("class") or "") is not None


def _fields(element: Element) -> Iterator[tuple[str, Element]]:
    """The cells of a table by the codes before them."""
    for row in element.iter("tr"):
        cells = list(row.iterchildren("td"))
        code = words_of(cells[0]) if len(cells) > 1 else None
        if code and _CODE.fullmatch(code):
            yield code, cells[1]


def _of_fields(fields: dict[str, Element], number: int) -> Record | Unreadable:
    text = {code: words_of(cell) for code, cell in fields.items()}
    day, hour = text.get("PD"), text.get("ET")
    return or_unreadable(
        Record(
            name=factiva.document_number(text.get("AN") or "") or text.get("AN") or str(number),
            text=tuple(
                Paragraph(words)
                for code in ("LP", "TD")
                if code in fields
                for words in _paragraphs(fields[code])
            ),
            title=text.get("HD"),
            published=" ".join(filter(None, (day, hour))) or None,
            outlet=text.get("SN"),
            section=text.get("SE"),
            authors=authors_of(text.get("BY") or ""),
            tags=tuple(
                tag.strip() for tag in _TAG.sub("|", text.get("NS") or "").split("|") if tag.strip()
            ),
        )
    )


def _paragraphs(cell: Element) -> Iterator[str]:
    inner = [words_of(part) for part in cell.iter("p")]
    yield from filter(None, inner or [words_of(cell)])
