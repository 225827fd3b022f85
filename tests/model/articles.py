"""Rows of a warehouse, written by hand: articles with who is named and quoted in them."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from tasks.store.tables import TABLES

NOW = datetime(2026, 1, 2, 3, 30)


@dataclass
class Rows:
    """Rows by table, in the order of its declared columns."""

    rows: dict[str, list[list[Any]]] = field(
        default_factory=lambda: {table.name: [] for table in TABLES}
    )

    def entity(self, entity_id: str, name: str, label: str, gender: str = "unknown") -> None:
        source = "none" if gender == "unknown" else "first_name"
        self.rows["entities"].append([entity_id, name, label, gender, source])

    def article(self, article_id: str, text: str, on: date | None, precision: str) -> "Piece":
        path = f"{article_id}.txt"
        self.rows["articles"].append(
            [
                *(article_id, path, None, None, on, precision, None, "de", None, None, None, []),
                *(None, None, None, [], text, len(text), 10, "m", "r1", NOW),
            ]
        )
        self.rows["seed_files"].append(
            [path, "00", 1, "loaded", None, article_id, NOW, NOW, "r1", "plain text", None, None]
        )
        return Piece(self, article_id, text)

    def write(self, path: Path) -> None:
        """A new warehouse file with these rows."""
        self.rows["runs"] = [
            [
                *("r1", NOW, NOW, "completed", *(len(self.rows["articles"]), 0) * 4, 0, 0, 0),
                *("m", "0", "l", "reports"),
            ]
        ]
        with closing(duckdb.connect()) as connection:
            connection.execute(f"attach '{path}' as made (storage_version 'v1.0.0')")
            connection.execute("use made")
            for table in TABLES:
                for statement in table.ddl():
                    connection.execute(statement)
                marks = ", ".join("?" for _ in table.columns)
                for row in self.rows[table.name]:
                    connection.execute(f"insert into {table.name} values ({marks})", row)


@dataclass
class Piece:
    """One article."""

    rows: Rows
    article_id: str
    text: str

    def names(self, entity_id: str, *surfaces: str) -> None:
        """Every occurrence of these words in the text mentions the entity."""
        (entity,) = (row for row in self.rows.rows["entities"] if row[0] == entity_id)
        _, name, label, gender, source = entity
        local = f"{self.article_id}-{entity_id}"
        self.rows.rows["article_entities"].append(
            [local, self.article_id, name, label, gender, source, True, None]
        )
        self.rows.rows["entity_links"].append([local, entity_id, "name", None])
        for surface in surfaces:
            for start in self._places(surface):
                self.rows.rows["mentions"].append(
                    [
                        *(f"{local}-{start}", self.article_id, entity_id, local),
                        *(start, start + len(surface), surface, label, "name", 0),
                    ]
                )

    def quotes(
        self, words: str, speaker: str | None, surface: str | None = None, factuality: str = "said"
    ) -> str:
        """These words are a direct quotation; the speaker's first mention names the speaker."""
        start = self.text.index(words)
        quote_id = f"{self.article_id}-q{start}"
        self.rows.rows["quotes"].append(
            [
                *(quote_id, self.article_id, "direct", "speech", factuality, words, start),
                *(
                    start + len(words),
                    "sagte",
                    None,
                    surface,
                    None,
                    None,
                    0.9,
                    0,
                    "paragraph",
                    None,
                ),
            ]
        )
        self.rows.rows["quote_spans"].append([quote_id, "quote", 0, start, start + len(words)])
        if speaker is not None:
            mention = next(
                row[0]
                for row in self.rows.rows["mentions"]
                if row[1:3] == [self.article_id, speaker]
            )
            self.rows.rows["quote_speakers"].append([quote_id, speaker, mention, "frame", 0.9])
            self.rows.rows["article_speakers"].append(
                [quote_id, mention, f"{self.article_id}-{speaker}", "frame", "words", 0.9]
            )
        return quote_id

    def _places(self, surface: str) -> Iterator[int]:
        start = self.text.find(surface)
        while start >= 0:
            yield start
            start = self.text.find(surface, start + 1)
