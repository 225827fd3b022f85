"""Pages of a report in a real Chromium, opened as files: they fit the screen and the paper."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from spacy.language import Language

from tasks.report.limits import Limits
from tasks.report.report import Report, write_report
from tests.report.pages.conftest import NOTES
from tests.report.pages.opened import pages
from tests.sample import NOW, build_sample

# Elements that reach beyond the window and lie in nothing that scrolls by itself.
WIDER = """() => {
  const scrolls = node => node && (['auto', 'scroll', 'hidden', 'clip']
    .includes(getComputedStyle(node).overflowX) || scrolls(node.parentElement));
  return [...document.body.querySelectorAll('*')]
    .filter(node => node.getBoundingClientRect().right > innerWidth + 1 && !scrolls(node))
    .map(node => node.outerHTML.slice(0, 120));
}"""


def test_every_page_opens_without_error_or_network_and_fits_the_screen(
    report: Report, page: Page
) -> None:
    for path in pages(report):
        # No script lays a page out, so one that is open may be resized.
        page.goto(path.as_uri())
        expect(page.locator("h1")).to_have_count(1)
        assert page.title() != "taken"
        assert page.locator("#text script, main img, main b b").count() == 0
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 850})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("width", [390])
def test_the_pages_of_a_single_article_fit_the_screen_and_nothing_scrolls_but_tables(
    tmp_path: Path, nlp: Language, page: Page, width: int
) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "notiz.txt").write_text(next(iter(NOTES.values())), "utf-8")
    build_sample(tmp_path / "seeds", tmp_path / "warehouse", nlp)
    single = write_report(tmp_path / "warehouse", made_at=NOW, limits=Limits())
    page.set_viewport_size({"width": width, "height": 850})
    for path in pages(single):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.evaluate(WIDER) == [], path
        charts = page.locator(".chart").evaluate_all(
            "all => all.filter(one => one.getBoundingClientRect().right > innerWidth).length"
        )
        assert charts == 0, path


def test_a_table_is_printed_whole_and_in_its_colours(report: Report, page: Page) -> None:
    """A page of A4 has 1032 or 688 points of CSS between its margins."""
    folder = report.path.parent.resolve()
    page.emulate_media(media="print")
    widest = """width => [...document.querySelectorAll('table, svg, .text')]
        .filter(one => one.getBoundingClientRect().right > width + 1)
        .map(one => one.id || one.className)"""
    for path in [report.path.resolve(), *sorted((folder / "tables").glob("*.html"))]:
        page.goto(path.as_uri())
        for width in (1032, 688):
            page.set_viewport_size({"width": width, "height": 900})
            wide = page.evaluate(widest, width)
            assert wide == [] or (width == 688 and set(wide) <= {"rows", "matrix", "shares"}), path
    page.goto(report.path.resolve().as_uri())
    for selector, name, value in (
        (".matrix td", "print-color-adjust", "exact"),
        (".scroll", "overflow-x", "visible"),
        ("#matrix", "page", "wide"),
    ):
        style = page.locator(selector).first.evaluate(
            "(one, name) => getComputedStyle(one).getPropertyValue(name)", name
        )
        assert style == value, selector
    expect(page.locator("#people thead .wide").first).to_be_visible()


def test_one_switch_changes_the_language_and_links_carry_it(report: Report, page: Page) -> None:
    page.goto(report.path.resolve().as_uri())
    expect(page.get_by_role("heading", name="Auf einen Blick")).to_be_visible()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="At a glance")).to_be_visible()
    expect(page.get_by_text("Auf einen Blick")).to_be_hidden()
    page.get_by_role("navigation").get_by_text("Articles").click()
    expect(page.get_by_role("heading", name="Articles")).to_be_visible()
    page.get_by_role("button", name="Deutsch").click()
    expect(page.get_by_role("heading", name="Artikel")).to_be_visible()
