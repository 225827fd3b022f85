"""Plain text of press databases: many documents of Nexis or Factiva in one file."""

from __future__ import annotations

from collections.abc import Iterator

from tasks.read.hints import Hints
from tasks.read.press import document, factiva, nexis
from tasks.read.press.line import Line, is_day
from tasks.read.press.line_breaks import joined
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import Source
from tasks.text.article import Rejection
from tasks.text.encoding import decode

# Longer lines are paragraphs; shorter files were filled to a width.
_UNFILLED = 200


def records(source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    """The file's documents; a text of several would be one article otherwise."""
    content = decode(source.whole())
    if isinstance(content, Rejection):
        raise UnreadableFileError(content.reason)
    yield from document.articles(list(_lines(content.split("\n"))))


def _lines(lines: list[str]) -> Iterator[Line]:
    """Paragraphs: lines as they are, or those between blank lines where they were filled."""
    filled = all(len(line) <= _UNFILLED for line in lines)
    block: list[str] = []
    # Above Factiva's texts each line says something of its own.
    head = any(map(factiva.document_number, lines))
    for line in lines:
        text = line.strip()
        alone = nexis.is_label(text) or factiva.is_label(text) or is_day(text)
        if block and (alone or head or not filled or not text):
            yield Line(joined(block))
            block = []
        if text:
            block.append(text)
        if alone and block:
            yield Line(joined(block))
            block = []
        if factiva.document_number(text):
            head = True
        elif factiva.is_rights(text):
            head = False
    if block:
        yield Line(joined(block))
