"""Linking the names of a whole warehouse, with one part of it in memory at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from tasks.link.corrected import Corrected
from tasks.link.corrections import Correction
from tasks.link.genders import SAID
from tasks.link.link import RoleMentions, link
from tasks.link.names import DAY, name_keys
from tasks.store import names as store
from tasks.store.connection import Connection

_ROWS_A_PART = 50_000
# What DuckDB may hold while names are cut into parts; it spills beyond. Without it, it would keep
# in memory whatever has room there.
_MEMORY = "500MB"
_SPEAKERS = pl.Schema({"quote_id": pl.String(), "entity_id": pl.String()})


def link_warehouse(
    connection: Connection,
    corrections: Sequence[Correction],
    *,
    scratch: Path,
    rows_a_part: int = _ROWS_A_PART,
) -> None:
    """Link all names of a warehouse; only what changes is written.

    Names are cut into parts of about `rows_a_part` article entities, which changes nothing but the
    memory that it takes.
    `scratch` is a folder on a disk with room for what is linked; what is written there is removed.
    """
    with TemporaryDirectory(prefix=".names-", dir=scratch) as folder:
        connection.execute(f"set memory_limit = '{_MEMORY}'")
        try:
            names = _InWarehouse(connection, Path(folder), rows_a_part)
            link(names, corrections)
        finally:
            connection.execute("reset memory_limit")
        store.write_linked(connection, names.written)


class _InWarehouse:
    """Names cut into parts by DuckDB, and what is decided of them, as Parquet in a folder."""

    def __init__(self, connection: Connection, folder: Path, rows_a_part: int) -> None:
        self._connection, self._folder = connection, folder
        different, rows = store.read_different_names(connection, SAID)
        self.parts = rows // rows_a_part + 1
        store.keep_keys(connection, _with_part(name_keys(different), self.parts), folder)
        store.cut_names(connection, folder)
        store.cut_surroundings(connection, folder)
        self._links: list[Path] = []
        self.written: dict[str, list[Path]] = {"entities": [], "entity_roles": []}

    def names(self, part: int) -> pl.DataFrame:
        return self._read("names", part).with_columns(DAY)

    def roles(self, part: int) -> pl.DataFrame:
        return self._read("roles", part)

    def ask_company(self, articles: Iterable[pl.Series]) -> None:
        wanted = [
            self._keep(
                asked.to_frame("article_id").with_columns(pl.lit(part).alias("part")),
                f"wanted-{part}",
            )
            for part, asked in enumerate(articles)
        ]
        store.cut_company(self._connection, wanted, self._folder)

    def company(self, part: int) -> pl.DataFrame:
        return self._read("company", part)

    def surroundings(self, part: int) -> pl.DataFrame:
        return self._read("surroundings", part)

    def keep_links(self, part: int, links: pl.DataFrame) -> None:
        self._links.append(self._keep(links, f"links-{part}"))

    def named(
        self, keys: Iterable[tuple[str, str]], ids: Sequence[str], quotes: Sequence[str]
    ) -> tuple[pl.DataFrame, frozenset[str]]:
        return store.read_members(
            self._connection, self._links, self._folder, keys=keys, ids=ids, quotes=quotes
        )

    def replace_links(self, links: pl.DataFrame) -> None:
        store.keep_links(self._connection, self._links, links, self._folder)
        store.cut_entities(self._connection, self.parts, self._folder)

    def members(self, part: int) -> pl.DataFrame:
        return self._read("members", part)

    def roles_held(self, part: int) -> pl.DataFrame:
        return self._read("held", part)

    def keep_entities(self, part: int, entities: pl.DataFrame, roles: pl.DataFrame) -> None:
        self.written["entities"].append(self._keep(entities, f"entities-{part}"))
        self.written["entity_roles"].append(self._keep(roles, f"roles-{part}"))

    def role_mentions(self) -> RoleMentions:
        return RoleMentions(*store.read_role_mentions(self._connection, self.written))

    def keep_rest(self, role_links: pl.DataFrame, corrected: Corrected) -> None:
        speakers = [
            (quote_id, entity_id)
            for quote_id, ids in corrected.speakers.items()
            for entity_id in (ids or (None,))
        ]
        for name, frame in (
            ("role_links", role_links),
            ("corrected_quotes", pl.DataFrame(speakers, schema=_SPEAKERS, orient="row")),
            ("corrections", corrected.outcomes),
        ):
            self.written[name] = [self._keep(frame, name)]

    def _read(self, name: str, part: int) -> pl.DataFrame:
        return store.read_part(self._folder, name, part)

    def _keep(self, frame: pl.DataFrame, name: str) -> Path:
        path = self._folder / f"{name}.parquet"
        frame.write_parquet(path)
        return path


def _with_part(keys: pl.DataFrame, parts: int) -> pl.DataFrame:
    """The keys with the part that each belongs to: a surname, or another name, is never cut."""
    together = pl.when(pl.col("label") == "PER").then("family").otherwise("key")
    return keys.with_columns((together.hash() % parts).cast(pl.Int32).alias("part"))
