"""What a night runs of the SQL models is what `dbt build` runs."""

import re
import shutil
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from tasks.model import compiled
from tasks.model.build import build_models
from tasks.model.build import test_models as check_models
from tasks.model.compile import compiled_from
from tasks.model.compiled import CATALOG, COMPILED, read_compiled
from tasks.model.dbt_build import DbtBuild, dbt_build
from tasks.model.reports_version import PROJECT
from tasks.store.warehouse import WarehouseError

# All of a database that a reader sees, in order; of a view also what it was made from.
_SEEN = {
    "schemas": "select schema_name, comment from duckdb_schemas() where not internal",
    "tables": """
        select schema_name, table_name, comment, sql from duckdb_tables() where not internal
    """,
    "views": """
        select schema_name, view_name, comment, sql from duckdb_views() where not internal
    """,
    "columns": """
        select
            schema_name, table_name, column_index, column_name, data_type, is_nullable,
            column_default, comment
        from duckdb_columns() where not internal
    """,
    "constraints": """
        select schema_name, table_name, constraint_type, constraint_text
        from duckdb_constraints() where true
    """,
    "indexes": "select schema_name, table_name, index_name, sql from duckdb_indexes() where true",
    "macros": """
        select schema_name, function_name, parameters, macro_definition, comment
        from duckdb_functions() where not internal
    """,
}


