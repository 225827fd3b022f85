"""Somebody who knows SQL but not the project finds an answer by what the docs show."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pytest

ROOT = Path(__file__).parents[2]
ASKING = (ROOT / "docs" / "asking.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")


def statements(page: str) -> list[str]:
    return re.findall(r"^```sql\n(.*?)^```", page, flags=re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def reader(march_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with closing(duckdb.connect(march_warehouse, read_only=True)) as connection:
        yield connection


@pytest.fixture(scope="module")
def answers(reader: duckdb.DuckDBPyConnection) -> list[list[tuple[Any, ...]]]:
    return [reader.execute(statement).fetchall() for statement in statements(ASKING)]


def test_the_readme_leads_to_the_page_and_the_page_to_the_reference() -> None:
    assert "(docs/asking.md)" in README
    assert "(../sql/README.md)" in ASKING


def test_every_table_that_the_path_uses_says_what_it_is_before_it_is_used(
    answers: list[list[tuple[Any, ...]]],
) -> None:
    tables, columns = answers[0], answers[1]
    described = {f"{schema}.{name}": comment for schema, name, comment in tables}
    later = " ".join(statements(ASKING)[2:])
    used = set(re.findall(r"\b((?:main|reports|staging)\.[a-z_]+)\b", later))
    assert {"reports.quote_lines", "main.mentions", "staging.quote_mentions"} <= used
    for name in used:
        assert described[name].startswith("Grain: "), name
    meanings = {name: comment for name, _, comment in columns}
    assert all(meanings.values())
    assert "female" in meanings["speaker_gender"]
    assert "First day of the month" in meanings["month"]


def test_the_entity_is_found_by_a_part_of_its_name(answers: list[list[tuple[Any, ...]]]) -> None:
    assert answers[2] == [("stream", "Nord Stream 2", "ORG")]


def test_women_quoted_on_it_in_the_month_are_found_and_no_others(
    answers: list[list[tuple[Any, ...]]],
) -> None:
    assert answers[3] == [("Anna Blum", "day.txt", 1, 1), ("Ida Kern", "month.txt", 1, 0)]


def test_who_mentioned_them_is_found_with_the_article_also_without_a_name(
    answers: list[list[tuple[Any, ...]]],
) -> None:
    assert answers[4] == [
        ("Anna Blum", "Jan Voss", "day.txt", "„Blum irrt.“"),
        ("Anna Blum", "es", "heard.txt", "„Kern und Blum schweigen“"),
        ("Ida Kern", "es", "heard.txt", "„Kern und Blum schweigen“"),
    ]
