"""A row of a table becomes a record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from functools import cache
from typing import Any

from tasks.read.fields.authors import authors_of
from tasks.read.fields.body import with_above
from tasks.read.fields.plain import line, paragraphs
from tasks.read.fields.title import without_outlet, without_title
from tasks.read.hints import Hints
from tasks.read.paragraph import Paragraph
from tasks.read.record import Record, Unreadable
from tasks.read.tables.columns import Columns
from tasks.read.wordlists import pairs_of
from tasks.text.article import BlockKind

# What a formula that fails leaves in its cell, in English and German.
_ERROR = re.compile(r"#(?:N/A|NV|[A-ZÄÖÜ/0]+[!?])")
_LONGEST_NULL = 10
_LISTED = re.compile(r"\s*\[.*\]\s*", re.DOTALL)
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_LONGEST_NAME = 200
# Fields beside the text that are words of the article, in the order in which they stand above it,
# and what their paragraphs are.
_ABOVE: tuple[tuple[str, BlockKind], ...] = (
    ("kicker", "kicker"),
    ("subtitle", "subheading"),
    ("lead", "lead"),
)


class Names:
    """Names of records that differ: where a table gives one twice, the second gets a number."""

    def __init__(self) -> None:
        self._taken: set[int] = set()

    def of(self, said: str) -> str:
        """The name, with a number behind it where it was given before."""
        name, count = said, 1
        while (key := hash(name)) in self._taken:
            count += 1
            name = f"{said}#{count}"
        self._taken.add(key)
        return name


def record_of(
    row: Sequence[object],
    number: str,
    columns: Columns,
    names: Names,
    hints: Hints,
    remark: str | None = None,
) -> Record | Unreadable | None:
    """The record in a row, or why there is none; None of a row without any cell.

    `number` names the row where no column does. Cells are text, numbers, dates, lists, or None.
    """
    cells = [None if _is_null(cell) else cell for cell in row]
    if not any(cell is not None for cell in cells):
        return None

    def first(field: str) -> Any:
        places = columns.of.get(field, ())
        return next((cells[at] for at in places if at < len(cells) and cells[at] is not None), None)

    def words(field: str) -> str | None:
        value = first(field)
        return None if value is None else line(_text(value)) or None

    url = words("url")
    name = names.of((words("name") or url or number)[:_LONGEST_NAME])
    text = first("text")
    if text is None:
        return Unreadable(name, _empty(columns, teaser=first("teaser") is not None))
    body = paragraphs(_text(text))
    if not body:
        return Unreadable(name, _empty(columns, teaser=False))
    title, outlet = words("title"), words("outlet")
    if title and outlet:
        title = without_outlet(title, outlet)
    body = without_title(body, title) or body
    above = (
        Paragraph(part.text, kind)
        for field, kind in _ABOVE
        if (said := first(field)) is not None
        for part in paragraphs(_text(said))
    )
    return Record(
        name,
        with_above(above, body),
        title=title,
        published=_published(first("published"), first("time"), hints),
        outlet=outlet,
        url=url,
        section=words("section"),
        authors=_authors(first("authors")),
        agency=words("agency"),
        tags=tuple(_listed(first("tags"), r"[;,|]")),
        remark=remark,
    )


def _empty(columns: Columns, *, teaser: bool) -> str:
    name = columns.names[columns.text]
    if teaser:
        return f"there is a teaser alone, and no text in the column {name!r}; give the whole text"
    return f"the column {name!r} has no text in this row"


def _published(value: Any, clock: Any, hints: Hints) -> Any:
    """The day with its time of day, where that stands in a column of its own."""
    if isinstance(value, time):
        return None
    if clock is None or hints.date_format is not None:
        return value if isinstance(value, str | int | float | date | None) else _text(value)
    if isinstance(value, datetime) and value.time() != time():
        return value
    if isinstance(value, date):
        if isinstance(clock, time):
            return datetime.combine(value, clock)
        value = f"{value:%Y-%m-%d}"
    if isinstance(value, str) and ":" not in value:
        return f"{value} {clock:%H:%M:%S}" if isinstance(clock, time) else f"{value} {clock}"
    return value


def _authors(value: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for said in _listed(value, ";") for name in authors_of(said)))


def _listed(value: object, between: str) -> list[str]:
    """The items of a list, of one written out (`['a', 'b']`), or of a text with marks between."""
    if value is None:
        return []
    if isinstance(value, str) and _LISTED.fullmatch(value):
        inside = value.strip()[1:-1]
        value = [a or b for a, b in _QUOTED.findall(inside)] or inside.split(",")
    if isinstance(value, list | tuple):
        items = [_text(item) for item in value if not _is_null(item)]
    else:
        items = re.split(between, _text(value))
    return [said for item in items if (said := line(item))]


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list | tuple):
        return "\n\n".join(_text(item) for item in value if not _is_null(item))
    return str(value)


def _is_null(cell: object) -> bool:
    if isinstance(cell, str):
        said = cell.strip()
        if len(said) > _LONGEST_NULL:
            return False
        return not said or said.lower() in _nulls() or _ERROR.fullmatch(said) is not None
    return cell is None or cell != cell or cell == []


@cache
def _nulls() -> frozenset[str]:
    return frozenset(word for word, _ in pairs_of("nulls"))
