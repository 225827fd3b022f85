"""The reference part of `sql/README.md`: models, tables, columns, and how they join.

Written from what also becomes the comments in the database: `TABLES`, and the `.yml` beside each
model. `python -m tasks.model.sql_page` rewrites it; a test fails when page and source drift apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import srsly

from tasks.machine import shipped
from tasks.store.table import Table
from tasks.store.tables import TABLES

PAGE = shipped.SQL / "README.md"
_BEGIN = "<!-- Made by python -m tasks.model.sql_page; do not edit below. -->\n"
# The schema of a model is that of its folder, as in dbt_project.yml.
_SCHEMAS = {"marts": "reports", "intermediate": "staging", "words": "reports"}


@dataclass(frozen=True, slots=True)
class Described:
    """A relation of the database as the page shows it: columns as name, type and meaning."""

    schema: str
    name: str
    grain: str
    columns: tuple[tuple[str, str, str], ...]
    joins: tuple[tuple[str, str], ...]


def render_page(page: str) -> str:
    """The page with its reference part made anew, and what stands before that untouched."""
    prose, mark, _ = page.partition(_BEGIN)
    if not mark:
        raise ValueError(f"the page has no line {_BEGIN.strip()}")
    return prose + _BEGIN + "\n" + "\n".join(_reference()) + "\n"


def described_models() -> tuple[Described, ...]:
    """Every report, shared model and word list, in the order of schema and name."""
    found = [
        _model(schema, entry)
        for folder, schema in _SCHEMAS.items()
        for path in sorted(shipped.SQL.rglob(f"{folder}/*.yml"))
        for kind in ("models", "seeds")
        for entry in srsly.read_yaml(path).get(kind, ())
    ]
    return tuple(sorted(found, key=lambda model: (model.schema, model.name)))


def described_tables(tables: Sequence[Table] = TABLES) -> tuple[Described, ...]:
    """The loaded tables, in the order of their declaration."""
    return tuple(
        Described(
            "main",
            table.name,
            f"Grain: {table.grain}.",
            tuple(
                (c.name, c.type.lower(), c.description + _values(c.values)) for c in table.columns
            ),
            tuple((c.name, c.references) for c in table.columns if c.references),
        )
        for table in tables
    )


def _values(values: Sequence[str]) -> str:
    return f" ({', '.join(values)})" if values else ""


def _model(schema: str, entry: Mapping[str, Any]) -> Described:
    columns = entry["columns"]
    return Described(
        schema,
        entry["name"],
        " ".join(entry["description"].split()),
        tuple((c["name"], c.get("data_type", "varchar"), c["description"]) for c in columns),
        tuple(_joins(entry)),
    )


def _joins(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for test in entry.get("data_tests", ()):
        for reference in test["rules"]["arguments"].get("references", ()):
            model = reference["to"].partition("'")[2].partition("'")[0]
            # What people join with is the table, not dbt's view of it.
            yield reference["column"], f"{model.removeprefix('stg_')}.{reference['field']}"


def _reference() -> Iterator[str]:
    tables, models = described_tables(), described_models()
    reports = [model for model in models if model.schema == "reports"]
    yield "## How the tables join"
    yield ""
    yield from _diagram(tables)
    for title, group in (
        ("Reports", reports),
        ("Tables", tables),
        ("What the reports share", [model for model in models if model.schema == "staging"]),
    ):
        yield ""
        yield f"## {title}"
        for relation in group:
            yield from _section(relation)


def _diagram(tables: Sequence[Described]) -> Iterator[str]:
    """An entity-relationship diagram that GitHub and GitLab draw."""
    yield "<!-- not run: a picture -->"
    yield "```mermaid"
    yield "erDiagram"
    for table in tables:
        for column, target in table.joins:
            yield f"    {target.partition('.')[0]} ||--o{{ {table.name} : {column}"
    yield "```"


def _section(relation: Described) -> Iterator[str]:
    yield ""
    yield f"### {relation.schema}.{relation.name}"
    yield ""
    yield relation.grain
    yield ""
    yield "| column | type | meaning |"
    yield "| --- | --- | --- |"
    for name, kind, meaning in relation.columns:
        yield f"| `{name}` | {kind} | {meaning.replace('|', chr(92) + '|')} |"
    if relation.joins:
        yield ""
        yield "Joins: " + ", ".join(f"`{column}` → `{to}`" for column, to in relation.joins) + "."


if __name__ == "__main__":
    PAGE.write_text(render_page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
