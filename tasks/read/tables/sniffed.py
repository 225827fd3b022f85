"""The dialect of delimited text, found by trying: that whose columns look most like a table's."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from tasks.read.files.lines import head_of
from tasks.read.hints import NO_HINTS, Hints
from tasks.read.record import UnreadableFileError
from tasks.read.source import HEAD, Source
from tasks.read.tables.columns import known_fields
from tasks.read.tables.delimited import Broken, rows_of
from tasks.read.tables.dialect import Dialect
from tasks.read.tables.heading import header_of

_DELIMITERS = (",", ";", "\t", "|")
_QUOTES = ('"', "'", None)
_SEP_LINE = re.compile(r"\s*\"?sep=(.)\"?\s*", re.IGNORECASE)
_SAMPLE_ROWS = 100
# What a row costs whose marks are not closed, or not doubled; a cell that still has marks around
# it, or begins with a space, as what follows a comma in a sentence. Even rows are worth 5.
_BROKEN, _LOOSE, _MARKED, _TORN = 8.0, 1.0, 8.0, 4.0
_LINES_ABOVE = 10
_LONGEST_HEADER = 1_000


@dataclass(frozen=True, slots=True)
class Sampled:
    """A dialect with the first rows as it reads them, and how well they fit it.

    `even` is the share of rows with as many cells as the table has columns, `torn` that of cells
    which go on with a space, as a sentence does after its commas.
    """

    dialect: Dialect
    rows: tuple[list[str], ...]
    score: float
    even: float
    width: int
    known: frozenset[str]
    torn: float


def sampled(head: str, hints: Hints, *, whole: bool) -> Sampled | None:
    """The dialect that fits the beginning of a file best; None where none makes columns of it.

    `whole` says that the head is all of the file, so that its last row is not cut off.
    """
    sep = _SEP_LINE.fullmatch(head.partition("\n")[0])
    if sep:
        head = head.partition("\n")[2]
    # Of several rows with the same score, the order of the delimiters decides.
    tried = [
        one
        for dialect in _dialects(head, hints, sep[1] if sep else None)
        if (one := _try(dialect, head, hints, whole=whole)) is not None
    ]
    return max(tried, key=lambda one: one.score, default=None)


def _dialects(head: str, hints: Hints, sep: str | None) -> Iterator[Dialect]:
    said = hints.delimiter or sep
    delimiters = (said,) if said else _DELIMITERS
    quotes = (hints.quote or None,) if hints.quote is not None else _QUOTES
    for delimiter, quote in product(delimiters, quotes):
        escapes = (None, "\\") if quote and f"\\{quote}" in head else (None,)
        spaced = quote is not None and f"{delimiter} {quote}" in head
        for escape, spaces in product(escapes, (False, True) if spaced else (False,)):
            yield Dialect(delimiter, quote, escape, spaces, sep is not None)


def _try(dialect: Dialect, head: str, hints: Hints, *, whole: bool) -> Sampled | None:
    lines = iter(io.StringIO(head, newline=""))
    try:
        read = list(islice(rows_of(lines, dialect), _SAMPLE_ROWS + 1))
    except UnreadableFileError:
        return None  # Marks everywhere that are none.
    if len(read) <= _SAMPLE_ROWS and not whole and len(read) > 1:
        read.pop()
    rows = [row.cells for row in read if not isinstance(row, Broken)]
    first = next((at for at, row in enumerate(rows) if any(cell.strip() for cell in row)), None)
    if first is None:
        return None
    header = header_of(rows, first, hints)
    below = [row for row in rows[first if header is None else header :] if "".join(row).strip()]
    width = _common(below) if header is None else len(rows[header])
    known = frozenset() if header is None else known_fields(rows[header])
    if width < 2 and "text" not in known and not hints.columns:
        return None
    even = sum(len(row) == width for row in below) / len(below)
    cells = [cell for row in below for cell in row if len(cell.strip()) > 1]
    broken = sum(isinstance(row, Broken) for row in read) / len(read)
    loose = sum(not isinstance(row, Broken) and row.remark is not None for row in read) / len(read)
    marked = sum(_is_marked(cell.strip()) for cell in cells) / max(1, len(cells))
    torn = sum(cell.startswith(" ") for cell in cells) / max(1, len(cells))
    score = 10 * ("text" in known) + len(known) + 5 * even + min(width, 10) / 20
    score -= _BROKEN * broken + _LOOSE * loose + _MARKED * marked + _TORN * torn
    placed = replace(dialect, header=header, first=first)
    return Sampled(placed, tuple(rows), score, even, width, known, torn)


def _is_marked(cell: str) -> bool:
    return len(cell) > 1 and cell[0] in "\"'" and cell[0] == cell[-1]


def _common(rows: Sequence[Sequence[str]]) -> int:
    return Counter(map(len, rows)).most_common(1)[0][0]


def is_surely_a_table(source: Source) -> bool:
    """Whether a file of any name can be nothing but a table of articles.

    One of its first lines names a text and another field of an article, and all rows below have as
    many cells. Prose has no such line.
    """
    head = head_of(source)
    lines = head.split("\n", _LINES_ABOVE)[:_LINES_ABOVE]
    named = (
        known_fields([cell.strip("\"' \r") for cell in line.split(delimiter)])
        for line in lines
        for delimiter in _DELIMITERS
        if delimiter in line and len(line) < _LONGEST_HEADER
    )
    if "\0" in head or not any("text" in known and len(known) > 1 for known in named):
        return False
    found = sampled(head, NO_HINTS, whole=len(source.head) < HEAD)
    return (
        found is not None
        and found.width > 1
        and found.even == 1
        and "text" in found.known
        and len(found.known) > 1
        and len(found.rows) > 1
    )
