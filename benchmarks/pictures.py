"""The pictures of the documentation, taken anew: report, article, a run in Prefect's UI.

    python -m benchmarks.pictures [--folder docs/images]

A service on the sample articles runs in a temporary folder, and a headless Chromium is driven as
a person would: it opens the address that `wortlaut login` prints, starts the nightly run and waits
for its end. Pages are narrow and twice as fine, so that their words can be read where a README
shows them 830 pixels wide.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from flows.service.server import free_port

ROOT = Path(__file__).resolve().parents[1]
_PROGRAM = [sys.executable, "-m", "flows.cli.main"]
_READY = "stop with Ctrl-C"
_START_SECONDS = 300
_RUN_MILLISECONDS = 600_000
_PAGE_MILLISECONDS = 60_000
_SETTLING_MILLISECONDS = 8_000
# In CSS pixels. So narrow, the six figures of the report stand in two columns.
_REPORT_SIZE = (720, 1000)
_ARTICLE_SIZE = (1080, 800)
_MARGIN = 16
_RUN_SIZE = (1120, 760)
_ARTICLE = "2023-03-02-schienenplan-vossberg.txt"
# The quotation that the article's picture has open.
_QUOTATION = "nicht eines"
_CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "docs" / "images", metavar="DIR")
    folder = parser.parse_args().folder.resolve()
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        raise SystemExit("there is no Chromium here; on Debian: apt-get install chromium")
    with (
        tempfile.TemporaryDirectory(prefix="wortlaut-") as work,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=program, args=_CHROMIUM)
        warehouse = Path(work) / "warehouse"
        with _service(Path(work) / "seeds", warehouse) as address:
            _take_run(browser, address, folder / "nightly-run.png")
        report = warehouse / "report"
        _take_report(browser, report, "en", folder / "report.png")
        _take_report(browser, report, "de", folder / "report.de.png")
        _take_article(browser, report, "en", folder / "report-article.png")
        _take_article(browser, report, "de", folder / "report-article.de.png")
        browser.close()


@contextmanager
def _service(seeds: Path, warehouse: Path) -> Iterator[str]:
    """A service on the sample articles; the address that lets a browser in."""
    shutil.copytree(ROOT / "seeds", seeds)
    log = seeds.with_name("serve.log")
    folders = ["--seeds", str(seeds), "--warehouse", str(warehouse)]
    with log.open("wb") as out:
        command = [*_PROGRAM, "serve", *folders, "--port", str(free_port())]
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
    try:
        deadline = time.monotonic() + _START_SECONDS
        while _READY not in log.read_text("utf-8"):
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(log.read_text("utf-8"))
            time.sleep(0.5)
        login = [*_PROGRAM, "login", "--warehouse", str(warehouse)]
        yield subprocess.run(login, capture_output=True, text=True, check=True).stdout.strip()
    finally:
        process.terminate()
        process.wait(120)


def _take_run(browser: Browser, address: str, picture: Path) -> None:
    """Start the nightly run as the README says, and show its page when it has ended."""
    page = _page(browser, *_RUN_SIZE)
    page.goto(address)
    page.get_by_role("link", name="Deployments").click()
    page.locator("tr", has_text="nightly").get_by_role("link", name="wortlaut").click()
    page.get_by_role("button", name="Run", exact=True).click()
    with page.expect_response("**/create_flow_run") as answer:
        page.get_by_role("menuitem", name="Quick run").click()
    run = answer.value.json()["id"]
    page.goto(f"{page.url.partition('/v2/')[0]}/v2/runs/flow-run/{run}")
    completed = page.get_by_text("Completed", exact=True).first
    expect(completed).to_be_visible(timeout=_RUN_MILLISECONDS)
    # The page follows the state, but not to the last line and task.
    page.reload()
    expect(completed).to_be_visible(timeout=_PAGE_MILLISECONDS)
    page.wait_for_timeout(_SETTLING_MILLISECONDS)
    page.screenshot(path=picture)
    page.context.close()


def _take_report(browser: Browser, report: Path, language: str, picture: Path) -> None:
    page = _page(browser, *_REPORT_SIZE)
    page.goto(f"{(report / 'index.html').as_uri()}?lang={language}")
    # To the end of the first card.
    card = page.locator("#content section").first.bounding_box()
    assert card is not None
    height = card["y"] + card["height"] + _MARGIN
    page.screenshot(path=picture, clip={"x": 0, "y": 0, "width": _REPORT_SIZE[0], "height": height})
    page.context.close()


def _take_article(browser: Browser, report: Path, language: str, picture: Path) -> None:
    """An article with one of its quotations chosen."""
    page = _page(browser, *_ARTICLE_SIZE)
    found = [path for path in report.glob("articles/*.html") if _ARTICLE in path.read_text("utf-8")]
    page.goto(f"{found[0].as_uri()}?lang={language}")
    page.locator("#text").get_by_text(_QUOTATION, exact=False).last.click()
    page.evaluate("window.scrollTo(0, 0)")
    page.wait_for_timeout(500)
    page.screenshot(path=picture)
    page.context.close()


def _page(browser: Browser, width: int, height: int) -> Page:
    size = {"width": width, "height": height}
    context = browser.new_context(viewport=size, device_scale_factor=2)  # type: ignore[arg-type]
    context.set_default_timeout(120_000)
    return context.new_page()


if __name__ == "__main__":
    main()
