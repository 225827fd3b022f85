"""What dbt is told of our tables, rendered from their declaration: sources and staging models.

`python -m tasks.model.sources` rewrites the two files; a test fails when they and `TABLES` drift
apart. Strings are written as JSON, which is YAML too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tasks.machine import shipped
from tasks.store.table import Column, Table
from tasks.store.tables import TABLES

SOURCE = "warehouse"
_MODELS = shipped.SQL / "models"
SOURCES_FILE = _MODELS / "sources.yml"
STAGING_FILE = _MODELS / "staging" / "staging.yml"

# Columns that staging names anew, so that a name means the same in every model.
STAGED_NAMES: Mapping[str, Mapping[str, str]] = {
    "runs": {"status": "run_status"},
    "seed_files": {"status": "file_status"},
    "seed_records": {"status": "record_status"},
    "article_blocks": {"kind": "block_kind"},
    "articles": {"text": "article_text"},
    "outlets": {"name": "outlet", "kind": "outlet_kind"},
    "entities": {"name": "entity_name"},
    "quotes": {"type": "quote_type", "text": "quote_text", "confidence": "quote_confidence"},
    "quote_speakers": {"method": "speaker_method", "confidence": "speaker_confidence"},
    "article_entities": {
        "name": "article_name",
        "gender": "article_gender",
        "gender_source": "article_gender_source",
    },
    "article_roles": {"role": "role_key", "surface": "role_surface"},
    "article_speakers": {"method": "speaker_method", "confidence": "speaker_confidence"},
    "role_mentions": {"role": "role_key", "gender": "role_gender"},
    "entity_links": {"method": "link_method", "evidence": "link_evidence"},
    "entity_roles": {"role": "role_key", "surface": "role_surface"},
    "corrections": {
        "number": "correction_number",
        "kind": "correction_kind",
        "status": "correction_status",
    },
}

_HEADER = """\
# Made from tasks/store/tables.py; do not edit. Made anew with: python -m tasks.model.sources

version: 2

"""
_SOURCE = """\
sources:
  - name: {source}
    schema: main
    description: "What the nightly run has loaded: one table a kind of thing found in the articles"
    tables:
"""


def render_sources(tables: Sequence[Table] = TABLES) -> str:
    """The text of `sources.yml`: descriptions, types and tests of the tables, in their order."""
    lines = (line for table in tables for line in _source(table))
    return _HEADER + _SOURCE.format(source=SOURCE) + _text(lines, 6)


def render_staging(tables: Sequence[Table] = TABLES) -> str:
    """The text of `staging.yml`: a view a table, whose rows are tested where they come from."""
    lines = (line for table in tables for line in _staging_model(table))
    return _HEADER + "models:\n" + _text(lines, 2)


def _source(table: Table) -> Iterator[str]:
    yield f"- name: {table.name}"
    yield f"  description: {_quoted(f'Grain: {table.grain}.')}"
    yield "  data_tests:"
    yield "    - rules:"
    yield f"        name: {table.name}_rules"
    yield "        arguments:"
    yield from _indent(_rules(table), 10)
    yield "  columns:"
    for column in table.columns:
        yield from _indent(_column(column, column.name), 4)


def _staging_model(table: Table) -> Iterator[str]:
    names = STAGED_NAMES.get(table.name, {})
    yield f"- name: stg_{table.name}"
    yield f"  description: {_quoted(f'Grain: {table.grain}.')}"
    yield "  columns:"
    for column in table.columns:
        yield from _indent(_column(column, names.get(column.name, column.name)), 4)


def _rules(table: Table) -> Iterator[str]:
    """What `sql/tests/generic/rules.sql` tests of a table."""
    yield f"not_null: {_listed(c.name for c in table.columns if not c.nullable)}"
    yield f"keys: [{_listed(table.key)}]"
    listed = [column for column in table.columns if column.values]
    if listed:
        yield "values:"
        for column in listed:
            yield f"  {column.name}: {_listed(column.values)}"
    references = [(column.name, column.references) for column in table.columns]
    if any(target for _, target in references):
        yield "references:"
        for name, target in references:
            if target is not None:
                to, _, field = target.partition(".")
                to = f"source('{SOURCE}', '{to}')"
                yield f'  - {{column: {name}, to: "{to}", field: {field}}}'


def _column(column: Column, name: str) -> Iterator[str]:
    yield f"- name: {name}"
    yield f"  description: {_quoted(column.description)}"
    yield f"  data_type: {column.type.lower()}"


def _listed(words: Iterable[str]) -> str:
    return "[" + ", ".join(words) + "]"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _indent(lines: Iterable[str], spaces: int) -> Iterator[str]:
    return (" " * spaces + line for line in lines)


def _text(lines: Iterable[str], spaces: int) -> str:
    return "\n".join(_indent(lines, spaces)) + "\n"


if __name__ == "__main__":
    SOURCES_FILE.write_text(render_sources(), encoding="utf-8")
    STAGING_FILE.write_text(render_staging(), encoding="utf-8")
