"""A warehouse file of an older release gets the tables and columns of this one.

What the older release found stays readable and is linked anew; articles that an older model
annotated are shown by `wortlaut check`, and `wortlaut reannotate` brings them up to date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import duckdb

from tasks.store.statement import statements
from tasks.store.table import Table
from tasks.store.tables import MENTIONS, TABLES


class NewerReleaseError(RuntimeError):
    """A later release has written the warehouse, and knows more of it than this one."""


def bring_up_to_date(
    connection: duckdb.DuckDBPyConnection, *, tables: Sequence[Table] = TABLES
) -> None:
    """Make the tables that are missing, and give the others the columns that they lack.

    Rows of an older release get what a new column declares for them (`backfill`). Raises
    NewerReleaseError where the file has columns that this release does not know.

    Each step is a transaction of its own, as DuckDB wants; the file is a private copy. A file
    that is as declared is not changed but for its comments.
    """
    held: defaultdict[str, dict[str, bool]] = defaultdict(dict)
    for table, column, nullable in connection.execute(statements("read_columns")[0]).fetchall():
        held[table][column] = nullable
    for table in tables:
        unknown = held[table.name].keys() - {column.name for column in table.columns}
        if unknown:
            raise NewerReleaseError(
                f"a newer release of Wortlaut has written this warehouse (main.{table.name} has a "
                f"column {min(unknown)!r}); update Wortlaut, or use another folder with --warehouse"
            )
    for table in tables:
        _complete(connection, table, held[table.name])
    if held[MENTIONS.name] and "article_entity_id" not in held[MENTIONS.name]:
        for statement in statements("adopt_mentions"):
            connection.execute(statement)
    for table in tables:
        _backfill(connection, table, held[table.name])
        _constrain(connection, table, held[table.name])
        for statement in table.ddl():
            connection.execute(statement)


def _complete(connection: duckdb.DuckDBPyConnection, table: Table, held: dict[str, bool]) -> None:
    if not held:
        (make, *_) = table.ddl()
        connection.execute(make)
        return
    for column in table.columns:
        if column.name not in held:
            connection.execute(
                f'alter table main.{table.name} add column "{column.name}" {column.type}'
            )


def _backfill(connection: duckdb.DuckDBPyConnection, table: Table, held: dict[str, bool]) -> None:
    """Give the rows that were there before what the columns that are new declare for them."""
    for column in table.columns if held else ():
        if column.name not in held and column.backfill is not None:
            connection.execute(
                f'update main.{table.name} set "{column.name}" = ({column.backfill}) '
                f'where "{column.name}" is null'
            )


def _constrain(connection: duckdb.DuckDBPyConnection, table: Table, held: dict[str, bool]) -> None:
    """Let the columns of an older table be null exactly where they may."""
    for column in table.columns if held else ():
        if held.get(column.name, True) != column.nullable:
            change = "drop not null" if column.nullable else "set not null"
            connection.execute(
                f'alter table main.{table.name} alter column "{column.name}" {change}'
            )
