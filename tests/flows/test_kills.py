"""`kill -9` of a run, at five points from the end of its start to its own end."""

import time

import duckdb

from tests.flows.conftest import Night, Runs, kill_group
from tests.flows.test_run import asked_of_prefect, scalar

# Of the seconds of the first night, what a night with fifteen short articles takes.
_SHARE = 0.65
# While the program is imported, which is the first third, there is nothing yet that could break.
# `python -m benchmarks.kills` has as many points as it is told, from the beginning.
_POINTS = (0.4, 0.55, 0.7, 0.85, 1.0)


def test_a_killed_run_leaves_the_old_file_or_the_new_and_the_next_one_goes_on(
    next_night: Runs, first_night: Night
) -> None:
    runs = next_night
    for number in range(15):
        text = f"Der Rat tagte am {number + 1}. Mai in Kiel. „Wir bauen das“, sagte Anna Berg."
        (runs.seeds / f"neu-{number}.txt").write_text(text)
    for point in _POINTS:
        process = runs.start("--batch-size", "1")
        # The first night annotated more, and took longer by that.
        time.sleep(_SHARE * first_night.seconds * point)
        kill_group(process)
        assert scalar(runs.published, "select count(*) from main.articles") in (8, 23)
    staged = {
        row[0]
        for batch in (runs.warehouse / "staging").glob("*/[0-9a-f]*/articles.parquet")
        for row in duckdb.sql(f"select article_id from '{batch}'").fetchall()
    }
    assert len(staged) > 8, "some batches were staged before a kill"
    last = runs.run()
    assert last.returncode == 0, last.stderr
    assert f"({23 - len(staged)} articles annotated)" in " ".join(last.stdout.split())
    assert scalar(runs.published, "select count(*) from main.articles") == 23
    states = {str(run["state_type"]) for run in asked_of_prefect(runs, "flow_runs")}
    # A run that was killed before it began is settled minutes later (tests/flows/test_crash.py).
    assert states - {"PENDING"} == {"CRASHED", "COMPLETED"}
    generations = runs.warehouse / "generations"
    assert not list(generations.glob("*.building"))
    assert len(list(generations.iterdir())) <= 2
