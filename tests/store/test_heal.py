from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from tasks.store.inspection import inspect
from tasks.store.linking import link_warehouse
from tasks.store.models import build_models
from tasks.store.tables import TABLES
from tasks.store.warehouse import is_as_declared, open_warehouse

OLDER = Path(__file__).with_name("release_0_1.sql")


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A warehouse file as the release before this one left it."""
    path = tmp_path / "wortlaut.duckdb"
    with closing(duckdb.connect()) as connection:
        connection.execute(f"attach '{path}' as made (storage_version 'v1.0.0')")
        connection.execute("use made")
        for statement in OLDER.read_text("utf-8").split(";\n"):
            if statement.strip():
                connection.execute(statement)
    return path


@pytest.fixture
def healed(older: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_warehouse(older) as connection:
        yield connection


def test_an_older_file_gets_every_table_and_column_with_its_rules(
    healed: duckdb.DuckDBPyConnection,
) -> None:
    held = healed.execute(
        "select table_name, column_name, data_type, is_nullable from duckdb_columns()"
        " where schema_name = 'main' and not internal"
    ).fetchall()
    assert set(held) == {
        (table.name, column.name, column.type, column.nullable)
        for table in TABLES
        for column in table.columns
    }
    assert is_as_declared(healed)


def test_what_an_older_release_found_is_kept_and_linked(
    healed: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    link_warehouse(healed, (), scratch=tmp_path)
    said = healed.execute(
        "select quotes.text, entities.name, quote_speakers.mention_id, quote_speakers.method"
        " from quotes join quote_speakers using (quote_id) join entities using (entity_id)"
        " order by quotes.start_char"
    ).fetchall()
    assert said == [("Wir kommen.", "Anna Blum", "m1", "frame"), ("Nein.", "Kern", "m4", "frame")]
    mentions = healed.execute(
        "select surface, name from mentions join entities using (entity_id) order by start_char"
    ).fetchall()
    assert mentions == [
        ("Anna Blum", "Anna Blum"), ("Blum", "Anna Blum"), ("Amt", "Amt"), ("Kern", "Kern")
    ]  # fmt: skip
    methods = healed.execute("select method from entity_links order by method").fetchall()
    assert methods == [("local",), ("name",), ("name",)]


def test_a_healed_file_passes_the_audit(older: Path, tmp_path: Path) -> None:
    with open_warehouse(older) as connection:
        link_warehouse(connection, (), scratch=tmp_path)
    assert build_models(older, log_dir=tmp_path / "log").failures == ()


def test_healing_twice_changes_nothing(older: Path) -> None:
    found = []
    for _ in range(2):
        with open_warehouse(older) as connection:
            found.append([connection.execute(f"from {t.name}").fetchall() for t in TABLES])
    assert found[0] == found[1]


def test_a_check_of_an_older_file_says_that_a_run_is_due(older: Path) -> None:
    found = inspect(older.parent, [], model_version="newer")
    # The made-up article's identifier is not made of its content.
    assert [f.check for f in found if f.severity == "error"] == ["contents"]
    (release,) = [finding for finding in found if finding.check == "release"]
    assert "run the nightly flow" in release.advice
