"""An article's page shows its text, with the quotations that the database has."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tasks.report.report import Report
from tests.report.pages.conftest import IMAGE
from tests.report.pages.opened import all_rows, pages

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
