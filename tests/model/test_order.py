"""The same warehouse says the same, in whatever order its rows were written."""

import shutil
from contextlib import closing
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tasks.model.build import build_models
from tasks.model.reports_version import PROJECT
from tasks.report.contents import read_contents
from tasks.report.limits import Limits
from tasks.report.question import ask
from tasks.store.reader import reader
from tasks.store.tables import TABLES

VOICE = {"quotes_a_voice": 3, "related": 5}


def shuffle(path: Path) -> None:
    """Write the rows of all tables anew, in the order of a hash of theirs.

    Runs stay as they are: the last one is the last.
    """
    with closing(duckdb.connect(path)) as connection:
        for table in TABLES:
            if table.name == "runs":
                continue
            connection.execute(
                f"create temp table kept as select * from {table.name} as row order by hash(row)"
            )
            connection.execute(f"delete from {table.name}")
            connection.execute(f"insert into {table.name} from kept")
            connection.execute("drop table kept")


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of all reports, sorted."""
    listed = "select schema_name, table_name from duckdb_tables() where schema_name = 'reports'"
    with closing(duckdb.connect(path, read_only=True)) as connection:
        return {
            name: sorted(connection.execute(f"from {schema}.{name}").fetchall(), key=repr)
            for schema, name in connection.execute(listed).fetchall()
        }


def answers(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of the examples, in their order."""
    with closing(duckdb.connect(path, read_only=True)) as connection:
        return {
            example.stem: connection.execute(example.read_text("utf-8")).fetchall()
            for example in sorted(PROJECT.glob("examples/*.sql"))
        }


def report(path: Path) -> dict[str, pl.DataFrame]:
    """All that a report shows, in its order."""
    with reader(path.parent) as opened:
        contents = read_contents(opened, Limits())
        voices = [voice["entity_id"] for voice in contents.voices]
        articles = contents.frames["articles"]["article_id"].to_list()
        return {
            **contents.frames,
            "voices": pl.DataFrame(contents.voices),
            **{
                f"voice_{what}": ask(opened, f"voice_{what}", entities=voices, **VOICE)
                for what in ("quotes", "months", "roles", "topics", "company", "talked_about")
            },
            **{
                f"article_{what}": ask(opened, f"article_{what}", articles=articles)
                for what in ("quotes", "spans", "speakers", "mentions")
            },
        }


@pytest.mark.parametrize("order", ["role", "role desc"])
def test_of_roles_seen_last_together_the_most_frequent_counts(
    sample_warehouse: Path, tmp_path: Path, order: str
) -> None:
    path = tmp_path / "wortlaut.duckdb"
    shutil.copyfile(sample_warehouse, path)
    before = report(path)["people"]
    often, once = before["entity_id"].head(2)
    with closing(duckdb.connect(path)) as connection:
        connection.execute("delete from entity_roles")
        connection.execute("delete from article_roles")
        connection.execute(
            "insert into entity_roles by name select entity_id, role, null as place, "
            "role as surface, date '2024-01-01' as first_seen, date '2024-01-02' as last_seen, "
            "'m' as mention_id from (values ($1), ($2)) as who (entity_id), "
            f"(values ('anwalt'), ('bote'), ('zeuge')) as held (role) order by {order}",
            [often, once],
        )
        connection.execute(
            "insert into article_roles by name select article_entity_id, articles.article_id, "
            "'bote' as role, null as place, 'Bote' as surface, articles.article_id as mention_id "
            "from entity_links, articles where entity_id = $1",
            [often],
        )
    roles = dict(report(path)["people"].select("entity_id", "role").rows())
    assert (roles[often], roles[once]) == ("bote", "anwalt")


@pytest.fixture(scope="module")
def shuffled(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shuffled") / "wortlaut.duckdb"
    shutil.copyfile(sample_warehouse, path)
    shuffle(path)
    assert build_models(path).failures == ()
    return path


def test_reports_do_not_depend_on_the_order_in_which_rows_were_written(
    sample_warehouse: Path, shuffled: Path
) -> None:
    before, after = tables(sample_warehouse), tables(shuffled)
    assert len(before) > 15
    assert [name for name in before if before[name] != after[name]] == []


def test_the_report_and_the_examples_keep_their_order(
    sample_warehouse: Path, shuffled: Path
) -> None:
    before, after = report(sample_warehouse), report(shuffled)
    assert [name for name in before if not before[name].equals(after[name])] == []
    asked, again = answers(sample_warehouse), answers(shuffled)
    assert [name for name in asked if asked[name] != again[name]] == []
