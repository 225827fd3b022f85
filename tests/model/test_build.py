import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tasks.model.build import BuildResult, build_models
from tasks.model.reports_version import PROJECT
from tasks.store.tables import TABLES
from tasks.store.warehouse import WarehouseError

MARCH = "Anna Blum sagte: „Wir kommen, ja, am Montag.“ Sie lachte."
MONTH_ONLY = "Das Amt und Anna Blum teilten mit: „Es bleibt“, sagten sie, „dabei.“ „Ach“, rief es."
YEAR_ONLY = "Anna Blum schrieb, es sei zu spät."
NOW = datetime(2026, 1, 2, 3, 30)


def span(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def article(article_id: str, text: str, on: date | None, precision: str, run: str) -> list[Any]:
    title = None if precision == "unknown" else "Titel"
    return [
        *(article_id, f"{article_id}.txt", None, title, on, precision, None, "de"),
        *("KK", "Küstenkurier", "Rita Lahn", ["Rita Lahn"], None, "https://kk.example/1", "Hafen"),
        *([], text, len(text), 10, "model", run, NOW),
    ]


def mention(name: str, article_id: str, entity: str, text: str, part: str, kind: str) -> list[Any]:
    label = "ORG" if entity == "amt" else "PER"
    return [
        *(name, article_id, entity, f"{article_id}-{entity}", *span(text, part), part),
        *(label, kind, 0),
    ]


def article_entity(article_id: str, entity: str, name: str) -> list[Any]:
    label = "ORG" if entity == "amt" else "PER"
    return [f"{article_id}-{entity}", article_id, name, label, "unknown", "none", True, None]


def quote(
    name: str, article_id: str, type_: str, text: str, part: str, confidence: float
) -> list[Any]:
    start, end = span(text, part)
    return [
        *(
            name,
            article_id,
            type_,
            "speech",
            "said",
            part,
            start,
            end,
            None,
            None,
            None,
            None,
            None,
        ),
        *(confidence, 0, "paragraph", None),
    ]


def run(run_id: str, found: int, duplicate: int, rejected: int, loaded: int) -> list[Any]:
    return [
        *(run_id, NOW, NOW, "completed", found, found, 0, 0, duplicate, rejected, 0, 0),
        *(loaded, 0, 0, "model", "0.1.0", "links", "reports"),
    ]


def seed_file(path: str, status: str, article_id: str | None, run_id: str) -> list[Any]:
    return [path, "00", 1, status, None, article_id, NOW, NOW, run_id, "plain text", None, None]


ROWS: dict[str, list[list[Any]]] = {
    "seed_records": [["many.csv", "1", None, "rejected", "no text", None, NOW, NOW, "r1"]],
    "article_blocks": [["march", 0, 0, len(MARCH), "paragraph", "text"]],
    "outlets": [["Küstenkurier", "DE", "paper", "kk.example", "KK", "user"]],
    "runs": [run("r1", 4, 1, 1, 2), run("r2", 2, 0, 0, 2), run("r3", 0, 0, 0, 0)],
    "seed_files": [
        seed_file("march.txt", "loaded", "march", "r1"),
        seed_file("month.txt", "loaded", "month", "r1"),
        seed_file("copy.txt", "duplicate", "month", "r1"),
        seed_file("image.txt", "rejected", None, "r1"),
        seed_file("year.txt", "loaded", "year", "r2"),
        seed_file("undated.txt", "gone", "undated", "r2"),
    ],
    "articles": [
        article("march", MARCH, date(2021, 3, 24), "day", "r1"),
        article("month", MONTH_ONLY, date(2021, 3, 1), "month", "r1"),
        article("year", YEAR_ONLY, date(2021, 1, 1), "year", "r2"),
        article("undated", "Es regnet.", None, "unknown", "r2"),
    ],
    "entities": [
        ["anna", "Anna Blum", "PER", "female", "pronoun"],
        ["amt", "Amt", "ORG", "unknown", "none"],
    ],
    "article_entities": [
        article_entity("march", "anna", "Anna Blum"),
        article_entity("month", "anna", "Anna Blum"),
        article_entity("year", "anna", "Anna Blum"),
        article_entity("month", "amt", "Amt"),
    ],
    "article_roles": [["march-anna", "march", "sprecherin", None, "Sprecherin", "m1"]],
    "role_mentions": [["m6", "march", *span(MARCH, "am"), "am", 0, "minister", None, "male"]],
    "entity_links": [
        ["march-anna", "anna", "name", None],
        ["month-anna", "anna", "name", None],
        ["year-anna", "anna", "name", None],
        ["month-amt", "amt", "name", None],
    ],
    "entity_roles": [
        ["anna", "sprecherin", None, "Sprecherin", date(2021, 3, 24), date(2021, 3, 24), "m1"]
    ],
    "article_speakers": [
        ["q1", "m1", "march-anna", "frame", "words", 0.9],
        ["q1", "m6", None, "frame", "words", 0.5],
        ["q2", "m3", "month-amt", "frame", "words", 0.8],
        ["q2", "m4", "month-anna", "frame", "words", 0.8],
        ["q4", "m5", "year-anna", "frame", "words", 0.8],
    ],
    "corrections": [[1, None, "rename", "Blum", "unused", "no entity is called Blum"]],
    "mentions": [
        mention("m1", "march", "anna", MARCH, "Anna Blum", "name"),
        mention("m2", "march", "anna", MARCH, "Sie", "pronoun"),
        mention("m3", "month", "amt", MONTH_ONLY, "Amt", "name"),
        mention("m4", "month", "anna", MONTH_ONLY, "Anna Blum", "name"),
        mention("m5", "year", "anna", YEAR_ONLY, "Anna Blum", "name"),
    ],
    "quotes": [
        quote("q1", "march", "direct", MARCH, "Wir kommen, ja, am Montag.", 0.9),
        quote("q2", "month", "direct", MONTH_ONLY, "Es bleibt“, sagten sie, „dabei.", 0.7),
        quote("q3", "month", "direct", MONTH_ONLY, "Ach", 0.5),
        quote("q4", "year", "indirect", YEAR_ONLY, "es sei zu spät", 0.6),
    ],
    "quote_spans": [
        ["q1", "quote", 0, *span(MARCH, "Wir kommen, ja, am Montag.")],
        ["q1", "speaker", 0, *span(MARCH, "Anna Blum")],
        ["q2", "quote", 0, *span(MONTH_ONLY, "Es bleibt")],
        ["q2", "quote", 1, *span(MONTH_ONLY, "dabei.")],
        ["q3", "quote", 0, *span(MONTH_ONLY, "Ach")],
        ["q4", "quote", 0, *span(YEAR_ONLY, "es sei zu spät")],
    ],
    "quote_speakers": [
        ["q1", "anna", "m1", "frame", 0.9],
        ["q2", "amt", "m3", "frame", 0.8],
        ["q2", "anna", "m4", "frame", 0.8],
        ["q4", "anna", "m5", "frame", 0.8],
    ],
}


def fill(path: Path) -> None:
    with closing(duckdb.connect()) as connection:
        connection.execute(f"attach '{path}' as made (storage_version 'v1.0.0')")
        connection.execute("use made")
        for table in TABLES:
            for statement in table.ddl():
                connection.execute(statement)
            marks = ", ".join("?" for _ in table.columns)
            connection.executemany(f"insert into {table.name} values ({marks})", ROWS[table.name])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="module")
