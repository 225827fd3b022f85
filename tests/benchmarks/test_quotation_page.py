from pathlib import Path
from typing import Any

from annotated.measured_quotations import Case
from benchmarks.quotation_page import write_page
from tasks.nlp.layers.quotations import Quotation

TEXT = "Er sagte, <b>das Haus</b> sei leer. Sie schwieg."


def article(start: int, end: int) -> dict[str, Any]:
    quote = {"type": "Indirect", "medium": "Speech", "quote": [[start, end]]}
    roles: dict[str, list[list[int]]] = {role: [] for role in ("cue", "frame", "addressee")}
    roles["speaker"] = [[0, 2]]
    return {"id": "1", "title": "Ein Haus & ein Satz", "text": TEXT, "quotes": [quote | roles]}


def test_the_page_shows_what_is_missed_and_what_is_wrong(tmp_path: Path) -> None:
    found = Quotation("indirect", "speech", ((36, 48),), confidence=0.4)
    page = write_page(tmp_path / "page.html", [Case(article(10, 34), [found], 1.5)])
    html = page.read_text("utf-8")
    assert '<mark class="missed">&lt;b&gt;das Haus&lt;/b&gt; sei leer</mark>' in html
    assert '<mark class="wrong">Sie schwieg.</mark>' in html
    assert "<b>" not in html and "Ein Haus &amp; ein Satz" in html
    assert "0.40" in html


def test_what_is_right_needs_no_table(tmp_path: Path) -> None:
    found = Quotation("indirect", "speech", ((10, 34),))
    html = write_page(tmp_path / "p.html", [Case(article(10, 34), [found], 0.0)]).read_text("utf-8")
    assert 'class="right"' in html and "<table" not in html
