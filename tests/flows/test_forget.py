"""What is forgotten, pruned or too old is readable nowhere below the warehouse.

One warehouse, filled by real runs with a server of their own, so that Prefect's records lie below
it; the steps follow one another, and each notes where the names of four invented people stand.
"""

import argparse
import json
import re
import shutil
from contextlib import closing, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

import duckdb
import pytest

import tasks.forget.removal
from flows.cli.forget import print_forget
from flows.cli.main import main
from tasks.check.inspection import _contents
from tasks.store.lock import service_lock
from tests.everywhere import places
from tests.flows.conftest import Runs
from tests.prefect_state import with_migrated_database

ARTICLE, PERSON, GONE, OLD = "Eisenwurz", "Quintenberg", "Zackerl", "Morgenklee"
WORDS_OF_THE_PERSON = "Zwiebelbrücke"
ARTICLES = {
    "2024-04-02-nachruf-eisenwurz.txt": """Titel: Trauer um Theodora Eisenwurz
Datum: 02.04.2024
URL: https://bote.example/nachruf-eisenwurz

Hollwedel. Die Malerin Theodora Eisenwurz ist tot. „Sie hat das Licht der Marsch gemalt“, sagte ihr
Galerist Jonas Feldkamp. Eisenwurz wurde 87 Jahre alt.
""",
    "2024-03-05-bruecke.txt": """Datum: 05.03.2024

Altenweser. Der Kämmerer der Stadt, Xaver Quintenberg, hat vor den Kosten gewarnt. „Wir können uns
diese Zwiebelbrücke nicht leisten“, sagte Quintenberg am Dienstag im Rat.

Bürgermeisterin Anna Blumroth widersprach. „Xaver Quintenberg rechnet falsch“, sagte sie. Die
Xaver-Quintenberg-Stiftung wollte sich nicht äußern. Quintenbergs Fraktion schwieg.
""",
    "2024-06-02-portraet-xaver-quintenberg.txt": """Datum: 02.06.2024
Quelle: Quintenbergs Kassenblog

Altenweser. Xaver Quintenberg zählt gern. Anna Blumroth nennt ihn gründlich.
""",
    "2024-06-04-quintenberg-geht.txt": """Datum: 04.06.2024
URL: https://bote.example/quintenberg-geht

Altenweser. Der Kämmerer Xaver Quintenberg geht. Anna Blumroth dankte ihm für die Arbeit.
""",
    "2024-05-01-fest.txt": """Datum: 01.05.2024

Hollwedel. Hunderte haben am Mittwoch das Maifest gefeiert. „So voll war es noch nie“, sagte Wirtin
Kunigunde Zackerl der Zeitung. Zackerl schenkte bis Mitternacht aus.
""",
    "1999-07-01-freibad.txt": """Datum: 01.07.1999

Altenweser. Das Freibad ist voll. „Das Wasser hat 24 Grad“, sagte Bademeister Balduin Morgenklee.
Er rechnet mit einem Rekord.
""",
    "2024-06-01-markt.txt": """Datum: 01.06.2024

Altenweser. Bürgermeisterin Anna Blumroth hat am Samstag den Markt eröffnet. „Endlich wieder
Markt“, sagte sie. Das Wetter war gut.
""",
    "2024-06-08-hafen.txt": """Datum: 08.06.2024

Hollwedel. Der Hafen bleibt zu. „Wir warten auf den Bagger“, sagte Hafenmeister Jonas Feldkamp. Am
Montag soll er kommen.
""",
}
NEW = """Datum: 09.06.2024
Autor: Xaver Quintenberg

Altenweser. Der Rat hat getagt. „Die Kasse ist leer“, sagte Kämmerer Xaver Quintenberg am Sonntag.
Anna Blumroth nannte Quintenbergs Rechnung falsch.
"""
CORRECTIONS = '[[gender]]\nname = "Xaver Quintenberg"\ngender = "male"\n'
YOURS = ("corrections.toml",)


