import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import duckdb

from tests.flows.conftest import PROGRAM, Runs
from tests.flows.test_run import contents, scalar


def check(runs: Runs) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, "check", "--seeds", str(runs.seeds), "--warehouse", str(runs.warehouse)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=os.environ | runs.environment | {"COLUMNS": "400"},
    )


def alter(runs: Runs, *statements: str) -> None:
    """Change the published file behind the pipeline's back."""
    path = runs.published.resolve()
    path.chmod(0o644)
    with duckdb.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    path.chmod(0o444)


def test_stored_articles_are_annotated_anew_and_a_check_says_what_is_wrong(
    next_night: Runs, tmp_path: Path
) -> None:
    runs = next_night
    missing = check(replace(runs, warehouse=tmp_path / "seeds"))
    assert missing.returncode == 1
    assert "there is no warehouse in" in missing.stderr
    first = contents(runs.published)

    *_, last = sorted(path.name for path in runs.seeds.glob("20*.txt"))
    alter(runs, "update main.articles set model_version = 'older' where path < '2022-11'")
    older = scalar(runs.published, "select count(*) from articles where model_version = 'older'")
    assert older == 2
    (runs.seeds / "neu.txt").write_text("Der Rat tagte am Montag in Kiel und sprach lange.")
    edited = runs.seeds / last
    edited.write_text(edited.read_text() + "\nNachtrag.\n")
    before = runs.warehouse.stat().st_mtime_ns
    noticed = check(runs)
    assert runs.warehouse.stat().st_mtime_ns == before, "who may only read can check"
    assert noticed.returncode == 0, noticed.stderr
    assert "annotated by older" in noticed.stdout
    assert "files new since the last run" in noticed.stdout
    assert "files changed since the last run" in noticed.stdout
    assert "the warehouse holds what it should" in noticed.stdout
    assert "the last run read" not in noticed.stderr
    part = runs.seeds / "2026"
    part.mkdir()
    (part / "erst.txt").write_text("Der Rat tagte am Dienstag in Kiel und sprach lange.")
    inside = check(replace(runs, seeds=part))
    assert f"only what lies in {part} was compared" in inside.stderr
    assert "files gone" not in inside.stdout
    assert "2026/erst.txt" in inside.stdout
    shutil.rmtree(part)
    elsewhere = check(replace(runs, seeds=tmp_path))
    assert f"the last run read {runs.seeds}; --seeds names a folder to compare" in elsewhere.stderr
    assert "name the folder that the last run read" in elsewhere.stdout

    again = runs.run(command="reannotate")
    assert again.returncode == 0, again.stderr
    assert f"{older} articles" in " ".join(again.stdout.split())
    after = contents(runs.published)
    for table in ("mentions", "entities", "quotes", "quote_spans", "quote_speakers", "seed_files"):
        assert after[table] == first[table], "the same model gives the same rows"
    assert len(after["articles"]) == 8

    alter(
        runs,
        f"update main.articles set title = 'Ein anderer Titel' where path = '{last}'",
        "update main.mentions set start_char = start_char + 1, end_char = end_char + 1 "
        "where mention_id = (select min(mention_id) from main.mentions)",
    )
    damaged = check(runs)
    assert damaged.returncode == 1
    assert "annotated by older" not in damaged.stdout
    assert "the warehouse is damaged in 2 ways" in damaged.stderr
    assert "contents" in damaged.stdout
    assert "mentions_hold_their_text" in damaged.stdout
    assert not list(runs.warehouse.glob(".check-*"))
