"""RTF: downloads of Nexis and Factiva, and articles that somebody wrote.

Marks of formatting are lost: a headline is told by its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from striprtf.striprtf import rtf_to_text

from tasks.read.hints import Hints
from tasks.read.press import document
from tasks.read.press.line import Line
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import Source

# Its signature has no types.
_plain: Callable[..., str] = rtf_to_text

_TITLE = re.compile(r"\{\\title\s([^{}]{1,600})\}")
# A line's end within a paragraph, where paragraphs are marked as such.
_SOFT_BREAK = re.compile(r"\\line(?![a-z])\s?")
_PARAGRAPH = re.compile(r"\\par(?![a-z])")
_FEW = 3
_CELLS = re.compile(r"\s*\|\s*")
_BROKEN = "the RTF document is damaged; open it in a word processor, save it as .docx and drop that"
_CUT_OFF = "the RTF document breaks off before its end; get it again from where it came from"


def records(source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    """The document's articles; without headers, footers, notes and pictures."""
    raw = source.whole().strip(b"\0 \t\r\n").decode("cp1252", "replace")
    if len(_PARAGRAPH.findall(raw)) > _FEW:
        raw = _SOFT_BREAK.sub(" ", raw)
    lines = [Line(text) for text in map(_tidy, _text(raw).split("\n")) if text]
    found = _TITLE.search(raw)
    title = _tidy(_text(rf"{{\rtf1\ansi\ansicpg1252 {found[1]}}}")) if found else None
    whole = raw.endswith("}")
    given = list(document.articles(lines, title=title or None))
    if not whole and len(given) == 1 and isinstance(given[0], Record) and given[0].name is None:
        raise UnreadableFileError(_CUT_OFF)
    yield from given
    if not whole:
        raise UnreadableFileError(_CUT_OFF)


def _text(rtf: str) -> str:
    try:
        text = _plain(rtf, errors="replace")
        # Characters beyond 16 bits are written in two halves.
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError) as error:
        raise UnreadableFileError(_BROKEN) from error


def _tidy(line: str) -> str:
    """A line without soft hyphens; cells of a table's row are parted as elsewhere."""
    line = " ".join(line.replace("\u00ad", "").split())
    if line.endswith("|"):
        line = " | ".join(filter(None, _CELLS.split(line)))
    return line
