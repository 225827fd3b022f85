"""What linking reads from the warehouse, part by part, and what it writes back.

A part holds all names of a surname, or of a key. What is read is cut into parts in one pass, and
what is made of a part goes to Parquet in the same scratch folder, so that memory holds one part at
a time and no table is read once a part. Tables of one run (`name_keys`,
`linked`) are temporary and end with the connection.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import duckdb
import polars as pl

from tasks.store.name_tables import ARTICLE_ENTITIES
from tasks.store.statement import statements

_PARAMETER = re.compile(r"\$(\w+)")

_TEXT = pl.String()
_CUT: Mapping[str, pl.Schema] = {
    "names": pl.Schema(
        {
            **ARTICLE_ENTITIES.schema(),
            "said": _TEXT,
            "published_on": pl.Date(),
            "date_precision": _TEXT,
            "key": _TEXT,
            "family": _TEXT,
            "surname": _TEXT,
            "foreign": pl.Boolean(),
            "asks": pl.Boolean(),
        }
    ),
    "surroundings": pl.Schema(dict.fromkeys(("article_entity_id", "text", "country"), _TEXT)),
    "roles": pl.Schema(dict.fromkeys(("article_entity_id", "role", "place"), _TEXT)),
    "company": pl.Schema(
        {**dict.fromkeys(("article_id", "item", "name"), _TEXT), "person": pl.Boolean()}
    ),
    "members": pl.Schema(
        {
            **dict.fromkeys(("entity_id", "name", "label"), _TEXT),
            "is_full": pl.Boolean(),
            **dict.fromkeys(("gender", "gender_source"), _TEXT),
        }
    ),
    "held": pl.Schema(
        {
            **dict.fromkeys(("entity_id", "role", "place", "surface", "mention_id"), _TEXT),
            "published_on": pl.Date(),
        }
    ),
}

Written = Mapping[str, Sequence[Path]]
"""For each frame that linking made, its Parquet files."""

_WRITTEN = (
    "write_entity_links",
    "write_entities",
    "write_entity_roles",
    "write_mentions",
    "write_quote_speakers",
    "write_corrections",
)


def read_different_names(
    connection: duckdb.DuckDBPyConnection, said: Sequence[str]
) -> tuple[pl.DataFrame, int]:
    """Every different `name`, `label` and `told`, with its `articles`, and the sum of these.

    A surname alone is told to be a person's (tasks/link/labels.py) where its gender has one of the
    sources `said`, among others.
    """
    tell, different = statements("read_different_names")
    connection.execute(tell, {"said": list(said)})
    names = _frame(connection, different)
    return names, sum(names["articles"])


def keep_keys(connection: duckdb.DuckDBPyConnection, keys: pl.DataFrame, scratch: Path) -> None:
    """Keep the keys of names, with their `part`, for the statements that follow."""
    _run(connection, "keep_keys", {"keys": write_frame(keys, scratch / "keys.parquet")})


def cut_names(connection: duckdb.DuckDBPyConnection, scratch: Path) -> None:
    """Write all names, with dates and keys, and their roles, a folder a part."""
    _run(connection, "cut_names", {name: str(scratch / name) for name in ("names", "roles")})


def cut_surroundings(connection: duckdb.DuckDBPyConnection, scratch: Path) -> None:
    """Write text and country of the articles of names that ask for their state, a folder a part."""
    _run(connection, "cut_surroundings", {"surroundings": str(scratch / "surroundings")})


def cut_company(
    connection: duckdb.DuckDBPyConnection, wanted: Sequence[Path], scratch: Path
) -> None:
    """Write what `company_of` gives for the articles (`article_id`) that each `part` wants."""
    values = {"wanted": _paths(wanted), "company": str(scratch / "company")}
    _run(connection, "cut_company", values)


def cut_entities(connection: duckdb.DuckDBPyConnection, parts: int, scratch: Path) -> None:
    """Write what `describe` and `roles_over_time` take, a folder a part of the entities."""
    values = {"parts": parts, **{name: str(scratch / name) for name in ("members", "held")}}
    _run(connection, "cut_entities", values)


def read_part(scratch: Path, name: str, part: int) -> pl.DataFrame:
    """One part of what was cut: a frame of the names in `_CUT`."""
    files = sorted((scratch / name / f"part={part}").glob("*.parquet"))
    if not files:
        return pl.DataFrame(schema=_CUT[name])
    return pl.read_parquet(files, hive_partitioning=False, glob=False)


def read_members(
    connection: duckdb.DuckDBPyConnection,
    links: Sequence[Path],
    scratch: Path,
    *,
    keys: Iterable[tuple[str, str]],
    ids: Sequence[str],
    quotes: Sequence[str],
) -> tuple[pl.DataFrame, frozenset[str]]:
    """The article entities of all entities that have one of the keys or identifiers.

    Also those of the quotations that exist.
    """
    schema = {"label": pl.String, "key": pl.String}
    wanted = pl.DataFrame(list(keys), schema=schema, orient="row")
    members, existing = statements("read_members")
    frame = _frame(
        connection,
        members,
        {
            "links": _paths(links),
            "keys": write_frame(wanted, scratch / "wanted.parquet"),
            "ids": list(ids),
        },
    )
    found = connection.execute(existing, {"quotes": list(quotes)}).fetchall()
    return frame, frozenset(quote_id for (quote_id,) in found)


def keep_links(
    connection: duckdb.DuckDBPyConnection,
    links: Sequence[Path],
    corrected: pl.DataFrame,
    scratch: Path,
) -> None:
    """Keep all links, with the corrected ones in place of theirs."""
    values = {
        "links": _paths(links),
        "corrected": write_frame(corrected, scratch / "corrected.parquet"),
    }
    _run(connection, "keep_links", values)


def read_role_mentions(
    connection: duckdb.DuckDBPyConnection, written: Written
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Role mentions, their articles, and roles, rows and names of entities that hold such roles."""
    mentions, articles, roles, entities, members = statements("read_role_mentions")
    held = {"entity_roles": _paths(written["entity_roles"])}
    return (
        _frame(connection, mentions),
        _frame(connection, articles),
        _frame(connection, roles, held),
        _frame(connection, entities, held | {"entities": _paths(written["entities"])}),
        _frame(connection, members, held),
    )


