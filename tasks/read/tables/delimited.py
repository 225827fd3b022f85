"""The rows of delimited text, read on behind those whose quotation marks are wrong."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tasks.read.record import UnreadableFileError
from tasks.read.source import MEGABYTE
from tasks.read.tables.dialect import Dialect

# Longer than any article with its mark-up; a mark that is not closed would take all that follows.
_LONGEST_CELL = 4 * MEGABYTE
# So many lines are looked at for the end of a row whose marks are wrong.
_MOST_LINES = 500
_MOST_STARTS = 20
# Each mark that is not closed costs a look at the lines below it.
_MOST_UNCLOSED = 50
UNDOUBLED = "quotation marks in it are not doubled, as they must be in a table; they were kept"


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, with a remark where they were not written as they should be."""

    cells: list[str]
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class Broken:
    """A row whose cells cannot be told, with the reason."""

    reason: str


def rows_of(lines: Iterator[str], dialect: Dialect) -> Iterator[Row | Broken]:
    """All rows, blank lines left out.

    Raises UnreadableFileError where too many marks are not closed for the file to be read on.
    """
    csv.field_size_limit(_LONGEST_CELL)
    feed = _Feed(lines)
    reader = dialect.rows(feed)
    unclosed = width = 0
    while True:
        feed.taken.clear()
        row: Row | None = None
        error: csv.Error | None = None
        try:
            row = Row(next(reader))
        except StopIteration:
            return
        except csv.Error as raised:
            error = raised
            reader = dialect.rows(feed)
            row = _loose_row(feed, dialect) if "expected after" in str(error) else None
        width = width or (len(row.cells) if row else 0)
        suspected = error is not None or (row is not None and len(row.cells) != width)
        if row is None or (suspected and _holds_rows(feed.taken[1:], dialect, width)):
            # The lines below may be rows of their own.
            first, *below = feed.taken
            cut = not below and feed.is_at_end
            feed.push_back(below)
            unclosed += 1
            if unclosed > _MOST_UNCLOSED:
                raise UnreadableFileError(
                    f"in more than {_MOST_UNCLOSED} rows a quotation mark is not closed; export "
                    "the table anew, or say in sources.toml what stands around its texts (quote)"
                ) from error
            yield Broken(
                "the file ends within this row, so it is cut off; copy it anew"
                if cut
                else f"a quotation mark that begins at {first.strip()[:40]!r} is not closed; "
                "export the table anew, with quotation marks in texts doubled, or write "
                'quote = "" into sources.toml, where none stand around texts'
            )
        elif any(row.cells):
            yield row


def _holds_rows(lines: list[str], dialect: Dialect, width: int) -> bool:
    """Whether a row begins at one of the lines, so that a row that took them was not closed."""
    starts = range(min(len(lines), _MOST_STARTS))
    return width > 1 and any(_width(lines[at:], dialect) == width for at in starts)


def _width(lines: list[str], dialect: Dialect) -> int:
    try:
        return len(next(dialect.rows(iter(lines)), []))
    except csv.Error:
        return 0


class _Feed:
    """Lines for the reader, which can be taken back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._again: list[str] = []
        self.taken: list[str] = []
        self.is_at_end = False

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if self._again:
            line = self._again.pop()
        else:
            try:
                line = next(self._lines)
            except StopIteration:
                self.is_at_end = True
                raise
        self.taken.append(line)
        return line

    def push_back(self, lines: list[str]) -> None:
        self._again.extend(reversed(lines))


def _loose_row(feed: _Feed, dialect: Dialect) -> Row | None:
    """The row at the lines that the feed gave last, and at as many more as it needs."""
    if dialect.quote is None:
        return None
    while (cells := _loose(_without_end("".join(feed.taken)), dialect)) is None:
        if len(feed.taken) >= _MOST_LINES or next(feed, None) is None:
            return None
    return Row(cells, UNDOUBLED)


def _loose(text: str, dialect: Dialect) -> list[str] | None:
    """Cells between marks that are not doubled within; None where one is not closed.

    A mark ends its cell where the delimiter follows it, and the text does not go on with a space.
    """
    quote, delimiter = dialect.quote or '"', dialect.delimiter
    ends = re.compile(rf"({re.escape(quote)}+) *(?:{re.escape(delimiter)}(?! )|\Z)")
    cells: list[str] = []
    at = 0
    while at <= len(text):
        if text.startswith(quote, at):
            found = ends.search(text, at + 1)
            # An even number of marks is doubled ones, but for that of an empty cell.
            while found and len(found[1]) % 2 == 0 and found.end() < len(text):
                found = ends.search(text, found.end(1))
            if found is None:
                return None
            inside = text[at + 1 : found.end(1) - 1]
            cells.append(inside.replace(quote * 2, quote))
            at = found.end() + (found.end() == len(text) and not text.endswith(delimiter))
        else:
            end = text.find(delimiter, at)
            end = len(text) if end < 0 else end
            cells.append(text[at:end])
            at = end + 1
    return cells


def _without_end(text: str) -> str:
    return text.rstrip("\r\n")
