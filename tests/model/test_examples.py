"""The example questions of `sql/examples`, asked of the warehouse of the sample articles."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from tasks.model.reports_version import PROJECT

EXAMPLES = sorted(PROJECT.glob("examples/*.sql"))


@pytest.fixture(scope="module")
def reader(sample_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with closing(duckdb.connect(sample_warehouse, read_only=True)) as connection:
        yield connection


def test_there_are_twenty_one_questions() -> None:
    assert len(EXAMPLES) == 21


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_answers_its_question_in_the_shape_that_it_names(
    path: Path, reader: duckdb.DuckDBPyConnection
) -> None:
    question, shape = path.read_text(encoding="utf-8").splitlines()[:2]
    assert re.fullmatch(r"-- .*\?.*", question)
    named = re.fullmatch(r"-- One row an? [^:]+: (.+)", shape)
    assert named
    answer = reader.execute(path.read_text(encoding="utf-8"))
    assert [column[0] for column in answer.description or ()] == named[1].split(", ")
    rows = answer.fetchall()
    assert rows
    assert len(set(rows)) == len(rows)
