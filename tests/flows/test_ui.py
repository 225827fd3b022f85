"""The Prefect UI as it opens by default, driven in a real Chromium."""

import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.flows.service import Service
from tests.flows.test_run import scalar

_RUN_MILLISECONDS = 400_000
_PAGE_MILLISECONDS = 120_000
_UUID = 36


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, sample_articles: Path) -> Iterator[Service]:
    """A service on four articles and an empty file."""
    root = tmp_path_factory.mktemp("ui")
    seeds = root / "seeds"
    (seeds / "alt").mkdir(parents=True)
    for path in sorted(sample_articles.rglob("20*.txt"))[:4]:
        shutil.copy(path, seeds / path.name)
    (seeds / "leer.txt").touch()
    running = Service(seeds, root / "warehouse")
    running.start()
    yield running
    running.stop()


@pytest.fixture
def page(browser: Browser, service: Service) -> Iterator[Page]:
    """A page, logged in, that fails the test when it gets anything from elsewhere."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(_PAGE_MILLISECONDS)
    page = context.new_page()
    elsewhere: list[str] = []

    def note(request: Request) -> None:
        if request.url.startswith("http") and not request.url.startswith(service.ui):
            elsewhere.append(request.url)

    page.on("requestfinished", note)
    page.goto(service.login())
    page.wait_for_url("**/v2/**")
    yield page
    context.close()
    assert not elsewhere


def open_deployment(page: Page, service: Service, flow: str) -> None:
    """From the address that the service prints to the page of a deployment."""
    page.goto(service.ui)
    page.wait_for_url("**/v2/**")
    page.get_by_role("link", name="Deployments").click()
    page.locator("tr", has_text=flow).get_by_role("link", name="wortlaut").click()
    page.get_by_role("button", name="Run", exact=True).wait_for()


def choose(page: Page, kind: str) -> None:
    page.get_by_role("button", name="Run", exact=True).click()
    page.get_by_role("menuitem", name=kind).click()


def open_form(page: Page) -> None:
    """The form of a run, filled with what the deployment says."""
    choose(page, "Custom run")
    expect(page.get_by_text("Only files whose path matches")).to_be_visible()


def follow_the_run(
    page: Page, service: Service, press: Callable[[], None], state: str, *, watch: bool = False
) -> None:
    """Press what starts a run, and open its page when it has ended, or before, to watch it end.

    A page that is watched costs as much of the processor as the run.
    """
    with page.expect_response("**/create_flow_run") as answer:
        press()
    assert answer.value.ok, answer.value.text()
    run = answer.value.json()["id"]
    # The message that links to the run goes away after some seconds, seen or not.
    address = f"{service.ui}/v2/runs/flow-run/{run}"
    if watch:
        page.goto(address)
        expect(page.get_by_text(state, exact=True).first).to_be_visible(timeout=_RUN_MILLISECONDS)
    else:
        page.goto("about:blank")
        service.wait_for(run, state, seconds=_RUN_MILLISECONDS / 1000)
    # The page follows the state of a run, but not its artifacts.
    page.goto(address)
    expect(page.get_by_text(state, exact=True).first).to_be_visible()


def open_artifact(page: Page, service: Service, key: str, *shown: str) -> None:
    """Open an artifact of the run whose page is open, and wait until it shows these words."""
    run = page.url.split("/flow-run/")[1][:_UUID]
    (artifact,) = service.ask(
        "artifacts/filter",
        {"artifacts": {"flow_run_id": {"any_": [run]}, "key": {"any_": [key]}}},
    )
    page.get_by_role("tab", name="Artifacts").click()
    page.get_by_text(key, exact=True).click()
    page.wait_for_url(f"**/artifacts/key/{key}")
    # The page has those of all runs, and is not always up to date when it shows the first.
    page.locator(f"a[href*='/artifacts/artifact/{artifact['id']}']").first.click()
    page.wait_for_url(f"**/artifacts/artifact/{artifact['id']}**")
    for words in shown:
        expect(page.locator("main")).to_contain_text(words)


def test_quick_run_fills_the_warehouse_and_shows_what_it_did(page: Page, service: Service) -> None:
    open_deployment(page, service, "nightly")
    follow_the_run(page, service, partial(choose, page, "Quick run"), "Completed", watch=True)
    run_page = page.url
    logs = page.locator("main")
    expect(logs.get_by_text("found 5 files in", exact=False).first).to_be_visible()
    page.get_by_role("tab", name="Task Runs").click()
    expect(page.get_by_text("build and test the SQL models").first).to_be_visible()
    expect(page.get_by_text(re.compile(r"annotate \d articles?, batch 1 of")).first).to_be_visible()
    found = "5 found, 5 new, 0 changed, 0 gone, 0 duplicate, 1 rejected"
    published = service.warehouse / "wortlaut.duckdb"
    quotes = f"{scalar(published, 'select count(*) from quotes')} quotes"
    open_artifact(page, service, "run-summary", found, quotes)
    page.goto(run_page)
    open_artifact(page, service, "rejected-files", "leer.txt", "the file is empty")
    assert scalar(published, "select count(*) from articles") == 4


def test_the_form_refuses_a_bad_value_and_runs_with_a_good_one(
    page: Page, service: Service
) -> None:
    (service.seeds / "alt" / "eins.txt").write_text(
        "Der Rat tagte am Montag in Kiel. „Wir bauen“, sagte Anna Berg nach der Sitzung."
    )
    (service.seeds / "zwei.txt").write_text(
        "Der Rat tagte am Dienstag in Kiel. „Wir warten“, sagte Anna Berg nach der Sitzung."
    )
    open_deployment(page, service, "nightly")
    open_form(page)
    before = len(service.runs("SCHEDULED", "PENDING", "RUNNING", "COMPLETED", "FAILED"))
    workers = page.get_by_label("workers")
    workers.fill("300")
    page.get_by_role("button", name="Submit").click()
    assert workers.evaluate("field => field.validationMessage")
    assert "/run?" in page.url
    assert len(service.runs("SCHEDULED", "PENDING", "RUNNING", "COMPLETED", "FAILED")) == before
    workers.fill("1")
    page.get_by_label("pattern").fill("alt/*")
    # The form takes what is typed a moment later, and shows nowhere that it has.
    page.wait_for_timeout(2_000)
    submit = page.get_by_role("button", name="Submit")
    follow_the_run(page, service, submit.click, "Completed")
    open_artifact(page, service, "run-summary", "1 found, 1 new")
    published = service.warehouse / "wortlaut.duckdb"
    paths = "select string_agg(path, ' ') from articles where path in ('alt/eins.txt', 'zwei.txt')"
    assert scalar(published, paths) == "alt/eins.txt"


def test_a_folder_that_is_not_allowed_fails_the_run_with_one_sentence(
    page: Page, service: Service
) -> None:
    open_deployment(page, service, "nightly")
    open_form(page)
    page.get_by_label(re.compile(r"^seeds\b")).fill("/etc")
    submit = page.get_by_role("button", name="Submit")
    follow_the_run(page, service, submit.click, "Failed")
    page.get_by_role("tab", name="Details").click()
    said = "the seed folder /etc is outside the folders that runs may use"
    expect(page.get_by_text(said, exact=False).first).to_be_visible()


def test_a_check_can_be_started_and_says_what_is_due(page: Page, service: Service) -> None:
    open_deployment(page, service, "check")
    follow_the_run(page, service, partial(choose, page, "Quick run"), "Completed")
    found = ("files new since the last run", "run the nightly flow")
    open_artifact(page, service, "check-findings", *found)


def test_the_old_interface_starts_a_run_too(page: Page, service: Service) -> None:
    page.context.add_cookies([{"name": "prefect_ui_version", "value": "v1", "url": service.ui}])
    deployment = service.ask("deployments/name/check/wortlaut")["id"]
    page.goto(f"{service.ui}/deployments/deployment/{deployment}")
    page.get_by_role("button", name="Run", exact=True).click()
    with page.expect_response("**/create_flow_run") as answer:
        page.get_by_text("Quick run").click()
    assert answer.value.ok, answer.value.text()
    service.wait_for(answer.value.json()["id"], "Completed", seconds=400)


def test_a_browser_that_has_not_logged_in_is_told_how(browser: Browser, service: Service) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(service.ui)
    expect(page.locator("main, body").first).to_contain_text("wortlaut login")
    page.get_by_label("Code").fill("not.a.code")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("status")).to_contain_text("This code was used, is too old, or is none")
    page.get_by_label("Code").fill(service.login())
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/v2/**")
    expect(page.get_by_role("link", name="Deployments")).to_be_visible()
    context.close()


def test_who_leaves_a_page_while_it_loads_stays_logged_in(page: Page, service: Service) -> None:
    page.route("**/api/admin/version", lambda route: None)  # no answer until the page is left
    page.goto(f"{service.ui}/v2/deployments")
    page.unroute("**/api/admin/version")
    page.goto(f"{service.ui}/v2/deployments")
    expect(page.get_by_role("link", name="Deployments")).to_be_visible()


def test_the_report_can_be_written_anew_and_the_run_says_where_it_lies(service: Service) -> None:
    page = service.warehouse / "report" / "index.html"
    before = page.resolve()
    run = service.run("report/wortlaut")
    service.wait_for(run, "Completed")
    assert page.resolve() != before, "a new report has taken the place of the one before"
    artifacts = service.ask("artifacts/filter", {"artifacts": {"flow_run_id": {"any_": [run]}}})
    said = {artifact["key"]: str(artifact["data"]) for artifact in artifacts}
    assert page.as_uri() in said["report-file"]
    assert "| articles |" in said["report"]
