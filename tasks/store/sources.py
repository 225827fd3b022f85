"""The dbt sources, rendered from the tables' declaration.

`python -m tasks.store.sources` rewrites `sql/models/sources.yml`; a test fails when that file and
`TABLES` drift apart. Strings are written as JSON, which is YAML too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tasks.store.tables import TABLES, Column, Table

SOURCE = "warehouse"
SOURCES_FILE = Path(__file__).parents[2] / "sql" / "models" / "sources.yml"

_HEADER = """\
# Made from tasks/store/tables.py; do not edit. Made anew with: python -m tasks.store.sources

version: 2

sources:
  - name: {source}
    schema: main
    description: "What the nightly run has loaded: one table a kind of thing found in the articles"
    tables:
"""


def render_sources(tables: Sequence[Table] = TABLES) -> str:
    """The text of `sources.yml`: descriptions, types and tests of the tables, in their order."""
    lines = (line for table in tables for line in _table(table))
    return _HEADER.format(source=SOURCE) + "\n".join(_indent(lines, 6)) + "\n"


def _table(table: Table) -> Iterator[str]:
    yield f"- name: {table.name}"
    yield f"  description: {_quoted(f'Grain: {table.grain}.')}"
    if len(table.key) > 1:
        yield "  data_tests:"
        yield "    - unique_combination:"
        yield "        arguments:"
        yield f"          columns: {_listed(table.key)}"
    yield "  columns:"
    for column in table.columns:
        yield from _indent(_column(column, key=table.key == (column.name,)), 4)


def _column(column: Column, *, key: bool) -> Iterator[str]:
    yield f"- name: {column.name}"
    yield f"  description: {_quoted(column.description)}"
    yield f"  data_type: {column.type.lower()}"
    tests = list(_tests(column, key=key))
    if tests:
        yield "  data_tests:"
        yield from _indent(tests, 4)


def _tests(column: Column, *, key: bool) -> Iterator[str]:
    if not column.nullable:
        yield "- not_null"
    if key:
        yield "- unique"
    if column.values:
        yield "- accepted_values:"
        yield "    arguments:"
        yield f"      values: {_listed(column.values)}"
    if column.references is not None:
        table, _, field = column.references.partition(".")
        yield "- relationships:"
        yield "    arguments:"
        yield f"      to: source('{SOURCE}', '{table}')"
        yield f"      field: {field}"


def _listed(words: Iterable[str]) -> str:
    return "[" + ", ".join(words) + "]"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _indent(lines: Iterable[str], spaces: int) -> Iterator[str]:
    return (" " * spaces + line for line in lines)


if __name__ == "__main__":
    SOURCES_FILE.write_text(render_sources(), encoding="utf-8")
