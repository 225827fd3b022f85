"""What trafilatura takes for a page's text, paragraph by paragraph.

Trafilatura (Barbaresi 2021, https://aclanthology.org/2021.acl-demo.15) tells the text from what
surrounds it; with its preference for precision it was the best of the open extractors here. What it
leaves in by mistake is sorted out afterwards (tasks/read/page/boxes.py).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import trafilatura
from lxml.etree import _Element
from lxml.html import HtmlElement

Kind = Literal["text", "heading", "item", "quote", "cell"]

# It logs what it discards as warnings; the reasons that count are told by the verdict.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

_BREAK = "\ue000"
# A line break after one of these divides paragraphs, as a question and its answer.
_ENDS = re.compile(r"[.!?:…]['\"“”«»‹›‘’)]*$")
# A cell of so many words belongs to a layout, not to a table.
_LAYOUT_CELL = 25


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, item of a list, or row of a table, in one line without mark-up."""

    text: str
    kind: Kind = "text"


def blocks_of(tree: HtmlElement, *, precise: bool = True) -> list[Block]:
    """The blocks of the page's main text in their order; the tree is left as it is."""
    document: Any = trafilatura.bare_extraction(
        tree,
        favor_precision=precise,
        include_comments=False,
        include_tables=True,
        output_format="xml",
    )
    if document is None or document.body is None:
        return []
    found = [block for element in document.body for block in _of(element)]
    return [block for block in found if block.text]


def _of(element: _Element) -> Iterator[Block]:
    tag = element.tag
    if tag in ("list", "ul", "ol"):
        for item in element:
            yield from (Block(line, "item") for line in _lines(item))
    elif tag in ("quote", "blockquote"):
        inner = [child for child in element if child.tag in ("p", "list", "head", "quote")]
        if inner and not (element.text or "").strip():
            yield from (Block(block.text, "quote") for child in inner for block in _of(child))
        else:
            yield from (Block(line, "quote") for line in _lines(element))
    elif tag == "table":
        yield from _rows(element)
    elif tag in ("head", "h1", "h2", "h3", "h4", "h5", "h6"):
        yield Block(" ".join(_lines(element)), "heading")
    elif tag in ("div", "section", "article", "main", "body", "span") and _holds_blocks(element):
        # The library's second extractor gives HTML.
        yield from (Block(line) for line in _split(element.text or ""))
        for child in element:
            yield from _of(child)
            yield from (Block(line) for line in _split(child.tail or ""))
    elif isinstance(tag, str):
        yield from (Block(line) for line in _lines(element))


def _holds_blocks(element: _Element) -> bool:
    return any(
        child.tag in ("p", "div", "section", "list", "ul", "head", "h2", "quote", "article")
        for child in element
    )


def _rows(table: _Element) -> Iterator[Block]:
    for row in table.iter("row", "tr"):
        cells = [_lines(cell) for cell in row if cell.tag in ("cell", "td", "th")]
        if any(len(line.split()) >= _LAYOUT_CELL for lines in cells for line in lines):
            yield from (Block(line) for lines in cells for line in lines)
        else:
            yield Block("; ".join(" ".join(lines) for lines in cells if lines), "cell")


def _lines(element: _Element) -> list[str]:
    """The element's text, divided where line breaks divide paragraphs."""
    return _split("".join(_pieces(element)))


def _pieces(element: _Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        block = child.tag in ("p", "item", "list", "head", "quote", "div", "li", "ul", "ol")
        if child.tag in ("lb", "br"):
            yield _BREAK
        elif isinstance(child.tag, str):
            yield from ((_BREAK + _BREAK) if block else "",)
            yield from _pieces(child)
            yield from ((_BREAK + _BREAK) if block else "",)
        yield child.tail or ""


def _split(text: str) -> list[str]:
    lines: list[list[str]] = []
    breaks = 0
    for piece in text.split(_BREAK):
        if words := " ".join(piece.split()):
            if not lines or breaks > 1 or _ENDS.search(lines[-1][-1]):
                lines.append([])
            lines[-1].append(words)
            breaks = 0
        breaks += 1
    return [" ".join(pieces) for pieces in lines]