def database(folder: Path) -> Path:
    path = folder / "generation" / "wortlaut.duckdb"
    path.parent.mkdir()
    fill(path)
    return path


@pytest.fixture(scope="module")
def project_before() -> set[Path]:
    return set(PROJECT.rglob("*"))


@pytest.fixture(scope="module")
def built(database: Path, project_before: set[Path]) -> BuildResult:
    return build_models(database)


@pytest.fixture(scope="module")
def published(built: BuildResult, database: Path, folder: Path) -> Path:
    """The built file as a reader finds it: elsewhere, under another name, read only."""
    assert built.failures == ()
    path = folder / "somebody's copy of 2026.duckdb"
    shutil.copyfile(database, path)
    path.chmod(0o444)
    return path


@pytest.fixture
def reader(published: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with closing(duckdb.connect(published, read_only=True)) as connection:
        yield connection


@pytest.fixture(scope="module")
def broken(published: Path, folder: Path) -> BuildResult:
    """A second build, in a thread, on a file that has models already and rows that are wrong."""
    path = folder / "next" / "wortlaut.duckdb"
    path.parent.mkdir()
    shutil.copyfile(published, path)
    with closing(duckdb.connect(path)) as connection:
        connection.execute(
            "update mentions set start_char = start_char + 1 where mention_id = 'm2'"
        )
        connection.execute("update quotes set text = 'Ech' where quote_id = 'q3'")
        connection.execute("update mentions set entity_id = 'nobody' where mention_id = 'm5'")
        connection.execute("update seed_files set article_id = 'lost' where path = 'year.txt'")
        connection.execute("update articles set path = 'lost.txt' where article_id = 'year'")
        connection.execute("insert into quote_spans values ('q4', 'frame', 0, 5, 5)")
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(build_models, path).result()


def rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return connection.execute(sql).fetchall()


def test_a_sound_warehouse_builds_every_model_and_passes_every_test(built: BuildResult) -> None:
    assert built.failures == ()
    assert built.models == len(list(PROJECT.glob("models/**/*.sql")))
    assert built.tests > 50
    assert built.seconds > 0


def test_the_build_leaves_the_file_unlocked_and_complete(
    built: BuildResult, database: Path
) -> None:
    assert [path.name for path in database.parent.iterdir()] == ["wortlaut.duckdb"]
    code = "import duckdb, sys; duckdb.connect(sys.argv[1]).execute('create temp table t (i int)')"
    subprocess.run([sys.executable, "-c", code, str(database)], check=True)


def test_the_build_writes_nothing_beside_the_file(
    built: BuildResult, folder: Path, project_before: set[Path]
) -> None:
    assert set(PROJECT.rglob("*")) == project_before
    assert [path.name for path in folder.iterdir()] == ["generation"]


def test_quotes_by_speaker_month_counts_each_speaker_and_no_interruption(
    reader: duckdb.DuckDBPyConnection,
) -> None:
    march = date(2021, 3, 1)
    assert rows(reader, "from reports.quotes_by_speaker_month order by entity_id") == [
        ("amt", march, "Amt", "ORG", "unknown", 1, 1, 3, 1, 1.0),
        ("anna", march, "Anna Blum", "PER", "female", 2, 2, 8, 2, 1.0),
    ]


def test_mentions_by_entity_month_counts_mentions_and_articles(
    reader: duckdb.DuckDBPyConnection,
) -> None:
    march = date(2021, 3, 1)
    assert rows(reader, "from reports.mentions_by_entity_month order by entity_id") == [
        ("amt", march, "Amt", "ORG", "unknown", 1, 1, 1, 0.5),
        ("anna", march, "Anna Blum", "PER", "female", 3, 2, 2, 1.0),
    ]


def test_articles_by_month_leaves_out_articles_without_a_known_month(
    reader: duckdb.DuckDBPyConnection,
) -> None:
    assert rows(reader, "from reports.articles_by_month") == [
        (date(2021, 3, 1), 2, 2, 20, 4, 3, 3, 1, 1.5, pytest.approx(1 / 3))
    ]


def test_ingestion_quality_by_run_counts_files_and_what_is_left_of_them(
    reader: duckdb.DuckDBPyConnection,
) -> None:
    sql = """
        select
            run_id, files_found, files_loaded, files_duplicate, files_rejected,
            share_files_rejected, articles, articles_without_month, articles_without_title, tokens,
            mentions, quotes, quotes_without_speaker, share_quotes_without_speaker,
            mean_quote_confidence
        from reports.ingestion_quality_by_run order by run_id
    """
    assert rows(reader, sql) == [
        (
            *("r1", 4, 2, 1, 1, 0.25, 2, 0, 0, 20, 4, 3, 1),
            *(pytest.approx(1 / 3), pytest.approx(0.7)),
        ),
        ("r2", 2, 2, 0, 0, 0.0, 2, 2, 1, 20, 1, 1, 0, 0.0, pytest.approx(0.6)),
        ("r3", 0, 0, 0, 0, None, 0, 0, 0, 0, 0, 0, 0, None, None),
    ]


def test_a_line_of_a_quotation_says_where_it_was_printed(
    reader: duckdb.DuckDBPyConnection,
) -> None:
    sql = "select distinct outlet, section, author, url from reports.quote_lines"
    assert rows(reader, sql) == [("Küstenkurier", "Hafen", "Rita Lahn", "https://kk.example/1")]


def test_views_stay_readable_under_another_file_name_and_catalog(published: Path) -> None:
    with closing(duckdb.connect()) as connection:
        connection.execute(
            f"attach '{str(published).replace(chr(39), chr(39) * 2)}' as other (read_only)"
        )
        views = rows(
            connection,
            "select schema_name, view_name, sql from duckdb_views()"
            " where database_name = 'other' and not internal",
        )
        assert {view for _, view, _ in views} == {
            "quote_lines",
            "article_dates",
            "article_leads",
            "article_months",
            "ingestion_quality_by_run",
            "said_quotes",
            "said_voices",
            *(path.stem for path in PROJECT.glob("models/staging/*.sql")),
        }
        for schema, view, sql in views:
            # The catalog that dbt built in stands before the view's own name alone.
            assert "wortlaut" not in sql.partition(" AS ")[2]
            connection.execute(f"select * from other.{schema}.{view}").fetchall()
        assert rows(connection, "select count(*) from other.staging.quote_counts") == [(4,)]


def test_every_model_and_column_is_described_in_the_database(
    reader: duckdb.DuckDBPyConnection,
) -> None:
    relations = rows(
        reader,
        """
        select schema_name, table_name, comment from duckdb_tables()
        union all
        select schema_name, view_name, comment from duckdb_views() where not internal
        """,
    )
    lists = len(list(PROJECT.glob("words/*.csv")))
    assert len(relations) == len(TABLES) + len(list(PROJECT.glob("models/**/*.sql"))) + lists
    for schema, name, comment in relations:
        assert str(comment).startswith("Grain: "), f"{schema}.{name}"
    undescribed = rows(
        reader,
        """
        select schema_name, table_name, column_name from duckdb_columns()
        where not internal and coalesce(comment, '') = ''
        """,
    )
    assert undescribed == []


def test_a_failure_names_its_test_and_the_row(broken: BuildResult) -> None:
    for words in (
        ("test mentions_hold_their_text: Got 1 result", "mention_id 'm2'"),
        ("test quotes_hold_their_text: Got 1 result", "quote_id 'q3'"),
        ("test spans_lie_in_their_article: Got 1 result", "span_of 'q4'"),
        ("test mentions_rules: Got 1 result", "entity_id is not in entities", "'nobody'"),
        ("test mentions_follow_their_links: Got 1 result", "mention_id 'm5'"),
        ("test loaded_files_have_their_article: Got 1 result", "path 'year.txt'"),
        ("test articles_have_their_file: Got 1 result", "article_id 'year'"),
    ):
        assert any(all(word in failure for word in words) for failure in broken.failures), words


def test_what_is_skipped_after_a_failure_is_no_failure(broken: BuildResult) -> None:
    # The seven above, and the speaker whose mention now names somebody else.
    assert len(broken.failures) == 8, broken.failures
    assert not any(failure.startswith("model ") for failure in broken.failures)


def test_a_file_that_is_no_database_is_an_error_that_says_so(tmp_path: Path) -> None:
    path = tmp_path / "wortlaut.duckdb"
    path.write_text("no database " * 1000)
    with pytest.raises(WarehouseError, match=r"could not be built: .* not a valid DuckDB"):
        build_models(path)
