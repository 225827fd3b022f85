"""How a table is declared: its grain, its key, its columns, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import polars as pl

from tasks.nlp.layers import vocabulary

Type = Literal[
    "VARCHAR",
    "VARCHAR[]",
    "INTEGER",
    "BIGINT",
    "DOUBLE",
    "DATE",
    "TIMESTAMP",
    "TIMESTAMP WITH TIME ZONE",
    "BOOLEAN",
]

_POLARS: dict[Type, pl.DataType] = {
    "VARCHAR": pl.String(),
    "VARCHAR[]": pl.List(pl.String()),
    "INTEGER": pl.Int32(),
    "BIGINT": pl.Int64(),
    "DOUBLE": pl.Float64(),
    "DATE": pl.Date(),
    "TIMESTAMP": pl.Datetime("us"),
    "TIMESTAMP WITH TIME ZONE": pl.Datetime("us", "UTC"),
    "BOOLEAN": pl.Boolean(),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its type in DuckDB's words, what it means, and what holds for its values.

    `references` names `table.column` that every non-null value must be found in; `values` is the
    closed list of accepted values. `backfill` is the SQL expression, over the row's other columns,
    that the rows of an older release get: a required column that comes with a later release
    declares one.
    """

    name: str
    type: Type
    description: str
    nullable: bool = False
    references: str | None = None
    values: tuple[str, ...] = ()
    backfill: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its grain in a sentence, its key, and its columns in order."""

    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def schema(self) -> pl.Schema:
        """The Polars schema, in the order of the columns."""
        return pl.Schema({column.name: _POLARS[column.type] for column in self.columns})

    def ddl(self, *, schema: str = "main") -> Iterator[str]:
        """Statements that make the empty table and describe it (`COMMENT ON`)."""
        name = f"{schema}.{self.name}"
        lines = (
            f'"{column.name}" {column.type}{"" if column.nullable else " NOT NULL"}'
            for column in self.columns
        )
        yield f"CREATE TABLE IF NOT EXISTS {name} ({', '.join(lines)})"
        yield f"COMMENT ON TABLE {name} IS {_literal(f'Grain: {self.grain}.')}"
        for column in self.columns:
            yield f'COMMENT ON COLUMN {name}."{column.name}" IS {_literal(column.description)}'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


# What columns of several tables are described with, and the values that they accept.
RUN_ID = "The run that wrote this row"
ARTICLE_ID = "Identifier of the article, made of its content (header and text)"
START = "First character in the article's text, counted from 0"
END = "Character after the last one in the article's text, counted from 0"
SENTENCE = "Number of the sentence it starts in, counted from 0 within the article"
CONFIDENCE = "How certain the pipeline is, between 0 and 1"

# What an article tells, and what people correct across articles.
GENDER_SOURCES = (*vocabulary.GENDER_SOURCES, "correction")
