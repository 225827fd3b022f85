"""Links of a report lead to files, places and as many rows as they say."""

from pathlib import Path
from urllib.parse import unquote, urldefrag, urlparse

from playwright.sync_api import Page, expect

from tasks.report.report import Report
from tasks.report.tables import TABLES
from tests.report.pages.opened import all_rows, pages


def test_every_link_leads_to_a_file_and_a_place_in_it(report: Report, page: Page) -> None:
    places: dict[Path, set[str]] = {}
    links: set[tuple[str, str]] = set()
    for path in pages(report):
        page.goto(path.as_uri())
        places[path] = set(page.eval_on_selector_all("[id]", "all => all.map(one => one.id)"))
        found = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
        links.update((str(path), link) for link in found)
    assert len(links) > 100
    columns = {f"{table.name}.html": {c.name for c in table.columns} for table in TABLES}
    for source, link in links:
        if link.startswith("https://bote.example/"):
            continue
        address, place = urldefrag(link)
        target = Path(unquote(urlparse(address).path))
        assert target.is_file(), (source, link)
        if "=" in place:
            named = {pair.split("=")[0] for pair in place.split("&")}
            assert named <= columns[target.name], (source, link)
        elif place:
            assert place in places[target], (source, link)


def test_an_address_is_a_link_where_a_browser_fetches_it_and_text_elsewhere(
    report: Report, page: Page
) -> None:
    folder = report.path.parent.resolve() / "tables"
    for table in ("articles", "quotes"):
        page.goto((folder / f"{table}.html").as_uri())
        link = page.locator("a[href='https://bote.example/2024-06-01?a=1&b=%22']").first
        expect(link).to_have_text("bote.example")
        assert {"noopener", "noreferrer"} <= set(str(link.get_attribute("rel")).split())
        expect(page.get_by_text("javascript:document.title").first).to_be_attached()
        assert page.locator("a[href^='javascript']").count() == 0


def test_a_number_leads_to_as_many_rows(report: Report, page: Page) -> None:
    page.goto(report.path.resolve().as_uri())
    found = page.eval_on_selector_all(
        "main a[href*='tables/'][href*='=']:not([data-sum])",
        "all => all.map(one => [one.href, (one.querySelector('b') || one).innerText])",
    )
    numbers = {(href, int(said)) for href, said in found if said.isdigit()}
    assert len(numbers) > 20
    for href, number in sorted(numbers):
        page.goto(href)
        shown = page.locator("#rows tbody tr:visible").count()
        # A quotation of two people has two rows.
        several = "/quotes.html#part=" in href and "speaker=" not in href
        assert shown >= number if several else shown == number, href


def test_trends_pairs_and_cues_lead_to_their_rows(report: Report, page: Page) -> None:
    frames = report.contents.frames
    trends = frames["trends"].select("name", "trend", "articles", "articles_before").rows()
    assert trends == [("Ute Rau", "rising", 12, 0), ("Ida Kern", "falling", 0, 13)]
    ((one, other, together),) = frames["pairs"].select("name", "other", "articles").rows()
    assert ({one, other}, together) == ({"Ute Rau", "Jan Voss"}, 8)
    struck = frames["cue_voices"].select("name", "cue_class", "quotes", "quotes_with_class").rows()
    assert ("Ute Rau", "demanding", 12, 12) in struck
    page.goto(report.path.resolve().as_uri())
    for section, row, number in (
        ("#trends", "Ute Rau", "12"),
        ("#trends", "Ida Kern", "13"),
        ("#pairs", "Jan Voss", "8"),
        ("#cues", "Ute Rau", "12"),
    ):
        shown = page.locator(f"{section} li, {section} tr", has_text=row)
        link = shown.first.get_by_role("link", name=number, exact=True)
        page.goto(link.evaluate("link => link.href"))
        expect(page.locator("#rows tbody tr:visible")).to_have_count(int(number))
        expect(page.locator("#rows tbody tr:visible").first).to_contain_text(row)
        page.goto(report.path.resolve().as_uri())


def test_shares_by_month_have_their_intervals_and_rows(
    report: Report, warehouse: Path, page: Page
) -> None:
    page.goto(report.path.resolve().as_uri())
    cell = page.locator("#shares tr", has_text="Ute Rau").locator("td").last
    ((share, low, high),) = all_rows(
        warehouse,
        "select share_quotes, share_quotes_low, share_quotes_high "
        "from reports.share_of_voice_month where voice = 'Ute Rau' and month = '2024-06-01'",
    )
    bounds = f"{100 * low:.0f}–{100 * high:.0f}"
    assert cell.inner_text().split() == [f"{100 * share:.0f}", "%", bounds]
    page.goto(cell.get_by_role("link").evaluate("link => link.href"))
    expect(page.locator("#rows tbody tr:visible")).to_have_count(1)
