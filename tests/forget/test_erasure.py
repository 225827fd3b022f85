"""What is deleted is readable in no byte of the files that it stood in."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import polars as pl
import pytest

from tasks.forget.erasure import rewrite, sweep_staging
from tasks.forget.records import erase_history, erase_marked, mark_for_erasure
from tasks.store.staging import SCHEMAS, Staging
from tasks.store.warehouse import checkpoint, open_warehouse
from tests.everywhere import places

NAME = "Xaver Quintenberg"


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Path]:
    """A warehouse folder with records of runs as Prefect keeps them; a server has them open."""
    database = tmp_path / ".prefect" / "prefect.db"
    database.parent.mkdir()
    with closing(sqlite3.connect(database, isolation_level=None)) as server:
        server.execute("pragma journal_mode = wal")
        server.execute("create table log (message text, timestamp datetime)")
        server.execute("create table flow_run (parameters text)")
        server.execute("create table deployment (name text)")
        server.execute("insert into log values (?, '2026-01-01 03:30:00.000000')", [NAME])
        server.execute("insert into log values ('later', '2999-01-01 03:30:00.000000')")
        server.execute("insert into flow_run values ('{}')")
        server.execute("insert into deployment values ('wortlaut')")
        yield tmp_path


def held(folder: Path, table: str) -> int:
    with closing(sqlite3.connect(folder / ".prefect" / "prefect.db")) as connection:
        (row,) = connection.execute(f"select count(*) from {table}").fetchall()
        return int(row[0])


def test_marked_records_are_erased_beside_a_server_that_is_running(records: Path) -> None:
    assert places(records, NAME)
    assert erase_marked(records) == 0
    mark_for_erasure(records)
    assert erase_marked(records) == 1
    assert places(records, NAME) == []
    assert (held(records, "log"), held(records, "flow_run")) == (1, 1)
    assert erase_marked(records) == 0


def test_the_whole_history_goes_and_deployments_stay(records: Path) -> None:
    assert erase_history(records) == 3
    assert places(records, NAME) == []
    assert [held(records, table) for table in ("log", "flow_run", "deployment")] == [0, 0, 1]


def test_a_rewritten_file_has_the_rows_in_their_order_and_no_others(tmp_path: Path) -> None:
    file = tmp_path / "wortlaut.duckdb"
    with open_warehouse(file) as connection:
        for number in range(5):
            connection.execute(
                "insert into main.entities values (?, ?, 'PER', 'unknown', 'none')",
                [f"{9 - number}", NAME if number == 2 else f"Name {number}"],
            )
    checkpoint(file)
    with open_warehouse(file) as connection:
        connection.execute("delete from main.entities where name = ?", [NAME])
    checkpoint(file)
    assert NAME.encode() in file.read_bytes()
    rewrite(file)
    checkpoint(file)
    assert places(tmp_path, NAME) == []
    with open_warehouse(file, read_only=True) as connection:
        names = connection.execute("select name from main.entities").fetchall()
    assert [name for (name,) in names] == ["Name 0", "Name 1", "Name 3", "Name 4"]


def test_staging_holds_no_article_that_the_warehouse_does_not(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "staging", "m")
    schema = SCHEMAS["articles"]
    rows = [
        {name: "x" if kind == pl.String else None for name, kind in schema.items()}
        | {"article_id": article, "text": text}
        for article, text in (("a", NAME), ("b", "Anderes"))
    ]
    staging.write({"articles": pl.DataFrame(rows, schema=schema)})
    staging.write(
        {"articles": pl.DataFrame(rows[:1], schema=schema)}
        | {"rejections": pl.DataFrame({"article_id": ["c"], "reason": ["too long"]})}
    )
    assert sweep_staging(tmp_path, {"b"}) == 2
    assert places(tmp_path, NAME) == []
    annotated, rejected = staging.index(["a", "b", "c"])
    assert (annotated.keys(), rejected) == ({"b"}, {"c": "too long"})
