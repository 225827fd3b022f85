"""Which row of a table names its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.read.hints import Hints
from tasks.read.tables.columns import known_fields

# Lines that an export puts above the names of its columns: its own name, a date.
_LINES_ABOVE = 10
_LONGEST_NAME = 60
_NO_NAME = re.compile(r"\d+([.,]\d+)*|https?:.*|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}.*|.{20,}[.!?]")


def header_of(rows: Sequence[Sequence[str]], first: int, hints: Hints) -> int | None:
    """The row that names the columns: one of the first with names that are known, else the first.

    The first where all its cells could be names, and not all below could be.
    """
    if hints.header is False:
        return None
    best, most = first, 0
    hinted = set(hints.columns.values())
    for at in range(first, min(first + _LINES_ABOVE, len(rows))):
        known = len(known_fields(rows[at])) if _could_be_names(rows[at]) else 0
        # Names that the hints give settle it.
        known += 2 * bool(hinted & {cell.strip() for cell in rows[at]})
        if known > most:
            best, most = at, known
    if most > 1 or hints.header:
        return best
    if not _could_be_names(rows[first]):
        return None
    below = rows[first + 1 :]
    return best if most or not below or not all(map(_could_be_names, below)) else None


def _could_be_names(row: Sequence[str]) -> bool:
    cells = [said for cell in row if (said := cell.strip())]
    return (
        bool(cells)
        and len(set(cells)) == len(cells)
        and all(len(cell) <= _LONGEST_NAME and not _NO_NAME.fullmatch(cell) for cell in cells)
    )
