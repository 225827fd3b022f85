"""A report on a warehouse that has all a report can show, and a browser's page."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from spacy.language import Language

from tasks.report.limits import Limits
from tasks.report.report import Report, write_report
from tests.once import once
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


# Notes enough for trends and pairs: Ute Rau comes up in June, Ida Kern is not heard of any more.
NOTES = {
    f"2024-06-{day:02}": f"Der Rat tagte am {day}. Juni lange. „Satz {day} gilt“, forderte Ute Rau"
    + (" von Jan Voss." if day <= 8 else " am Abend.")
    for day in range(1, 13)
} | {
    f"2024-03-{day:02}": f"Der Rat tagte am {day}. März. „Punkt {day} gilt“, sagte Ida Kern dort."
    for day in range(1, 14)
}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, sample_articles: Path, nlp: Language) -> Path:
    """Eight articles, one that attacks the report, many notes, and a file that cannot be read."""

    def build(root: Path) -> None:
        seeds = root / "seeds"
        seeds.mkdir()
        for path in sorted(sample_articles.rglob("20*.txt"))[-8:]:
            shutil.copy(path, seeds / path.name)
        (seeds / "angriff <script>alert(1)<&>.txt").write_text(HOSTILE, "utf-8")
        (seeds / "leer <b onclick=x>.txt").touch()
        for day, text in NOTES.items():
            head = f"date: {day}\nurl: https://bote.example/{day}?a=1&b=%22\n"
            (seeds / f"notiz-{day}.txt").write_text(f"{head}\n{text}\n", "utf-8")
        _, made = build_sample(seeds, root / "warehouse", nlp)
        assert made.failures == ()

    return once(tmp_path_factory, "report-pages", build) / "warehouse"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory, built: Path) -> Path:
    """The same warehouse, of this module alone."""
    own = tmp_path_factory.mktemp("report") / "warehouse"
    shutil.copytree(built, own, symlinks=True)
    return own


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
