"""The report's pages in a real Chromium, opened as files."""

import csv
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlparse

import duckdb
import polars as pl
import pytest
from playwright.sync_api import Browser, Page, expect
from spacy.language import Language

from tasks.report.headlines import headlines
from tasks.report.limits import Limits
from tasks.report.report import Report, write_changed_report, write_report
from tasks.report.tables import TABLES
from tasks.report.words import wordings
from tests.sample import NOW, build_sample

SCRIPT = "<script>document.title='taken'</script>"
IMAGE = "<img src=x onerror=alert(1)>"
# Overrides and isolates that nothing ends turn whatever stands after them.
HOSTILE = f"""title: {SCRIPT} "'><b>fett</b> \u2067
date: 2024-06-20
source: {IMAGE} \u202eetoB
url: javascript:document.title='taken'
author: Ute Rau

Der Rat tagte am Montag. „Wir {SCRIPT} bauen {IMAGE} weiter“, sagte Anna {{{{7*7}}}} Berg. 😀
Sie fügte hinzu, das Amt &amp; der Bund hätten „nichts </div></mark><!-- dagegen“.

„Alles \u202etug“, sagte Anna Berg nach der Sitzung am Abend.

„=HYPERLINK(1)“, sagte Anna Berg. Henrike Vossberg sei schuld, behauptete Anna Berg.
"""
KINDS = ("article", "voice", "table", "index")
# Notes enough for trends and pairs: Ute Rau comes up in June, Ida Kern is not heard of any more.
NOTES = {
    f"2024-06-{day:02}": f"Der Rat tagte am {day}. Juni lange. „Satz {day} gilt“, forderte Ute Rau"
    + (" von Jan Voss." if day <= 8 else " am Abend.")
    for day in range(1, 13)
} | {
    f"2024-03-{day:02}": f"Der Rat tagte am {day}. März. „Punkt {day} gilt“, sagte Ida Kern dort."
    for day in range(1, 14)
}

# Where the fragments of quotations lie in the text, in characters as Python counts them.
COVERED = """() => {
  const covered = {};
  const walk = (node, keys, at) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const length = Array.from(node.data).length;
      for (const key of keys) {
        covered[key] = covered[key] || [];
        for (let i = at; i < at + length; i++) covered[key].push(i);
      }
      return at + length;
    }
    const key = [...node.attributes].filter(a => a.name.startsWith('data-'))
      .map(a => a.name.slice(5) + ':' + a.value);
    for (const child of node.childNodes) at = walk(child, [...keys, ...key], at);
    return at;
  };
  walk(document.getElementById('text'), [], 0);
  return covered;
}"""


# Elements that reach beyond the window and lie in nothing that scrolls by itself.
WIDER = """() => {
  const scrolls = node => node && (['auto', 'scroll', 'hidden', 'clip']
    .includes(getComputedStyle(node).overflowX) || scrolls(node.parentElement));
  return [...document.body.querySelectorAll('*')]
    .filter(node => node.getBoundingClientRect().right > innerWidth + 1 && !scrolls(node))
    .map(node => node.outerHTML.slice(0, 120));
}"""


@pytest.fixture(scope="module")
def warehouse(
    tmp_path_factory: pytest.TempPathFactory, sample_articles: Path, nlp: Language
) -> Path:
    """Eight articles, one that attacks the report, many notes, and a file that cannot be read."""
    root = tmp_path_factory.mktemp("report")
    seeds = root / "seeds"
    seeds.mkdir()
    for path in sorted(sample_articles.rglob("20*.txt"))[-8:]:
        shutil.copy(path, seeds / path.name)
    (seeds / "angriff <script>alert(1)<&>.txt").write_text(HOSTILE, "utf-8")
    (seeds / "leer <b onclick=x>.txt").touch()
    for day, text in NOTES.items():
        head = f"date: {day}\nurl: https://bote.example/{day}?a=1&b=%22\n"
        (seeds / f"notiz-{day}.txt").write_text(f"{head}\n{text}\n", "utf-8")
    path, built = build_sample(seeds, root / "warehouse", nlp)
    assert built.failures == ()
    return path.parent


@pytest.fixture(scope="module")
def report(warehouse: Path) -> Report:
    return write_report(warehouse, made_at=NOW, limits=replace(Limits(), voices=12))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test on any error, dialog, or request that leaves the files."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    page.on(
        "request",
        lambda asked: (
            None if asked.url.startswith(("file://", "data:")) else wrong.append(asked.url)
        ),
    )
    yield page
    context.close()
    assert not wrong


def pages(report: Report) -> list[Path]:
    return sorted(report.path.parent.resolve().rglob("*.html"))


def scalar(warehouse: Path, sql: str, *values: object) -> object:
    with duckdb.connect(warehouse / "wortlaut.duckdb", read_only=True) as connection:
        (row,) = connection.execute(sql, list(values)).fetchall()
        return row[0]


def all_rows(warehouse: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    with duckdb.connect(warehouse / "wortlaut.duckdb", read_only=True) as connection:
        return connection.execute(sql, list(values)).fetchall()


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_opens_without_error_or_network_and_fits_the_screen(
    report: Report, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 850})
    for path in pages(report):
        page.goto(path.as_uri())
        expect(page.locator("h1")).to_have_count(1)
        assert page.title() != "taken"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.locator("#text script, main img, main b b").count() == 0


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


