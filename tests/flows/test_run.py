import json
import re
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb

from tasks.ledger.origin import read_origins, remember_origin
from tests.flows.conftest import PROGRAM, Night, Runs

TABLES = ("articles", "mentions", "entities", "quotes", "quote_spans", "quote_speakers")


def contents(warehouse: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the warehouse, of the tables that a run without news must not change."""
    with duckdb.connect(warehouse.resolve(), read_only=True) as connection:
        return {
            table: sorted(connection.execute(f"from main.{table}").fetchall(), key=repr)
            for table in (*TABLES, "seed_files")
        }


def scalar(warehouse: Path, sql: str) -> object:
    with duckdb.connect(warehouse.resolve(), read_only=True) as connection:
        row = connection.execute(sql).fetchone()
        assert row is not None
        return row[0]


def mark_reports(runs: Runs) -> None:
    """Change what is published so that it shows whether the reports are built anew."""
    file = runs.published.resolve()
    file.chmod(0o644)
    with duckdb.connect(file) as connection:
        connection.execute("comment on table reports.quotes_by_speaker_month is 'marked'")
    file.chmod(0o444)


def marked(runs: Runs) -> bool:
    return (
        scalar(
            runs.published,
            "select comment from duckdb_tables() where table_name = 'quotes_by_speaker_month'",
        )
        == "marked"
    )


def test_a_first_night_loads_what_can_be_read_and_says_why_the_rest_cannot(
    first_night: Night,
) -> None:
    assert "10 found, 10 new, 0 changed, 0 gone, 0 duplicate, 2 rejected" in " ".join(
        first_night.said.split()
    )
    published = first_night.runs.published
    assert scalar(published, "select count(*) from main.articles") == 8
    assert scalar(published, "select count(*) from main.quotes") > 8
    assert scalar(published, "select count(*) from reports.quotes_by_speaker_month") > 0
    with duckdb.connect(published.resolve(), read_only=True) as connection:
        rejected = connection.execute(
            "select path, reason from main.seed_files where status = 'rejected' order by path"
        ).fetchall()
    assert [path for path, _ in rejected] == ["english.txt", "leer.txt"]
    assert "not German" in rejected[0][1]
    assert "empty" in rejected[1][1]
    assert "rejected   leer.txt: " in first_night.said


def test_the_seconds_are_all_that_one_waits_and_their_parts_are_named(first_night: Night) -> None:
    said = first_night.said
    (total, parts), *_ = re.findall(r"^seconds +([\d.]+) \((.*)\)$", said, re.MULTILINE)
    seconds = {name: float(number) for name, number in re.findall(r"(\w+) ([\d.]+)", parts)}
    assert list(seconds)[:2] == ["start", "find"]
    assert list(seconds)[-2:] == ["other", "stop"]
    assert first_night.seconds / 2 < float(total) < first_night.seconds + 1
    # Each is rounded.
    assert abs(sum(seconds.values()) - float(total)) < 0.05 * (len(seconds) + 1)


def test_later_nights_load_what_is_new_and_change_nothing_else(next_night: Runs) -> None:
    runs = next_night
    before = contents(runs.published)
    mark_reports(runs)
    second = runs.run()
    assert second.returncode == 0, second.stderr
    assert "(0 articles annotated)" in second.stdout
    assert contents(runs.published) == before
    assert scalar(runs.published, "select count(*) from main.runs") == 2
    assert scalar(runs.published, "select count(*) from reports.ingestion_quality_by_run") == 2
    assert marked(runs), "a night without news builds no reports"

    edited, copied, renamed, deleted, touched = sorted(runs.seeds.glob("20*.txt"))[:5]
    edited.write_bytes(edited.read_bytes() + "\n\n„Das ist neu“, sagte Anna Berg.\n".encode())
    shutil.copy(copied, runs.seeds / "zz-kopie.txt")
    renamed.rename(runs.seeds / "zz-umbenannt.txt")
    deleted.unlink()
    touched.touch()
    third = runs.run()
    assert third.returncode == 0, third.stderr
    words = " ".join(third.stdout.split())
    assert "10 found, 2 new, 1 changed, 2 gone, 1 duplicate, 2 rejected" in words
    assert "(1 article annotated)" in words
    assert not marked(runs)
    after = contents(runs.published)
    with duckdb.connect(runs.published.resolve(), read_only=True) as connection:
        statuses = dict(connection.execute("select path, status from main.seed_files").fetchall())
    assert statuses[deleted.name] == statuses[renamed.name] == "gone"
    assert statuses["zz-kopie.txt"] == "duplicate"
    assert statuses["zz-umbenannt.txt"] == "loaded"
    unchanged = {row[0] for row in before["articles"]} & {row[0] for row in after["articles"]}
    assert len(unchanged) == 7, "only the edited article has a new identifier"
    assert len(after["articles"]) == 8, "the deleted file's article stays"
    for table, column in (("mentions", 1), ("quotes", 1)):
        kept = [row for row in before[table] if row[column] in unchanged]
        assert kept == [row for row in after[table] if row[column] in unchanged]

    touched.write_bytes(b"")
    fourth = runs.run("--prune")
    assert fourth.returncode == 0, fourth.stderr
    assert f"rejected {touched.name}: the file is empty" in fourth.stderr
    assert scalar(runs.published, "select count(*) from main.articles") == 7
    kept_article = f"select count(*) from main.articles where path = '{touched.name}'"
    assert scalar(runs.published, kept_article) == 1, "what can no longer be read stays"


def test_a_wrong_seed_folder_removes_nothing_and_says_how_to_mean_it(next_night: Runs) -> None:
    runs = next_night
    before = contents(runs.published)
    assert read_origins(runs.warehouse)
    remember_origin(runs.warehouse, runs.seeds)
    below = runs.seeds / "2026"
    below.mkdir()
    text = "Der Rat tagte am Montag in Kiel. „Wir bauen“, sagte Anna Berg dem Rat."
    (below / "neu.txt").write_text(text)
    inside = replace(runs, seeds=below).run("--prune-all")
    assert inside.returncode == 1
    last = inside.stderr.splitlines()[-1]
    assert last.startswith(f"wortlaut: the seed folder {below} lies inside {runs.seeds}, ")
    assert "--other-seeds" in last
    assert contents(runs.published) == before

    for path in runs.seeds.rglob("*.txt"):
        path.unlink()
    (runs.seeds / "bericht.jpg").write_text("kein Artikel")
    empty = runs.run("--prune")
    assert empty.returncode == 1
    last = empty.stderr.splitlines()[-1]
    assert last.startswith("wortlaut: --prune would remove 8 articles, for there is no article")
    assert contents(runs.published) == before
    assert scalar(runs.published, "select count(*) from main.runs") == 1

    moved = runs.seeds.rename(runs.seeds.with_name("umgezogen"))
    meant = replace(runs, seeds=moved).run("--prune-all", "--strict")
    assert meant.returncode == 1, "a file was passed over"
    assert f"the run before read {runs.seeds}:" in " ".join(meant.stderr.split())
    assert "passed over 1 file (1 .jpg)" in " ".join(meant.stdout.split())
    assert "no article file was found in" in meant.stderr
    assert meant.stderr.splitlines()[-1].startswith("wortlaut: published, but passed over 1 file")
    assert scalar(runs.published, "select count(*) from main.articles") == 0
    assert scalar(runs.published, "select count(*) from main.runs") == 2


def asked_of_prefect(runs: Runs, kind: str) -> list[dict[str, object]]:
    """The runs on this warehouse, or all artifacts or task runs of theirs."""

    def ask(kind: str, chosen: dict[str, object]) -> list[dict[str, object]]:
        request = urllib.request.Request(
            f"{runs.environment['PREFECT_API_URL']}/{kind}/filter",
            data=json.dumps(chosen).encode(),
            headers={"content-type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            found: list[dict[str, object]] = json.load(answer)
            return found

    known = ask("flow_runs", {"flows": {"name": {"any_": ["nightly"]}}})
    these = [r for r in known if str(runs.warehouse) in json.dumps(r["parameters"])]
    assert these
    if kind == "flow_runs":
        return these
    return ask(kind, {"flow_runs": {"id": {"any_": [run["id"] for run in these]}}})


def test_a_run_shows_its_progress_and_summary_in_prefect(first_night: Night) -> None:
    runs = first_night.runs
    artifacts = asked_of_prefect(runs, "artifacts")
    assert {"annotation", "run-summary", "rejected-files"} <= {a["key"] for a in artifacts}
    progress = [a["data"] for a in artifacts if a["key"] == "annotation"]
    assert 100.0 in progress
    summaries = [str(a["data"]) for a in artifacts if a["key"] == "run-summary"]
    assert any(str(runs.published) in text and "`leer.txt`" in text for text in summaries)
    names = {str(task["name"]) for task in asked_of_prefect(runs, "task_runs")}
    assert {"find files", "audit", "publish"} <= names
    assert any(re.fullmatch(r"annotate \d articles?, batch 1 of [2-9]", name) for name in names)
    said = [(str(a["key"]), str(a["data"])) for a in artifacts]
    page = runs.warehouse / "report" / "index.html"
    assert page.is_file()
    assert any(key == "report-file" and page.as_uri() in text for key, text in said)
    assert any(key == "report" and "| articles |" in text for key, text in said)
    assert any(key == "most-quoted" and "quotations" in text for key, text in said)


def test_a_report_that_fails_costs_one_line_and_not_the_run(next_night: Runs) -> None:
    runs = next_night
    shutil.rmtree(runs.warehouse / ".reports")
    (runs.warehouse / ".reports").write_text("in the way")
    night = runs.run()
    assert night.returncode == 0, night.stderr
    assert "not written, the one before stays" in " ".join(night.stdout.split())
    assert scalar(runs.published, "select count(*) from main.runs") == 2
    alone = runs.run(command="report")
    assert alone.returncode == 1
    (line,) = alone.stderr.splitlines()
    assert line.startswith("wortlaut: ")
    assert "File exists" in line
    (runs.warehouse / ".reports").unlink()
    again = runs.run(command="report")
    assert again.returncode == 0, again.stderr
    assert Path(again.stdout.strip()).is_file()


def test_the_published_file_is_a_link_to_a_read_only_generation(first_night: Night) -> None:
    runs = first_night.runs
    assert runs.published.is_symlink()
    assert runs.published.resolve().stat().st_mode & 0o777 == 0o444
    asked = subprocess.run(
        [*PROGRAM, "sql", "--warehouse", str(runs.warehouse), "--format", "json",
         "select count(*) as n from articles"],
        capture_output=True,
        text=True,
        check=True,
    )  # fmt: skip
    assert json.loads(asked.stdout) == [{"n": 8}]
    with duckdb.connect(runs.published.resolve(), read_only=True) as connection:
        commented = connection.execute(
            "select comment from duckdb_columns() "
            "where schema_name = 'main' and table_name = 'quotes' and column_name = 'cue'"
        ).fetchone()
    assert commented is not None
    assert commented[0]


def test_a_reader_never_gets_an_error_while_a_run_publishes(next_night: Runs) -> None:
    runs = next_night
    extra = runs.seeds / "neu.txt"
    extra.write_text("Der Rat tagte am Montag in Kiel. „Wir bauen“, sagte Anna Berg dem Rat.")
    process = runs.start()
    queries = reopened = 0
    sizes = set()
    with duckdb.connect(runs.published.resolve(), read_only=True) as held:
        while process.poll() is None:
            assert held.execute("select count(*) from main.articles").fetchone() == (8,)
            queries += 1
            with duckdb.connect(runs.published.resolve(), read_only=True) as fresh:
                sizes.add(fresh.execute("select count(*) from main.articles").fetchone())
                reopened += 1
            time.sleep(0.005)
        process.communicate()
        assert process.returncode == 0
        assert held.execute("select count(*) from main.articles").fetchone() == (8,)
    assert queries > 50
    assert sizes <= {(8,), (9,)}
    assert scalar(runs.published, "select count(*) from main.articles") == 9


def test_a_second_run_at_once_ends_with_one_sentence_and_loses_nothing(
    make_runs: Callable[[int], Runs],
) -> None:
    runs = make_runs(4)
    first = runs.start()
    lock = runs.warehouse / ".lock"
    while not (lock.exists() and lock.read_text()):
        assert first.poll() is None
        time.sleep(0.05)
    refused = runs.run()
    assert refused.returncode == 1
    last = refused.stderr.strip().splitlines()[-1]
    assert last.startswith("wortlaut: another run (process ")
    assert "--wait" in last
    waiting = runs.run("--wait", "120")
    first.communicate(timeout=120)
    assert (first.returncode, waiting.returncode) == (0, 0)
    assert scalar(runs.published, "select count(*) from main.articles") == 4
    assert scalar(runs.published, "select count(*) from main.runs") == 2
