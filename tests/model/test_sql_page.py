import pytest

from tasks.model.reports_version import PROJECT
from tasks.model.sql_page import PAGE, described_models, described_tables, render_page
from tasks.store.table import Column, Table

PLAYS = Table(
    "plays",
    "a play",
    ("play",),
    (
        Column("play", "INTEGER", "Number"),
        Column("theatre", "VARCHAR", "Where", references="theatres.name", values=("a", "b")),
    ),
)


def test_the_page_is_what_its_sources_render() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == render_page(page), "run python -m tasks.model.sql_page"


def test_every_report_and_shared_model_is_on_the_page() -> None:
    names = {model.name for model in described_models()}
    folders = ("models/marts/*.sql", "models/intermediate/*.sql", "words/*.csv")
    assert names == {path.stem for folder in folders for path in PROJECT.glob(folder)}


def test_every_report_says_what_a_row_is_and_what_every_column_means() -> None:
    for model in described_models():
        assert model.grain.startswith("Grain: "), model.name
        assert all(meaning for _, _, meaning in model.columns), model.name


def test_a_declared_table_is_shown_with_its_values_and_joins() -> None:
    (table,) = described_tables([PLAYS])
    assert table.grain == "Grain: a play."
    assert table.columns[1] == ("theatre", "varchar", "Where (a, b)")
    assert table.joins == (("theatre", "theatres.name"),)


def test_a_page_without_the_mark_is_refused() -> None:
    with pytest.raises(ValueError, match="has no line"):
        render_page("# The SQL models\n")
