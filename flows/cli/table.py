"""A table for people on the terminal: as wide as it is, folded, or one column a line."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from rich.cells import cell_len, chop_cells

from tasks.console.escape import shown
from tasks.console.plural import counted
from tasks.console.terminal import is_terminal

Row = Sequence[Any]

# A file or a pipe has no width; this shows most tables whole.
_WIDTH_WITHOUT_TERMINAL = 160
# A column of words that is narrower than so many characters is no longer read.
_READABLE = 18
# A longer text is cut where it stands in a table; `--format line` shows it whole.
_CUT = 200
_DIGITS = 6


def print_table(columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Print a table and the number of rows; where it would not fit, one column a line."""
    held = list(rows)
    heads = [shown(name) for name in columns]
    cells = [[_cell(value) for value in row] for row in held]
    natural = [max(map(_width, column)) for column in zip(heads, *cells, strict=True)]
    right = [_is_number(column) for column in zip(*held, strict=True)] or [False] * len(heads)
    words = [_is_text(column) for column in zip(*held, strict=True)] or [True] * len(heads)
    width = shutil.get_terminal_size((_WIDTH_WITHOUT_TERMINAL, 24)).columns
    widths = _fitted(natural, heads, words, width - 3 * len(heads) - 1)
    if widths is None and cells:
        _print_records(heads, cells, width)
    else:
        _print_grid(heads, cells, widths or natural, right)
    print(counted(len(held), "row"))


def print_lines(columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Print one column a line, with the values whole; they are folded for a terminal alone."""
    heads = [shown(name) for name in columns]
    width = shutil.get_terminal_size().columns if is_terminal(sys.stdout) else None
    _print_records(heads, ([_cell(value, cut=None) for value in row] for row in rows), width)


def _print_grid(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[int],
    right: Sequence[bool],
) -> None:
    def line(left: str, between: str, end: str, fill: str) -> None:
        print(left + between.join(fill * (width + 2) for width in widths) + end)

    def row(cells: Sequence[str]) -> None:
        folded = [_folded(cell, width) for cell, width in zip(cells, widths, strict=True)]
        for at in range(max(map(len, folded))):
            parts = [
                _padded(part[at] if at < len(part) else "", width, right=at_right)
                for part, width, at_right in zip(folded, widths, right, strict=True)
            ]
            print("│ " + " ┆ ".join(parts) + " │")

    line("┌", "┬", "┐", "─")
    row(heads)
    line("╞", "╪", "╡", "═")
    for cells in rows:
        row(cells)
    line("└", "┴", "┘", "─")


def _print_records(heads: Sequence[str], rows: Iterable[Sequence[str]], width: int | None) -> None:
    """A row after another, each with a line for its number and at least one for each column."""
    names = max(map(cell_len, heads))
    for number, row in enumerate(rows, start=1):
        print(f"─[ row {number} ]".ljust(names + 1, "─"))
        for head, cell in zip(heads, row, strict=True):
            room = None if width is None else max(width - names - 3, _READABLE)
            first, *others = cell.split("\n") if room is None else _folded(cell, room)
            print(f"{_padded(head, names)} ┆ {first}".rstrip())
            for other in others:
                print(f"{' ' * names} ┆ {other}".rstrip())


def _fitted(
    natural: Sequence[int], heads: Sequence[str], words: Sequence[bool], room: int
) -> list[int] | None:
    """Widths that together fit the room; None where a column would become unreadable.

    What is short stays as it is; texts share what is left, each as much as it needs.
    """
    if sum(natural) <= room:
        return list(natural)
    least = [
        min(width, max(_READABLE, cell_len(head))) if text else width
        for width, head, text in zip(natural, heads, words, strict=True)
    ]
    spare = room - sum(least)
    if spare < 0:
        return None
    widths = list(least)
    while spare > 0:
        wanting = [at for at, width in enumerate(natural) if widths[at] < width]
        share = max(1, spare // len(wanting))
        for at in wanting:
            more = min(share, natural[at] - widths[at], spare)
            widths[at] += more
            spare -= more
    return widths


def _folded(cell: str, width: int) -> list[str]:
    """The cell in lines of at most so many columns, at spaces where there are some."""
    return [part for line in cell.split("\n") for part in _folded_line(line, width)]


def _folded_line(line: str, width: int) -> list[str]:
    if cell_len(line) <= width:
        return [line]
    lines = textwrap.wrap(line, width, break_on_hyphens=False) or [""]
    # Characters of two columns make a line longer than its number of characters.
    return [part for one in lines for part in chop_cells(one, width)]


def _width(cell: str) -> int:
    return max(map(cell_len, cell.split("\n")))


def _padded(text: str, width: int, *, right: bool = False) -> str:
    blank = " " * (width - cell_len(text))
    return blank + text if right else text + blank


def _cell(value: object, *, cut: int | None = _CUT) -> str:
    text = _text(value)
    return text if cut is None or len(text) <= cut else text[:cut] + "…"


def _text(value: object) -> str:
    """The value as a person reads it; a text's own ends of line stay."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_inner, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{shown(str(k))}: {_inner(v)}" for k, v in value.items()) + "}"
    return "\n".join(map(shown, str(value).rstrip("\n").split("\n")))


def _inner(value: object) -> str:
    return shown(json.dumps(value, ensure_ascii=False)) if isinstance(value, str) else _text(value)


def _number(value: float) -> str:
    """With six digits after the point at most; very large and very small ones with a power."""
    if value and not 1e-4 <= abs(value) < 1e15:
        return f"{value:.{_DIGITS - 1}g}"
    digits = f"{value:.{_DIGITS}f}".rstrip("0")
    return digits + "0" if digits.endswith(".") else digits


def _is_number(values: Sequence[object]) -> bool:
    held = [value for value in values if value is not None]
    return bool(held) and all(
        isinstance(value, int | float | Decimal) and not isinstance(value, bool) for value in held
    )


def _is_text(values: Sequence[object]) -> bool:
    return all(value is None or isinstance(value, str | list | tuple | dict) for value in values)
