"""Figures, headings and downloads of a report are those of the tables."""

import csv
from pathlib import Path

import polars as pl
from playwright.sync_api import Page, expect

from tasks.report.report import Report
from tasks.report.tables import TABLES
from tasks.report.words import wordings
from tests.report.pages.opened import scalar


def test_a_column_is_headed_by_what_stands_in_it(report: Report, page: Page) -> None:
    page.goto((report.path.parent / "tables" / "people.html").resolve().as_uri())
    expect(page.locator("#rows th[data-column=role] [lang=de]")).to_have_text("Rolle")
    values = {
        *("direct", "indirect", "reported", "PER", "ORG", "LOC", "MISC", "female", "male"),
        *("frame", "continuation", "pronoun", "role", "role_by_date", "implicit", "correction"),
    }
    columns = {column.name for table in TABLES for column in table.columns}
    assert {name for name in columns & values if f"{name}.column" not in wordings()} == set()


def test_figures_are_those_of_the_tables(report: Report, warehouse: Path) -> None:
    figures, frames = report.contents.figures, report.contents.frames
    assert figures["quotes_ever"] == scalar(warehouse, "select count(*) from quotes")
    assert figures["articles_ever"] == scalar(warehouse, "select count(*) from articles")
    for part, counted in (("period", "quotes"), ("before", "quotes_before")):
        shown = frames["quotes"].filter(pl.col("part") == part)
        assert figures[counted] == shown["quote_id"].n_unique()
    assert figures["quotes_without_speaker"] == frames["unresolved"].height
    assert figures["people"] == frames["people"].filter(pl.col("quotes") > 0).height
    assert figures["files_rejected"] == frames["unread"].height == 1
    months = frames["months"]["quotes"].sum()
    dated = (
        "select count(*) from quotes join articles using (article_id) "
        "where date_precision in ('day', 'month')"
    )
    assert months == scalar(warehouse, dated)


def test_downloads_hold_the_rows_and_no_formula(report: Report) -> None:
    folder = report.path.parent / "tables"
    for table in TABLES:
        frame = report.contents.frames[table.name]
        assert pl.read_parquet(folder / f"{table.name}.parquet").equals(frame)
        with (folder / f"{table.name}.csv").open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file))
        assert len(lines) == frame.height + 1
        texts = [n for n, kind in frame.schema.items() if kind == pl.String]
        at = [lines[0].index(name) for name in texts]
        assert not any(line[i].startswith(("=", "+", "@")) for line in lines[1:] for i in at)
