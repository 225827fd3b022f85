from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import duckdb

from tests.flows.conftest import Runs
from tests.flows.test_run import contents, scalar

OLDER = Path(__file__).parents[1] / "store" / "release_0_1.sql"


def test_corrections_apply_on_a_night_without_news_and_a_broken_file_stops_a_run_at_once(
    next_night: Runs,
) -> None:
    runs = next_night
    named = "select count(*) from entities where name = 'Rolf Tiemann-Kern'"
    reported = "select count(*) from reports.new_voices where entity_name = 'Rolf Tiemann-Kern'"
    assert scalar(runs.published, named) == 0

    file = runs.warehouse / "corrections.toml"
    file.write_text(
        '[[rename]]\nname = "Rolf Tiemann"\nto = "Rolf Tiemann-Kern"\n\n'
        '[[gender]]\nname = "Otto Niemand"\ngender = "male"\n'
    )
    second = runs.run()
    assert second.returncode == 0, second.stderr
    words = " ".join(second.stdout.split())
    assert "(0 articles annotated)" in words
    assert (
        "correction corrections.toml, line 5: gender does nothing, because no person is called "
        "Otto Niemand"
    ) in words
    assert scalar(runs.published, named) == scalar(runs.published, reported) == 1
    corrected = contents(runs.published)

    file.write_text('[[rename]]\nname = "Rolf Tiemann"\n')
    third = runs.run()
    assert third.returncode == 1
    assert (
        third.stderr.strip()
        .splitlines()[-1]
        .startswith("wortlaut: corrections.toml, line 1: in [[rename]], to is missing")
    )
    assert contents(runs.published) == corrected

    file.unlink()
    assert runs.run().returncode == 0
    assert scalar(runs.published, named) == scalar(runs.published, reported) == 0


def test_a_warehouse_of_an_older_release_is_brought_up_to_date_by_the_next_run(
    make_runs: Callable[[int], Runs],
) -> None:
    runs = make_runs(1)
    runs.warehouse.mkdir(exist_ok=True)
    with closing(duckdb.connect()) as connection:
        connection.execute(f"attach '{runs.published}' as made (storage_version 'v1.0.0')")
        connection.execute("use made")
        for statement in OLDER.read_text("utf-8").split(";\n"):
            if statement.strip():
                connection.execute(statement)
    done = runs.run()
    assert done.returncode == 0, done.stderr
    assert scalar(runs.published, "select count(*) from main.articles") == 2
    said = """
        select count(*)
        from quotes
        join quote_speakers using (quote_id)
        join entities using (entity_id)
        where quotes.text = 'Wir kommen.' and entities.name = 'Anna Blum'
    """
    assert scalar(runs.published, said) == 1
