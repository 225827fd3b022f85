"""What somebody did not say is kept, and counts in no report as theirs."""

from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tasks.model.build import build_models
from tests.model.articles import Rows

TEXT = "Ida Kern sagte: „Voss kommt.“ Jan Voss sagte nie zu Ida Kern: „Kern bleibt bei Voss.“"
# They hold every quotation that was found.
ALL_QUOTATIONS = {"quote_lines", "ingestion_quality", "ingestion_quality_by_run"}
Contents = dict[str, list[tuple[object, ...]]]


def built(folder: Path, factuality: str | None) -> Contents:
    """The rows of all reports and of two macros, with a second quotation of this factuality."""
    rows = Rows()
    rows.entity("kern", "Ida Kern", "PER", "female")
    rows.entity("voss", "Jan Voss", "PER", "male")
    article = rows.article("one", TEXT, date(2021, 3, 24), "day")
    article.names("kern", "Ida Kern", "Kern")
    article.names("voss", "Jan Voss", "Voss")
    article.quotes("„Voss kommt.“", "kern", "Ida Kern")
    if factuality is not None:
        quote_id = article.quotes("„Kern bleibt bei Voss.“", "voss", "Jan Voss", factuality)
        start = TEXT.index("Ida Kern:")
        rows.rows["quote_spans"].append([quote_id, "addressee", 0, start, start + 8])
    folder.mkdir()
    path = folder / "wortlaut.duckdb"
    rows.write(path)
    assert build_models(path).failures == ()
    with closing(duckdb.connect(path, read_only=True)) as connection:
        views = connection.execute(
            "select table_name from information_schema.tables where table_schema = 'reports'"
        ).fetchall()
        asked = {name: f"reports.{name}" for (name,) in views}
        asked |= {"quotes_of": "quotes_of('Voss')", "quotes_about": "quotes_about('Kern')"}
        return {
            name: sorted(connection.execute(f"from {what}").fetchall(), key=repr)
            for name, what in asked.items()
        }


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Contents:
    return built(tmp_path_factory.mktemp("factuality") / "without", None)


@pytest.mark.parametrize("factuality", ["denied_saying", "hypothetical", "announced"])
def test_reports_are_as_if_it_had_not_been_found(
    factuality: str, without: Contents, tmp_path: Path
) -> None:
    unsaid = built(tmp_path / "unsaid", factuality)
    assert {name for name in unsaid if unsaid[name] != without[name]} == ALL_QUOTATIONS
    assert any(factuality in row for row in unsaid["quote_lines"])


def test_what_was_said_counts_in_them(without: Contents, tmp_path: Path) -> None:
    said = built(tmp_path / "said", "said")
    same = {name for name in said if said[name] == without[name]}
    assert same == {"cue_words", "mentions_by_entity_month", "co_mentions_month", "entity_trend"}