@dataclass
class House:
    """The runs of one warehouse; `said` is what each step printed."""

    runs: Runs
    said: dict[str, str] = field(default_factory=dict)
    found: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def run(self, name: str, *options: str) -> None:
        done = self.runs.run("--workers", "1", *options)
        assert done.returncode == 0, done.stderr
        self.note(name, done.stdout)

    def forget(self, *, articles: tuple[str, ...] = (), persons: tuple[str, ...] = ()) -> str:
        """What the command does, for both kinds at once."""
        given = argparse.Namespace(
            article=articles,
            person=persons,
            again=False,
            seeds=self.runs.seeds,
            warehouse=self.runs.warehouse,
        )
        with redirect_stdout(StringIO()) as out:
            assert print_forget(given) == 0
        return out.getvalue()

    def note(self, name: str, said: str) -> None:
        self.said[name] = said
        names = (ARTICLE, PERSON, GONE, OLD, WORDS_OF_THE_PERSON)
        self.found[name] = {n: places(self.runs.warehouse, n, but=YOURS) for n in names}

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        with closing(duckdb.connect(self.runs.published, read_only=True)) as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    folder = tmp_path_factory.mktemp("forget")
    seeds, warehouse = folder / "seeds", folder / "warehouse"
    seeds.mkdir()
    warehouse.mkdir()
    with_migrated_database(warehouse / ".prefect")
    for name, text in ARTICLES.items():
        (seeds / name).write_text(text)
    (warehouse / "corrections.toml").write_text(CORRECTIONS)
    root = str(Path(__file__).resolve().parents[2])
    house = House(Runs(seeds, warehouse, {"PYTHONPATH": root, "PREFECT_API_URL": ""}))
    house.run("filled")
    assert main(["backup", str(folder / "backup"), "--warehouse", str(warehouse)]) == 0
    address = "https://bote.example/nachruf-eisenwurz"
    asked = {"articles": (address,), "persons": ("Xaver Quintenberg",)}
    before = house.runs.published.resolve()
    with pytest.MonkeyPatch.context() as patch, pytest.raises(Killed):
        patch.setattr(tasks.forget.removal, "rewrite", killed)
        house.forget(**asked)
    house.note("killed", "")
    assert house.runs.published.resolve() == before
    house.note("forgotten", house.forget(**asked))
    (seeds / "2024-05-01-fest.txt").unlink()
    (seeds / "2024-06-09-kaemmerer.txt").write_text(NEW)
    house.run("pruned", "--prune", "--keep-days", "9000")
    house.run("next")
    return house


class Killed(BaseException):
    """Ends the command wherever it is."""


def killed(*_: object, **__: object) -> None:
    raise Killed


def test_a_real_run_leaves_names_in_every_kind_of_place(house: House) -> None:
    found = {Path(p).parts[0] for name in (ARTICLE, PERSON) for p in house.found["filled"][name]}
    assert {"wortlaut.duckdb", "generations", "staging", ".prefect", ".reports"} <= found


def test_a_command_that_was_killed_before_publication_changes_no_table(house: House) -> None:
    assert "wortlaut.duckdb" in house.found["killed"][ARTICLE]
    assert "wortlaut.duckdb" in house.found["killed"][PERSON]


def test_what_was_forgotten_is_nowhere(house: House) -> None:
    assert house.found["forgotten"][ARTICLE] == []
    assert house.found["forgotten"][PERSON] == []
    assert house.found["forgotten"][WORDS_OF_THE_PERSON] == []


def test_it_says_what_it_removed_and_where_more_may_be(house: House) -> None:
    said = house.said["forgotten"]
    assert "1 removed, 3 stay with bars" in said
    # Beside the person: her foundation, and who is named in the obituary alone.
    assert re.search(r" 1 person and \d names that stood only there removed", said), said
    assert "nachruf-eisenwurz.txt: the article file is still there" in said
    assert "corrections.toml, line 2: names it" in said
    assert (house.runs.warehouse / "corrections.toml").read_text() == CORRECTIONS


def test_the_register_says_nothing_in_plain_words_and_is_the_owners(house: House) -> None:
    register = house.runs.warehouse / "forgotten.json"
    assert register.stat().st_mode & 0o777 == 0o600
    written = json.loads(register.read_text())
    assert (len(written["names"]), len(written["articles"]), written["pending"]) == (1, 1, False)


def test_pruned_and_too_old_articles_are_nowhere_after_one_more_run(house: House) -> None:
    assert house.found["next"][GONE] == house.found["next"][OLD] == []


