"""Rows of a result on standard output, in the form that was asked for."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flows.cli.table import print_lines, print_table
from tasks.console.escape import shown_json

Row = Sequence[Any]

SINGLE = frozenset(("csv", "json", "jsonl"))
"""Forms that a program reads, which hold the rows of one result."""


def print_result(columns: Sequence[str], rows: Iterable[Row], form: str) -> None:
    """Print as `table`, `line`, `csv`, `json` (an array of objects), `jsonl` or `markdown`.

    Tables and lines are for people, and show with an escape what cannot be seen. The others hold
    the values as they are; JSON has escapes of its own for such characters.
    """
    if form == "table":
        print_table(columns, rows)
    elif form == "line":
        print_lines(columns, rows)
    else:
        for part in _FORMS[form](columns, rows):
            sys.stdout.write(part)


def _csv(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Nothing stands for null, two quotation marks for an empty text."""
    yield ",".join(map(_csv_cell, columns)) + "\n"
    for row in rows:
        yield ",".join(map(_csv_cell, row)) + "\n"


def _csv_cell(value: object) -> str:
    if value is None:
        return ""
    text = _text(value)
    if not text or any(mark in text for mark in ',"\n\r'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _json(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    before = "["
    for line in _objects(columns, rows):
        yield before + line
        before = ","
    yield "]\n" if before == "," else "[]\n"


def _jsonl(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    for line in _objects(columns, rows):
        yield line + "\n"


def _objects(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """An object a row; of columns of the same name all but the first get a number."""
    names: list[str] = []
    for name in columns:
        free = (n for n in (name, *(f"{name}_{i}" for i in range(2, 10_000))) if n not in names)
        names.append(next(free))
    for row in rows:
        values = {name: _json_value(value) for name, value in zip(names, row, strict=True)}
        yield shown_json(json.dumps(values, ensure_ascii=False, separators=(",", ":")))


def _json_value(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, list | tuple):
        return [_json_value(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _json_value(one) for key, one in value.items()}
    if isinstance(value, datetime) and value.tzinfo is None:
        return str(value)
    return _text(value)


def _markdown(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """A table of Markdown has a line for each row: `<br>` stands for an end of line."""
    cells = [[_markdown_cell(value) for value in row] for row in rows]
    heads = [_markdown_cell(name) for name in columns]
    yield "| " + " | ".join(heads) + " |\n"
    yield "|" + "|".join("---" for _ in heads) + "|\n"
    for row in cells:
        yield "| " + " | ".join(row) + " |\n"


def _markdown_cell(value: object) -> str:
    text = "null" if value is None else _text(value)
    return text.replace("|", "\\|").replace("\r\n", "\n").replace("\n", "<br>")


def _text(value: object) -> str:
    """The value as a program reads it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return "NaN" if math.isnan(value) else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    if isinstance(value, list | tuple | dict):
        return json.dumps(_json_value(value), ensure_ascii=False)
    return str(value)


_FORMS = {"csv": _csv, "json": _json, "jsonl": _jsonl, "markdown": _markdown}
