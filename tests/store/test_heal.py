from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from tasks.check.inspection import inspect
from tasks.model.build import build_models
from tasks.resolve.linking import link_warehouse
from tasks.store.heal import bring_up_to_date
from tasks.store.table import Column, Table
from tasks.store.tables import TABLES
from tasks.store.warehouse import is_as_declared, open_warehouse

RELEASES = sorted(Path(__file__).parent.glob("release_*.sql"))
FIRST, LAST = RELEASES[0], RELEASES[-1]


def stored(release: Path, path: Path) -> Path:
    """A warehouse file of the tables and rows of an older release."""
    with closing(duckdb.connect()) as connection:
        connection.execute(f"attach '{path}' as made (storage_version 'v1.0.0')")
        connection.execute("use made")
        for statement in release.read_text("utf-8").split(";\n"):
            if statement.strip():
                connection.execute(statement)
    return path


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A warehouse file as the first release left it."""
    return stored(FIRST, tmp_path / "wortlaut.duckdb")


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


def test_quotations_of_an_older_file_were_said(healed: duckdb.DuckDBPyConnection) -> None:
    found = healed.execute("select factuality, count(*) > 0 from main.quotes group by all")
    assert found.fetchall() == [("said", True)]


def with_column(column: Column) -> list[Table]:
    """The tables of this release, and one column of quotations more."""
    return [
        replace(table, columns=(*table.columns, column)) if table.name == "quotes" else table
        for table in TABLES
    ]


def test_a_required_column_of_a_later_release_is_filled_as_it_declares(tmp_path: Path) -> None:
    column = Column("length", "INTEGER", "Characters", backfill="end_char - start_char")
    with closing(duckdb.connect(stored(LAST, tmp_path / "w.duckdb"))) as connection:
        for _ in range(2):
            bring_up_to_date(connection, tables=with_column(column))
        assert connection.execute("select quote_id, length from quotes").fetchall() == [("q1", 11)]
        nullable = connection.execute(
            "select is_nullable from duckdb_columns() where column_name = 'length'"
        ).fetchall()
        assert nullable == [(False,)]


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.stem)
def test_a_required_column_that_a_stored_release_lacks_declares_what_its_rows_get(
    release: Path, tmp_path: Path
) -> None:
    with closing(duckdb.connect(stored(release, tmp_path / "w.duckdb"))) as connection:
        held = connection.execute(
            "select table_name, list(column_name) from duckdb_columns()"
            " where not internal group by table_name"
        ).fetchall()
    missing = [
        f"{table.name}.{column.name}"
        for name, columns in held
        for table in TABLES
        if table.name == name
        for column in table.columns
        if column.name not in columns and not column.nullable and column.backfill is None
    ]
    assert missing == []


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.stem)
def test_the_rows_of_every_stored_release_fit_the_tables_of_this_one(
    release: Path, tmp_path: Path
) -> None:
    with open_warehouse(stored(release, tmp_path / "w.duckdb")) as connection:
        assert is_as_declared(connection)
        assert connection.execute("select quote_id from quotes where quote_id = 'q1'").fetchall()


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
    assert build_models(older).failures == ()


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