def write_linked(connection: duckdb.DuckDBPyConnection, written: Written) -> None:
    """Bring the tables up to date in one transaction; rows that have not changed are not touched.

    `written`: `entities`, `entity_roles`, `role_links`, `corrected_quotes`, `corrections`. On any
    error nothing is changed.
    """
    values = {name: _paths(paths) for name, paths in written.items()}
    connection.begin()
    try:
        for name in _WRITTEN:
            _run(connection, name, values)
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def read_unused_corrections(
    connection: duckdb.DuckDBPyConnection,
) -> list[tuple[int | None, str, str]]:
    """Line, kind and reason of the corrections that found nothing to correct."""
    return connection.execute(statements("read_unused_corrections")[0]).fetchall()


def write_frame(frame: pl.DataFrame, path: Path) -> str:
    """Write the frame to Parquet; return the path as DuckDB takes it."""
    frame.write_parquet(path)
    return str(path)


def _run(connection: duckdb.DuckDBPyConnection, name: str, values: Mapping[str, object]) -> None:
    """Run the statements of one file, each with those of the values that it names."""
    for statement in statements(name):
        connection.execute(statement, _named(statement, values))


def _named(statement: str, values: Mapping[str, object]) -> dict[str, object]:
    return {name: values[name] for name in set(_PARAMETER.findall(statement))}


def _frame(
    connection: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, object] | None = None
) -> pl.DataFrame:
    return pl.DataFrame(connection.sql(sql, params=_named(sql, values or {})))


def _paths(paths: Sequence[Path]) -> list[str]:
    return [str(path) for path in paths]
