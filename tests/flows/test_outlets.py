"""Outlets in whole runs: from the first night on, and anew when the user's list changes."""

from tasks.outlets.lists import FILE_NAME, project_outlets
from tests.flows.conftest import Runs
from tests.flows.test_run import contents, scalar

OWN = """name;country;kind;domains;aliases
Küstenkurier;DE;paper;kuestenkurier.example;
Altenweser Tageblatt;DE;paper;;
"""
LISTED = "select count(*) from main.outlets where listed_by = '{}'"
ORPHANS = """
    select count(*) from main.articles
    anti join main.outlets on outlets.name = articles.outlet
    where outlet is not null
"""
ARTICLE = """Quelle: SPIEGEL ONLINE
Titel: Brücke bleibt zu
Datum: 02.03.2024

Altenweser. Die Brücke über die Weser bleibt bis zum Herbst gesperrt. „Wir haben Risse gefunden“,
sagte Stadtbaurätin Maren Ostrau am Dienstag.
"""


def test_a_changed_list_applies_on_a_night_without_news_and_a_broken_one_stops_a_run_at_once(
    next_night: Runs,
) -> None:
    runs = next_night
    (runs.seeds / "2024-03-02-bruecke.txt").write_text(ARTICLE)
    first = runs.run()
    assert first.returncode == 0, first.stderr
    assert scalar(runs.published, "select count(*) from articles where outlet = 'Der Spiegel'") == 1
    assert scalar(runs.published, LISTED.format("project")) == len(project_outlets())
    assert scalar(runs.published, LISTED.format("articles")) > 0  # type: ignore[operator]
    assert scalar(runs.published, ORPHANS) == 0

    file = runs.warehouse / FILE_NAME
    file.write_text(f"{OWN}Brückenbote;DE;portal;;SPIEGEL\n")
    second = runs.run()
    assert second.returncode == 0, second.stderr
    assert "(0 articles annotated)" in " ".join(second.stdout.split())
    assert scalar(runs.published, LISTED.format("user")) == 3
    said = "select count(*) from reports.quote_lines where outlet = 'Brückenbote'"
    assert scalar(runs.published, said) == 1
    assert scalar(runs.published, ORPHANS) == 0
    listed = contents(runs.published)

    third = runs.run()
    assert third.returncode == 0, third.stderr
    assert "nothing has changed, so the reports stay" in third.stderr + third.stdout

    file.write_text("name;kind\nBrückenbote;Blog\n")
    broken = runs.run()
    assert broken.returncode == 1
    last = broken.stderr.strip().splitlines()[-1]
    assert last.startswith("wortlaut: outlets.csv, line 2: 'Blog' is no kind of outlet")
    assert contents(runs.published) == listed

    file.unlink()
    assert runs.run().returncode == 0
    assert scalar(runs.published, said) == scalar(runs.published, LISTED.format("user")) == 0
