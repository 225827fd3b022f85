"""When a report is written, how much of it, and of a warehouse that has little to show."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import polars as pl
import pytest
from playwright.sync_api import Page, expect
from spacy.language import Language

from tasks.report.headlines import headlines
from tasks.report.limits import Limits
from tasks.report.report import Report, write_changed_report, write_report
from tests.report.pages.opened import pages
from tests.sample import NOW, build_sample


def test_limits_are_kept_and_said(warehouse: Path, tmp_path: Path, page: Page) -> None:
    shutil.copytree(warehouse, tmp_path / "w", symlinks=True)
    few = replace(Limits(), articles=2, voices=3, rows=4, downloads=5)
    report = write_report(tmp_path / "w", made_at=NOW, limits=few)
    folder = report.path.parent
    assert len(list((folder / "articles").iterdir())) == 2
    assert len(list((folder / "voices").iterdir())) == 3
    assert pl.read_parquet(folder / "tables" / "quotes.parquet").height == 5
    page.goto((folder / "tables" / "quotes.html").resolve().as_uri())
    assert page.locator("#rows tbody tr").count() == 4
    expect(page.get_by_text("Gezeigt sind die ersten 4 von")).to_be_visible()
    page.goto(report.path.resolve().as_uri())
    expect(page.locator("#limits")).to_contain_text("die 2 neuesten von 34 Artikeln")


def test_a_warehouse_without_articles_has_a_report(
    tmp_path: Path, nlp: Language, page: Page
) -> None:
    (tmp_path / "seeds").mkdir()
    build_sample(tmp_path / "seeds", tmp_path / "w", nlp)
    report = write_report(tmp_path / "w", made_at=NOW)
    for path in pages(report):
        page.goto(path.as_uri())
        expect(page.locator("h1")).to_have_count(1)


def test_a_report_is_written_again_only_when_something_changed(
    warehouse: Path, tmp_path: Path
) -> None:
    shutil.copytree(warehouse, tmp_path / "w", ignore=shutil.ignore_patterns(".reports", "report"))
    assert write_changed_report(tmp_path / "w", made_at=NOW) is not None
    assert write_changed_report(tmp_path / "w", made_at=NOW) is None
    for change in (
        "update articles set run_id = 'r2' where path like '2024%'",
        "delete from seed_files where path like 'leer%'",
        "update runs set link_version = 'other'",
    ):
        with duckdb.connect(tmp_path / "w" / "wortlaut.duckdb") as connection:
            connection.execute(change)
        assert write_changed_report(tmp_path / "w", made_at=NOW) is not None, change
    assert write_report(tmp_path / "w", made_at=NOW).path.is_file()


@pytest.fixture(scope="module")
def undated(tmp_path_factory: pytest.TempPathFactory, nlp: Language) -> Report:
    """The report of two articles without any date."""
    root = tmp_path_factory.mktemp("undated")
    seeds = root / "seeds"
    seeds.mkdir()
    said = "„Wir bauen weiter“, sagte Bürgermeisterin Anna Berg am Montag."
    (seeds / "rat.txt").write_text(f"Der Rat tagte lange. {said}\n", "utf-8")
    (seeds / "bad.txt").write_text(f"Das Bad bleibt offen. {said} Das Wetter war gut.\n", "utf-8")
    path, built = build_sample(seeds, root / "warehouse", nlp)
    assert built.failures == ()
    return write_report(path.parent, made_at=NOW)


def test_a_report_without_dates_says_so_in_words_and_compares_nothing(
    undated: Report, page: Page
) -> None:
    page.goto(undated.path.as_uri())
    assert page.locator(".tiles").first.locator("b").first.inner_text() == "2"
    expect(page.locator("#people tbody th")).to_have_text(["Anna Berg"])
    for language, month, gender, before in (
        ("de", "Von keinem Zitat ist der Monat bekannt.", "In keinem Monat wird", "davor"),
        ("en", "No quotation has a known month.", "In no month is a person", "before"),
    ):
        page.click(f"button[data-language={language}]")
        shown = page.locator("main").inner_text()
        assert (month in shown, gender in shown) == (True, True)
        # But for the name of the section and of its table.
        titled = re.sub("im Jahr davor|in the year before", "", shown)
        assert before not in titled
    assert "No data" not in undated.path.read_text("utf-8")
    page.locator("#people tbody th a").click()
    assert page.locator("#before").count() == 0
    assert "before" not in headlines(undated.contents)