def test_highlighted_spans_are_those_of_the_database(
    report: Report, warehouse: Path, page: Page
) -> None:
    checked = 0
    for article_id, text in all_rows(warehouse, "select article_id, text from articles"):
        page.goto((report.path.parent / "articles" / f"{article_id}.html").resolve().as_uri())
        assert page.evaluate("document.getElementById('text').textContent") == text
        wanted: dict[str, set[int]] = {}
        spans = all_rows(
            warehouse,
            "select role, quote_id, span.start_char, span.end_char from quote_spans as span "
            "join quotes using (quote_id) where article_id = $1 and role <> 'frame' union all "
            "select 'mention', mention_id, start_char, end_char from mentions "
            "where article_id = $1",
            article_id,
        )
        for role, key, start, end in spans:
            assert isinstance(start, int)
            assert isinstance(end, int)
            wanted.setdefault(f"{role}:{key}", set()).update(range(start, end))
        covered = {key: set(found) for key, found in page.evaluate(COVERED).items() if ":" in key}
        assert covered == wanted
        checked += len(wanted)
    assert checked > 100


# The characters of an element as a reader sees them, line by line and from left to right.
SEEN = """element => {
  const found = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (let at = 0; at < node.length; at++) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getBoundingClientRect();
      if (box.width) found.push([Math.round(box.bottom / 8), box.left, node.data[at]]);
    }
  }
  found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return found.map(one => one[2]).join('').replace(/\\s+/g, ' ').trim();
}"""


def test_no_text_turns_the_words_beside_it(report: Report, warehouse: Path, page: Page) -> None:
    ((article_id,),) = all_rows(
        warehouse, "select article_id from articles where path like 'angriff%'"
    )
    folder = report.path.parent.resolve()
    page.goto((folder / "articles" / f"{article_id}.html").as_uri())
    kicker = page.locator(".kicker").evaluate(SEEN)
    assert kicker == f"20. Juni 2024 · {IMAGE} \\u202eetoB · Ute Rau"
    assert page.locator("h1").evaluate(SEEN).endswith("fett</b>")
    said = page.locator("#text mark", has_text="Alles").first.evaluate(SEEN)
    assert said.startswith("„Alles")
    line = page.locator("#text").evaluate(SEEN)
    assert "sagte Anna Berg nach der Sitzung am Abend." in line
    page.goto((folder / "tables" / "articles.html").as_uri())
    row = page.locator("#rows tr", has_text="etoB").evaluate(SEEN)
    assert "\\u202eetoB" in row
    for path in pages(report):
        if path.parent.name != "articles":
            assert not {"\u202d", "\u202e"} & set(path.read_text("utf-8")), path


def test_a_table_is_printed_whole_and_in_its_colours(report: Report, page: Page) -> None:
    """A page of A4 has 1032 or 688 points of CSS between its margins."""
    folder = report.path.parent.resolve()
    page.emulate_media(media="print")
    widest = """width => [...document.querySelectorAll('table, svg, .text')]
        .filter(one => one.getBoundingClientRect().right > width + 1)
        .map(one => one.id || one.className)"""
    for path in [report.path.resolve(), *sorted((folder / "tables").glob("*.html"))]:
        for width in (1032, 688):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(path.as_uri())
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


def test_a_column_is_headed_by_what_stands_in_it(report: Report, page: Page) -> None:
    page.goto((report.path.parent / "tables" / "people.html").resolve().as_uri())
    expect(page.locator("#rows th[data-column=role] [lang=de]")).to_have_text("Rolle")
    values = {
        *("direct", "indirect", "reported", "PER", "ORG", "LOC", "MISC", "female", "male"),
        *("frame", "continuation", "pronoun", "role", "role_by_date", "implicit", "correction"),
    }
    columns = {column.name for table in TABLES for column in table.columns}
    assert {name for name in columns & values if f"{name}.column" not in wordings()} == set()


def test_hover_and_focus_show_who_speaks_how_and_how_sure(
    report: Report, warehouse: Path, page: Page
) -> None:
    ((article_id, quote_id, name, cue),) = all_rows(
        warehouse,
        "select article_id, quote_id, name, cue from quotes join quote_speakers using (quote_id) "
        "join entities using (entity_id) where type = 'direct' and cue is not null "
        "and parent_quote_id is null order by quote_id limit 1",
    )
    page.goto((report.path.parent / "articles" / f"{article_id}.html").resolve().as_uri())
    tip = page.get_by_role("tooltip")
    expect(tip).to_be_hidden()
    page.locator(f"#quote-{quote_id}").focus()
    for said in (str(name), str(cue), "direkt", "Sicherheit"):
        expect(tip).to_contain_text(said)
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    first_line = "mark => { const box = mark.getClientRects()[0]; return [box.x + 4, box.y + 8] }"
    page.mouse.move(*page.locator(f"#quote-{quote_id}").evaluate(first_line))
    expect(tip).to_contain_text(str(name))


def test_a_nested_quotation_stands_inside_the_one_around_it(
    report: Report, warehouse: Path, page: Page
) -> None:
    nested = all_rows(
        warehouse,
        "select article_id, quote_id, parent_quote_id from quotes "
        "where parent_quote_id is not null",
    )
    assert nested
    for article_id, quote_id, parent in nested:
        page.goto((report.path.parent / "articles" / f"{article_id}.html").resolve().as_uri())
        inner = f"mark[data-quote='{parent}'] mark.nested[data-quote='{quote_id}']"
        assert page.locator(inner).count() >= 1


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