def seen(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """What the file holds, with the rows of its tables and views."""
    with closing(duckdb.connect(path, read_only=True)) as connection:
        found = {
            what: connection.execute(f"{sql} order by all").fetchall()
            for what, sql in _SEEN.items()
        }
        for schema, name, *_ in found["tables"] + found["views"]:
            found[f"{schema}.{name}"] = connection.execute(
                f"from {schema}.{name} order by all"
            ).fetchall()
    return found


def only_loaded(warehouse: Path, folder: Path) -> Path:
    """A copy without reports, as a night has it before it builds them."""
    folder.mkdir()
    path = folder / f"{CATALOG}.duckdb"
    shutil.copyfile(warehouse, path)
    with closing(duckdb.connect(path)) as connection:
        for schema in ("staging", "reports"):
            connection.execute(f"drop schema {schema} cascade")
        connection.execute("drop macro context")
        for macro in ("quotes_of", "quotes_about"):
            connection.execute(f"drop macro table {macro}")
    return path


@pytest.fixture(scope="module")
def loaded(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return only_loaded(sample_warehouse, tmp_path_factory.mktemp("loaded") / "by_dbt")


@pytest.fixture(scope="module")
def by_dbt(loaded: Path) -> DbtBuild:
    """A real `dbt build` of the loaded file, with the unit tests."""
    return dbt_build(loaded, folder=loaded.parent, unit_tests=True)


def test_dbt_builds_the_project_and_its_unit_tests_pass(by_dbt: DbtBuild) -> None:
    assert {result["status"] for result in by_dbt.results} == {"success", "pass"}
    kinds = [result["id"].split(".")[0] for result in by_dbt.results]
    assert kinds.count("model") == len(list(PROJECT.glob("models/**/*.sql")))
    assert kinds.count("test") > 50
    assert kinds.count("unit_test") > 20


def test_the_project_uses_nothing_that_dbt_deprecates(by_dbt: DbtBuild, loaded: Path) -> None:
    assert "deprecat" not in (loaded.parent / "dbt.log").read_text("utf-8").lower()


def test_the_compiled_sql_is_what_dbt_makes_of_the_project(by_dbt: DbtBuild) -> None:
    assert compiled_from(by_dbt) == COMPILED.read_text("utf-8"), (
        "made anew with: python -m tasks.model.compile"
    )


def test_a_night_makes_the_same_file_as_dbt(
    by_dbt: DbtBuild, loaded: Path, sample_warehouse: Path, tmp_path: Path
) -> None:
    ours = only_loaded(sample_warehouse, tmp_path / "ours")
    assert "reports.quote_lines" not in seen(ours)
    assert build_models(ours).failures == ()
    made, expected = seen(ours), seen(loaded)
    assert len(expected["reports.quote_lines"]) > 100
    assert made.keys() == expected.keys()
    assert [what for what in expected if made[what] != expected[what]] == []
    # Once more, over what is there now.
    assert build_models(ours).failures == ()
    assert seen(ours) == made


def test_what_fails_fails_in_the_same_words(by_dbt: DbtBuild, loaded: Path, tmp_path: Path) -> None:
    """Rows that break rules, of one and of several tests, and a table that is not there."""
    paths = [tmp_path / whose / f"{CATALOG}.duckdb" for whose in ("ours", "by_dbt")]
    for path in paths:
        path.parent.mkdir()
        shutil.copyfile(loaded, path)
        with closing(duckdb.connect(path)) as connection:
            connection.execute("update quotes set text = 'Ech' || text")
            connection.execute("update entities set label = 'XXX'")
            connection.execute("drop table corrections")
            connection.execute("alter table role_mentions rename column surface to face")
    ours, theirs = paths
    built = build_models(ours)
    failed = [
        result
        for result in dbt_build(theirs, folder=theirs.parent).results
        if result["status"] not in ("success", "pass", "skipped")
    ]
    assert len(failed) > 3
    said = {
        f"{result['id'].split('.')[0]} {result['id'].split('.')[2]}: "
        + " ".join(result["message"].split())
        for result in failed
    }
    # We add a row; dbt wraps the query in others, whose lines count.
    assert {
        re.split(", for example| LINE [0-9]+:", sentence)[0] for sentence in built.failures
    } == {sentence.partition(" LINE ")[0] for sentence in said}


def test_a_view_with_other_columns_than_its_contract_fails_and_what_comes_after_is_skipped(
    loaded: Path, by_dbt: DbtBuild, tmp_path: Path
) -> None:
    path = tmp_path / f"{CATALOG}.duckdb"
    shutil.copyfile(loaded, path)
    with closing(duckdb.connect(path)) as connection:
        connection.execute("alter table corrections alter number type varchar")
    built = build_models(path)
    assert built.failures == (
        "model stg_corrections: its column correction_number is varchar, and integer by its "
        "contract (models/staging/stg_corrections.sql)",
    )
    assert built.models == len(list(PROJECT.glob("models/**/*.sql"))) - 1


def test_tests_alone_build_nothing(loaded: Path, by_dbt: DbtBuild, tmp_path: Path) -> None:
    path = tmp_path / f"{CATALOG}.duckdb"
    shutil.copyfile(loaded, path)
    with closing(duckdb.connect(path)) as connection:
        connection.execute("comment on table reports.calendar is 'as it was'")
        connection.execute("update reports.calendar set month = null")
    tested = check_models(path)
    assert (tested.models, len(tested.failures)) == (0, 1)
    assert "test calendar_rules: Got 1 result" in tested.failures[0]
    assert "month is null" in tested.failures[0]
    with closing(duckdb.connect(path, read_only=True)) as connection:
        found = connection.execute(
            "select comment from duckdb_tables() where table_name = 'calendar'"
        ).fetchone()
    assert found == ("as it was",)


@pytest.mark.parametrize("name", ["reports", "main", "was 'war', \"2\""])
def test_the_file_may_have_any_name(
    by_dbt: DbtBuild, loaded: Path, tmp_path: Path, name: str
) -> None:
    path = tmp_path / f"{name}.duckdb"
    shutil.copyfile(loaded, path)
    assert build_models(path).failures == ()


def test_sql_that_was_changed_since_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "digest_of_sql", lambda: "another")
    with pytest.raises(WarehouseError, match=r"have changed since .* tasks\.model\.compile"):
        read_compiled()
    monkeypatch.setattr(compiled, "COMPILED", tmp_path / "compiled.json")
    with pytest.raises(WarehouseError, match=r"compiled\.json cannot be read .* compile them"):
        read_compiled()
