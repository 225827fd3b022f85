"""Where a decision about a name or a speaker came from, read from the published warehouse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from tasks.link.keys import name_key
from tasks.store.query import QueryError, reading
from tasks.store.statement import statements
from tasks.store.warehouse import is_as_declared

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class QuoteReasons:
    """A quotation: its row, its speakers, roles that stayed open, and corrections."""

    quote: Row
    speakers: list[Row]
    open_roles: list[Row]
    corrections: list[Row]


@dataclass(frozen=True, slots=True)
class EntityReasons:
    """One entity: its row, the names that were linked to it and how, and its roles."""

    entity: Row
    names: list[Row]
    roles: list[Row]


@dataclass(frozen=True, slots=True)
class NameReasons:
    """All entities that have a name, the most frequent first, and the corrections of them."""

    entities: list[EntityReasons]
    corrections: list[Row]


def why(folder: Path, asked: str) -> QuoteReasons | NameReasons:
    """Reasons for a quotation (by identifier) or for a name (or an entity's identifier).

    `folder` is the warehouse folder. A surname alone means all who have it. Nothing found is a
    NameReasons without entities. Raises QueryError when there is no warehouse of this release.
    """
    with reading(folder) as connection:
        if not is_as_declared(connection):
            raise QueryError(
                f"the warehouse in {folder} is of another release of Wortlaut; "
                "bring it up to date with 'wortlaut run'"
            )
        quote, speakers, open_roles, corrections = statements("why_quote")
        found = _rows(connection, quote, {"quote": asked})
        if found:
            others = (
                _rows(connection, statement, {"quote": asked})
                for statement in (speakers, open_roles, corrections)
            )
            return QuoteReasons(found[0], *others)
        return _of_name(connection, asked)


def _of_name(connection: duckdb.DuckDBPyConnection, asked: str) -> NameReasons:
    names, holders = statements("why_names")
    forms = connection.execute(names).fetchall()
    wanted = [name for name, label, full in forms if _means(asked, name, label, full=full)]
    found = connection.execute(holders, {"names": wanted, "asked": asked}).fetchall()
    entities = [entity_id for (entity_id,) in found]
    connection.execute(*statements("dated_roles"))
    described, linked, roles, corrections = statements("why_entity")
    by_entity = {"entities": entities}
    links = _rows(connection, linked, by_entity)
    held = _rows(connection, roles, by_entity)
    return NameReasons(
        entities=[
            EntityReasons(
                entity,
                [row for row in links if row["entity_id"] == entity["entity_id"]],
                [row for row in held if row["entity_id"] == entity["entity_id"]],
            )
            for entity in _rows(connection, described, by_entity)
        ],
        corrections=_rows(connection, corrections, by_entity | {"names": [asked]}),
    )


def _means(asked: str, name: str, label: str, *, full: bool) -> bool:
    """Whether the name asked for is this one, or the surname alone of it."""
    wanted, known = name_key(asked, label), name_key(name, label)
    if wanted.key == known.key:
        return True
    alone = label == "PER" and full and len(asked.split()) == 1
    return alone and (
        wanted.surname == known.surname or (known.foreign and wanted.family == known.family)
    )


def _rows(
    connection: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, object]
) -> list[Row]:
    cursor = connection.execute(sql, dict(values))
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
