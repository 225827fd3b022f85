import shutil
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from tasks.model.reports_version import PROJECT, reports_version
from tasks.store.last_run import Versions, last_versions


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return shutil.copytree(PROJECT, tmp_path / "sql")


@pytest.mark.parametrize(
    "part",
    [
        "models/marts/new_voices.sql",
        "models/marts/new_voices.yml",
        "macros/wilson.sql",
        "macros/stored/store_context.sql",
        "tests/quotes_hold_their_text.sql",
        "words/cue_words.csv",
        "dbt_project.yml",
        "profiles.yml",
        "compiled.json",
    ],
)
def test_every_part_that_a_build_reads_is_in_the_version(project: Path, part: str) -> None:
    before = reports_version.__wrapped__(project)
    with (project / part).open("a") as file:
        file.write("\n")
    assert reports_version.__wrapped__(project) != before


def test_a_file_that_is_new_or_renamed_is_in_the_version_and_readme_and_examples_are_not(
    project: Path,
) -> None:
    versions = [reports_version.__wrapped__(project)]
    (project / "examples" / "21.sql").write_text("select 1")
    (project / "README.md").write_text("Other words")
    assert reports_version.__wrapped__(project) == versions[0] == reports_version()
    model = project / "models" / "marts" / "more.sql"
    model.write_text("select 1 as one")
    versions.append(reports_version.__wrapped__(project))
    model.rename(model.with_stem("others"))
    versions.append(reports_version.__wrapped__(project))
    assert len(set(versions)) == 3


def test_the_last_run_says_by_what_it_made_names_and_reports(march_warehouse: Path) -> None:
    with closing(duckdb.connect(march_warehouse, read_only=True)) as connection:
        assert last_versions(connection) == Versions("l", "reports")
        assert last_versions(connection, before="r1") == Versions(None, None)
