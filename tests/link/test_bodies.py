from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tasks.link.ministries import ministry_of
from tasks.link.states import states, states_in
from tasks.text.ids import make_id
from tests.link.news import News, described, entity, method
from tests.link.warehouse import add, contents, relink, warehouse

MAY = date(2024, 5, 1)


def named(*articles: tuple[str, str | None, str]) -> tuple[list[str], list[str]]:
    """Entities and their names of one body in each article: its name there, country, text."""
    news = News()
    found = [
        news.article(f"a{number}", MAY, country=country, text=text).names(name, label="ORG")
        for number, (name, country, text) in enumerate(articles)
    ]
    linked = news.linked()
    return [entity(linked, e) for e in found], [described(linked, e)["name"] for e in found]


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("ukrainisches Innenministerium", "Ukraine"),
        ("Innenministerium der Ukraine", "Ukraine"),
        ("Innenministerium in Kiew", "Ukraine"),
        ("Kiewer Innenministerium", "Ukraine"),
        ("Innenministerium (Ukraine)", "Ukraine"),
        ("US-Außenministerium", "USA"),
        ("NRW-Innenministerium", "Nordrhein-Westfalen"),
        ("Ministerium für Gesundheit Baden-Württemberg", "Baden-Württemberg"),
        ("Bayerisches Staatsministerium des Innern", "Bayern"),
        ("Auswärtiges Amt", "Deutschland"),
        ("Innenministerium", None),
        ("Bundesministerium des Innern und für Heimat", None),
        ("Landesinnenministerium", None),
    ],
)
def test_a_ministrys_name_tells_its_state_or_none(name: str, state: str | None) -> None:
    ministry = ministry_of(name)
    assert ministry is not None
    assert (ministry.state and ministry.state.name) == state


@pytest.mark.parametrize(
    "name", ["Innenministerium Tirol", "Hamburger Innenministerium", "Siemens"]
)
def test_what_is_no_states_is_known_by_its_whole_name(name: str) -> None:
    assert ministry_of(name) is None


@pytest.mark.parametrize(
    ("name", "country", "text", "state"),
    [
        ("Innenministerium", "DE", "Das ukrainische Innenministerium warnt Polen.", "Ukraine"),
        ("Innenministerium", "DE", "Das Innenministerium in Kiew warnt Polen.", "Ukraine"),
        ("Innenministerium", "DE", "Das Innenministerium der Vereinigten Staaten.", "USA"),
        ("Innenministerium", "DE", "Im Innenministerium Niedersachsens.", "Niedersachsen"),
        ("Innenministerium", "DE", "Aus Niedersachsen: das Innenministerium.", "Niedersachsen"),
        ("Innenministerium", "AT", "Das Innenministerium äußert sich nicht.", "Österreich"),
        ("Finanzministerium", "AT", "Das Ministerium der Finanzen in Berlin.", "Deutschland"),
        ("Innenministerium", "DE", "Das Bundesinnenministerium warnt Polen.", "Deutschland"),
        ("Innenministerium", "AT", "Das Bundesministerium für Inneres warnt.", "Österreich"),
        ("Verteidigungsministerium", "DE", "Das Verteidigungsministerium.", "Deutschland"),
        ("Verteidigungsministerium", "DE", "In Bayern warnt es.", "Deutschland"),
    ],
)
def test_an_article_tells_whose_ministry_it_means(
    name: str, country: str, text: str, state: str
) -> None:
    (found, known), (called, _) = named((name, country, text), (f"{name} ({state})", None, ""))
    assert found == known
    assert called == f"{name} ({state})"


@pytest.mark.parametrize(
    ("name", "country", "text"),
    [
        ("Innenministerium", "DE", "Das Innenministerium äußert sich nicht."),
        ("Innenministerium", None, "Das Innenministerium äußert sich nicht."),
        ("Innenministerium", "AT", "Das Innenministerium in Rom, das Innenministerium in Wien."),
        ("Innenministerium", "AT", "Rom und Wien: das Innenministerium."),
        ("Verteidigungsministerium", "DE", "Das Verteidigungsministerium, Kiew und Moskau."),
        ("Ministerium", "DE", "Das Ministerium in Kiew."),
    ],
)
def test_what_nothing_decides_is_a_body_of_its_article(
    name: str, country: str | None, text: str
) -> None:
    said = (name, country, text)
    (one, other), called = named(said, said)
    assert one != other
    assert called == [name, name]


def test_the_ministries_of_two_countries_differ_in_entity_and_name() -> None:
    found, called = named(
        ("Innenministerium", "DE", "Das ukrainische Innenministerium."),
        ("Innenministerium", "DE", "Das polnische Innenministerium."),
        ("Bundesinnenministerium", "DE", ""),
        ("Bundesinnenministerium", "AT", ""),
        ("Bundesministerium des Innern", None, ""),
    )
    assert len(set(found)) == 4
    assert called == [
        "Innenministerium (Ukraine)",
        "Innenministerium (Polen)",
        "Bundesministerium des Innern",
        "Bundesinnenministerium (Österreich)",
        "Bundesministerium des Innern",
    ]


def test_the_order_in_which_articles_come_does_not_matter() -> None:
    news = News()
    for number, text in enumerate(("Kiew.", "Warschau.", "Das Innenministerium in Kiew.", "")):
        news.article(f"a{number}", MAY, text=text).names("Innenministerium", label="ORG")
    news.article("b", MAY).names("ukrainisches Innenministerium", label="ORG")
    whole = news.linked()
    again = news.linked(articles=["b", "a3", "a1", "a0", "a2"])
    columns = ["article_entity_id", "entity_id"]
    assert sorted(whole.entity_links.select(columns).rows()) == sorted(
        again.entity_links.select(columns).rows()
    )
    assert sorted(whole.entities.rows()) == sorted(again.entities.rows())


