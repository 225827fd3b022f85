"""Figures of the reports against other ways to reach them, and the macros stored in the file."""

import math
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from scipy.stats import chi2_contingency

Z = 1.96


@pytest.fixture(scope="module")
def reader(sample_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with closing(duckdb.connect(sample_warehouse, read_only=True)) as connection:
        yield connection


@pytest.fixture(scope="module")
def march(march_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with closing(duckdb.connect(march_warehouse, read_only=True)) as connection:
        yield connection


@pytest.mark.parametrize(
    ("report", "share", "sample"),
    [
        ("share_of_voice_month", "share_quotes", "quotes_of_month"),
        ("share_of_voice_month", "share_words", "quotes_of_month"),
        ("gender_balance_month", "share_quotes", "quotes_of_month"),
        ("gender_balance_month", "share_speakers_known", "speakers_known"),
        ("gender_balance_month", "share_quotes_known", "quotes_known"),
        ("gender_balance_month", "share_words_known", "quotes_known"),
        ("entity_trend", "share_articles", "articles_of_month"),
        ("cue_profile", "share_quotes", "quotes_with_class"),
    ],
)
def test_the_share_is_just_significant_against_each_bound_of_its_interval(
    report: str, share: str, sample: str, reader: duckdb.DuckDBPyConnection
) -> None:
    found = reader.execute(
        f"select {share}, {share}_low, {share}_high, {sample} from reports.{report}"
        f" where {share} is not null"
    ).fetchall()
    assert found
    for value, low, high, size in found:
        for bound in (low, high):
            error = math.sqrt(bound * (1 - bound) / size)
            assert abs(value - bound) == pytest.approx(Z * error, abs=1e-7)


def test_log_likelihood_of_a_pair_is_that_of_its_table(reader: duckdb.DuckDBPyConnection) -> None:
    pairs = reader.execute(
        "select articles, articles_entity, articles_other, articles_of_month, log_likelihood"
        " from reports.co_mentions_month"
        " where articles_of_month > greatest(articles_entity, articles_other)"
    ).fetchall()
    assert pairs
    for both, one, other, month, value in pairs:
        table = [[both, one - both], [other - both, month - one - other + both]]
        expected = chi2_contingency(table, correction=False, lambda_="log-likelihood")[0]
        assert value == pytest.approx(expected)


def test_month_precision_counts_in_its_month_and_in_no_day(
    march: duckdb.DuckDBPyConnection,
) -> None:
    assert march.execute(
        "select articles, articles_with_day from reports.calendar_months where month = '2021-03-01'"
    ).fetchall() == [(5, 4)]
    assert march.execute("select sum(articles) from reports.calendar").fetchall() == [(5,)]
    assert march.execute("select count(*) from reports.calendar_months").fetchall() == [(2,)]


def test_a_quotation_stands_in_its_whole_sentence(march: duckdb.DuckDBPyConnection) -> None:
    found = march.execute(
        "select context(quote_id) from main.quotes where article_id in ('cold', 'day')"
        " order by article_id, start_char"
    ).fetchall()
    assert [sentence for (sentence,) in found] == [
        "Kalt sei es.",
        "„Es wird kalt. Sehr kalt“, sagte",
        "Anna Blum sagte: „Nord Stream 2 kommt.“",
        "Jan Voss sagte: „Blum irrt.“",
    ]


def test_quotes_of_finds_by_a_part_of_the_name_in_any_case(
    march: duckdb.DuckDBPyConnection,
) -> None:
    found = march.execute("select speaker_name, path, quote_text from quotes_of('KERN')").fetchall()
    assert found == [
        ("Ida Kern", "month.txt", "„Abwarten.“"),
        ("Ida Kern", "cold.txt", "„Es wird kalt. Sehr kalt“"),
    ]


def test_quotes_about_finds_mentions_inside_quotations_alone(
    march: duckdb.DuckDBPyConnection,
) -> None:
    found = march.execute("select speaker_name, quote_text from quotes_about('blum')").fetchall()
    assert found == [("Jan Voss", "„Blum irrt.“"), (None, "„Kern und Blum schweigen“")]


def test_macros_work_for_who_attaches_the_file_and_uses_it(march_warehouse: Path) -> None:
    with closing(duckdb.connect()) as connection:
        connection.execute(f"attach '{march_warehouse}' as other (read_only)")
        connection.execute("use other")
        assert len(connection.execute("from quotes_of('Kern')").fetchall()) == 2


def test_macros_say_what_they_give(march: duckdb.DuckDBPyConnection) -> None:
    found = march.execute(
        "select function_name from duckdb_functions()"
        " where schema_name = 'main' and database_name = current_database() and comment is not null"
    ).fetchall()
    assert {name for (name,) in found} == {"context", "quotes_about", "quotes_of"}