def test_the_run_that_prunes_says_how_many_articles_it_removed(house: House) -> None:
    assert re.search(r"^removed +2 articles$", house.said["pruned"], re.MULTILINE)
    assert "removed" not in house.said["next"]


def test_what_was_forgotten_stays_away_although_its_files_are_there(house: House) -> None:
    assert house.found["next"][ARTICLE] == house.found["next"][PERSON] == []
    assert (house.runs.seeds / "2024-04-02-nachruf-eisenwurz.txt").exists()
    reasons = house.rows("select reason from seed_files where status = 'rejected' order by 1")
    assert [reason.split(" (")[0].split(",")[0] for (reason,) in reasons] == [
        "published or first seen on 1999-07-01",
        "the article was forgotten",
    ]


def test_a_new_article_is_loaded_with_the_name_and_the_words_barred(house: House) -> None:
    expected = (
        NEW.split("\n\n", 1)[1]
        .replace("Xaver Quintenberg", "█████ ███████████")
        .replace("Quintenbergs", "████████████")
        .replace("„Die Kasse ist leer“", "████ █████ ███ █████")
    )
    new = house.rows("select text, author from articles where path = '2024-06-09-kaemmerer.txt'")
    assert new == [(expected, "█████ ███████████")]


def test_the_words_of_others_stay_at_their_places(house: House) -> None:
    wrong = house.rows(
        "select * from mentions join articles using (article_id) "
        "where substr(text, start_char + 1, end_char - start_char) <> surface"
    )
    assert wrong == []
    quoted = {text for (text,) in house.rows("select text from quotes")}
    assert "„█████ ███████████ rechnet falsch“" in quoted


def test_redacted_articles_are_not_taken_for_damaged(house: House) -> None:
    with closing(duckdb.connect(house.runs.published, read_only=True)) as connection:
        assert list(_contents(connection)) == []


@pytest.mark.parametrize("asked", [("--article", "nirgends.txt"), ("--person", "Niemand Nirgends")])
def test_forgetting_what_is_not_there_is_one_sentence(
    house: House, asked: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["forget", *asked, "--warehouse", str(house.runs.warehouse)]) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert asked[1] in err


def test_nothing_is_forgotten_while_a_service_is_at_work(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    with service_lock(house.runs.warehouse):
        command = ["forget", "--person", "Anna Blumroth", "--warehouse", str(house.runs.warehouse)]
        assert main(command) == 1
    assert "stop it first" in capsys.readouterr().err


def test_a_backup_is_of_one_generation_and_has_the_users_own_files(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = house.runs.warehouse.with_name("backup")
    assert {file.name for file in backup.iterdir()} == {"wortlaut.duckdb", "corrections.toml"}
    assert places(backup, ARTICLE) == ["wortlaut.duckdb"]
    assert main(["backup", str(backup), "--warehouse", str(house.runs.warehouse)]) == 1
    assert "is there already" in capsys.readouterr().err


def test_without_its_register_nothing_can_be_forgotten_again(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    restored = tmp_path / "warehouse"
    shutil.copytree(house.runs.warehouse.with_name("backup"), restored)
    assert main(["forget", "--again", "--warehouse", str(restored)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"wortlaut: nothing was ever forgotten in {restored}, so nothing was ")


def test_a_backup_that_is_put_back_brings_nothing_back_that_was_forgotten(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As docs/privacy.md says to do it."""
    restored = tmp_path / "warehouse"
    shutil.copytree(house.runs.warehouse.with_name("backup"), restored)
    shutil.copy(house.runs.warehouse / "forgotten.json", restored)
    asked = "select count(*) as n from articles"
    sql = ["sql", asked, "--format", "csv", "--warehouse", str(restored)]
    assert main(sql) == 0
    assert capsys.readouterr().out.split() == ["n", str(len(ARTICLES))]
    assert main(["forget", "--again", "--warehouse", str(restored)]) == 0
    capsys.readouterr()
    assert places(restored, ARTICLE) == places(restored, PERSON, but=YOURS) == []
    assert main(sql) == 0
    assert capsys.readouterr().out.split() == ["n", str(len(ARTICLES) - 1)]
    assert (restored / "report" / "index.html").exists()
