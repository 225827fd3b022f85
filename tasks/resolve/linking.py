"""Linking the names of a whole warehouse, with one part of it in memory at a time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from tasks.link.corrected import correct, ids_named, keys_named, quotes_named
from tasks.link.corrections import Correction
from tasks.link.entities import describe, roles_over_time
from tasks.link.link import askable, holders, with_corrections
from tasks.link.links import articles_in_question, link_names
from tasks.link.names import DAY, name_keys
from tasks.link.role_dates import resolve_roles
from tasks.store import names as store
from tasks.store.connection import Connection

_ROWS_A_PART = 50_000
# What DuckDB may hold while names are cut into parts; it spills beyond. Without it, it would keep
# in memory whatever has room there.
_MEMORY = "500MB"


def link_warehouse(
    connection: Connection,
    corrections: Sequence[Correction],
    *,
    scratch: Path,
    rows_a_part: int = _ROWS_A_PART,
) -> None:
    """The same as `tasks.link.link` for all rows of a warehouse; only what changes is written.

    Names are cut into parts of about `rows_a_part` article entities, which changes nothing but the
    memory that it takes.
    `scratch` is a folder on a disk with room for what is linked; what is written there is removed.
    """
    with TemporaryDirectory(prefix=".names-", dir=scratch) as folder:
        connection.execute(f"set memory_limit = '{_MEMORY}'")
        try:
            written = _link(connection, corrections, Path(folder), rows_a_part)
        finally:
            connection.execute("reset memory_limit")
        store.write_linked(connection, written)


def _link(
    connection: Connection,
    corrections: Sequence[Correction],
    folder: Path,
    rows_a_part: int,
) -> store.Written:
    """What `write_linked` takes, for all rows."""
    different, rows = store.read_different_names(connection)
    parts = rows // rows_a_part + 1
    store.keep_keys(connection, _with_part(name_keys(different), parts), folder)
    store.cut_names(connection, folder)
    wanted = []
    for part in range(parts):
        asked = articles_in_question(*_names_and_roles(folder, part))
        frame = asked.to_frame("article_id").with_columns(pl.lit(part).alias("part"))
        wanted.append(_kept(frame, folder / f"wanted-{part}.parquet"))
    store.cut_company(connection, wanted, folder)
    links = []
    for part in range(parts):
        names, roles = _names_and_roles(folder, part)
        company = store.read_part(folder, "company", part)
        links.append(_kept(link_names(names, roles, company), folder / f"links-{part}.parquet"))
    members, quotes = store.read_members(
        connection,
        links,
        folder,
        keys=keys_named(corrections),
        ids=ids_named(corrections),
        quotes=quotes_named(corrections),
    )
    corrected = correct(corrections, members, quotes)
    store.keep_links(connection, links, corrected.links, folder)
    store.cut_entities(connection, parts, folder)
    written: dict[str, list[Path]] = {"entities": [], "entity_roles": []}
    for part in range(parts):
        described = describe(store.read_part(folder, "members", part))
        entities = with_corrections(described, corrected)
        written["entities"].append(_kept(entities, folder / f"entities-{part}.parquet"))
        roles_held = roles_over_time(store.read_part(folder, "held", part))
        written["entity_roles"].append(_kept(roles_held, folder / f"roles-{part}.parquet"))
    role_mentions, articles, roles, entities, members = store.read_role_mentions(
        connection, written
    )
    role_links = resolve_roles(askable(role_mentions, articles), holders(roles, entities, members))
    speakers: list[tuple[str, str | None]] = [
        (quote_id, entity_id)
        for quote_id, ids in corrected.speakers.items()
        for entity_id in (ids or (None,))
    ]
    schema = {"quote_id": pl.String, "entity_id": pl.String}
    for name, frame in (
        ("role_links", role_links),
        ("corrected_quotes", pl.DataFrame(speakers, schema=schema, orient="row")),
        ("corrections", corrected.outcomes),
    ):
        written[name] = [_kept(frame, folder / f"{name}.parquet")]
    return written


def _names_and_roles(folder: Path, part: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    names = store.read_part(folder, "names", part).with_columns(DAY)
    return names, store.read_part(folder, "roles", part)


def _with_part(keys: pl.DataFrame, parts: int) -> pl.DataFrame:
    """The keys with the part that each belongs to: a surname, or another name, is never cut."""
    together = pl.when(pl.col("label") == "PER").then("family").otherwise("key")
    return keys.with_columns((together.hash() % parts).cast(pl.Int32).alias("part"))


def _kept(frame: pl.DataFrame, path: Path) -> Path:
    frame.write_parquet(path)
    return path