@pytest.mark.parametrize(
    ("country", "text", "called"),
    [
        ("DE", "Die FDP lehnt das ab.", "FDP"),
        ("DE", "Der FDP-Chef reist in die Schweiz.", "FDP"),
        (None, "Die FDP lehnt das ab.", "FDP"),
        ("CH", "Die FDP lehnt das ab.", "FDP (Schweiz)"),
        ("CH", "Die deutsche FDP lehnt das ab.", "FDP"),
        ("DE", "Die FDP-Nationalrätin lehnt das ab.", "FDP (Schweiz)"),
        ("DE", "Die Schweizer FDP lehnt das ab.", "FDP (Schweiz)"),
    ],
)
def test_a_party_is_that_of_a_country(country: str | None, text: str, called: str) -> None:
    _, found = named(("FDP", country, text))
    assert found == [called]


def test_a_party_is_one_with_its_full_name() -> None:
    found, called = named(
        ("Grüne", "DE", ""), ("Die Grünen", "DE", ""), ("Bündnis 90/Die Grünen", "DE", ""),
        ("Grüne", "AT", ""),
    )  # fmt: skip
    assert len(set(found[:3])) == 1
    assert called[0] == "Bündnis 90/Die Grünen"
    assert found[3] not in found[:3]
    assert called[3] == "Grüne (Österreich)"


@pytest.mark.parametrize(
    ("forms", "name"),
    [
        (("Bundesbank", "Buba", "Deutsche Bundesbank"), "Deutsche Bundesbank"),
        (("EZB", "ECB", "European Central Bank"), "Europäische Zentralbank"),
        (("Fed", "US-Notenbank", "amerikanische Notenbank"), "Federal Reserve"),
        (("SNB", "Schweizer Nationalbank"), "Schweizerische Nationalbank"),
        (("BoE", "britische Notenbank"), "Bank of England"),
    ],
)
def test_a_central_bank_is_one_whatever_it_is_called(forms: tuple[str, ...], name: str) -> None:
    found, called = named(*((form, "DE", "") for form in forms))
    assert len(set(found)) == 1
    assert set(called) == {name}


def test_a_central_bank_is_not_every_countrys() -> None:
    found, _ = named(
        ("Zentralbank", "DE", ""), ("EZB", "DE", ""), ("russische Zentralbank", "", "")
    )
    assert len(set(found)) == 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Der US-Präsident in Kiew und ukrainische Soldaten", {"USA", "Ukraine"}),
        (
            "Niedersachsens Polizei, in den Vereinigten Arabischen Emiraten",
            {"Niedersachsen", "VAE"},
        ),
        ("Die Bundesregierung schweigt", {"Deutschland"}),
        ("Das sagte er uns im Laden, bei Bremen", set()),
    ],
)
def test_a_text_names_states(text: str, found: set[str]) -> None:
    assert {state.name for state in states_in(text, None)} == found


def test_each_state_has_a_key_of_its_own() -> None:
    assert len({state.key for state in states()}) == len(states())


def test_a_warehouse_tells_bodies_apart_as_the_pure_function_does(tmp_path: Path) -> None:
    made = News()
    texts = ("Das ukrainische Innenministerium.", "Das Innenministerium.", "Wien und Rom.")
    for number, text in enumerate(texts * 2):
        article = made.article(f"a{number}", MAY, text=text, country="AT" if number < 3 else None)
        article.names("Innenministerium", label="ORG")
        article.names("Fed", label="ORG" if number else "PER")
    with warehouse(tmp_path) as connection:
        add(connection, made.frames(), tmp_path / "staging")
        connection.execute(
            "insert into main.outlets by name "
            "select 'Kurier' as name, 'AT' as country, 'paper' as kind, 'user' as listed_by"
        )
        connection.execute(
            "update main.articles set outlet = 'Kurier' where article_id in ('a0', 'a1', 'a2')"
        )
        relink(connection, tmp_path, rows_a_part=2)
        found = contents(connection)
        labels = connection.execute("select distinct label from mentions").fetchall()
    linked = made.linked()
    columns = ["entity_id", "name", "label", "gender", "gender_source"]
    assert found["entities"] == sorted(linked.entities.select(columns).rows(), key=repr)
    columns = ["article_entity_id", "entity_id", "method", "evidence"]
    assert found["entity_links"] == sorted(linked.entity_links.select(columns).rows(), key=repr)
    assert labels == [("ORG",)]
    assert linked.entities.filter(pl.col("name") == "Innenministerium (Österreich)").height == 1


def test_a_correction_names_a_ministry_as_it_is_called() -> None:
    news = News()
    for number, state in enumerate(("ukrainische", "polnische")):
        article = news.article(f"a{number}", MAY, text=f"Das {state} Innenministerium.")
        article.names("Innenministerium", label="ORG")
    rename = '[[rename]]\nname = "Innenministerium (Ukraine)"\nto = "Kiewer Ministerium"\n'
    linked = news.linked(rename)
    assert linked.corrections["status"].to_list() == ["applied"]
    assert sorted(linked.entities["name"]) == ["Innenministerium (Polen)", "Kiewer Ministerium"]


def test_a_body_that_an_article_tells_keeps_its_identifier_and_says_why() -> None:
    news = News()
    text = "Das ukrainische Innenministerium."
    body = news.article("a", MAY, text=text).names("Innenministerium", label="ORG")
    linked = news.linked()
    assert entity(linked, body) == make_id("entity", "ORG", "innenministeriumukraine")
    assert method(linked, body) == "name_and_state"
    (evidence,) = linked.entity_links["evidence"]
    assert evidence == "the words beside it name Ukraine"
