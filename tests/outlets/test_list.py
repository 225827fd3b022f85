"""The project's own list: enough of it, without ambiguity, and found as articles write it."""

from collections import Counter
from importlib import resources

import pytest

from tasks.outlets.lists import project_outlets
from tasks.outlets.outlet import Outlet
from tasks.outlets.outlets import Outlets
from tasks.outlets.spelling import name_key

LISTED = project_outlets()
OUTLETS = Outlets(LISTED)


def test_the_commonest_of_three_countries_are_listed() -> None:
    countries = Counter(outlet.country for outlet in LISTED)
    assert len(LISTED) >= 150
    assert min(countries[country] for country in ("DE", "AT", "CH")) >= 40
    assert min(Counter(outlet.kind for outlet in LISTED).values()) >= 15


def test_no_name_and_no_domain_stands_twice() -> None:
    names = [name_key(name) for outlet in LISTED for name in (outlet.name, *outlet.aliases)]
    domains = [domain for outlet in LISTED for domain in outlet.domains]
    assert [key for key, count in Counter(names).items() if count > 1] == []
    assert [domain for domain, count in Counter(domains).items() if count > 1] == []
    assert all(names)


def test_the_file_holds_nothing_that_reading_drops() -> None:
    text = resources.files("tasks.outlets").joinpath("outlets.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines()[1:] if not line.startswith("#")]
    assert [
        [o.name, o.country, o.kind, "; ".join(o.domains), "; ".join(o.aliases)] for o in LISTED
    ] == rows


def test_no_domain_lies_below_one_of_another_outlet_by_mistake() -> None:
    """Such a page belongs to the longer domain; each one is named here on purpose."""
    owners = {domain: outlet.name for outlet in LISTED for domain in outlet.domains}
    below = {
        domain
        for domain, name in owners.items()
        for other, owner in owners.items()
        if domain.endswith(f".{other}") and owner != name
    }
    assert below == {"sportbild.bild.de"}


@pytest.mark.parametrize("outlet", LISTED, ids=lambda outlet: outlet.name)
def test_an_outlet_is_found_by_each_of_its_names_and_domains(outlet: Outlet) -> None:
    for name in (outlet.name, *outlet.aliases):
        assert OUTLETS.find(name, None) == outlet.name
        assert OUTLETS.find(name.upper(), None) == outlet.name
    for domain in outlet.domains:
        assert OUTLETS.find(None, f"https://www.{domain}/politik/artikel-1.html") == outlet.name
        assert OUTLETS.find(domain, None) == outlet.name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("SPIEGEL ONLINE", "Der Spiegel"),
        ("Süddeutsche.de", "Süddeutsche Zeitung"),
        ("SueddeutscheZeitung", "Süddeutsche Zeitung"),
        ("FAZ.NET", "Frankfurter Allgemeine Zeitung"),
        ("F.A.Z.", "Frankfurter Allgemeine Zeitung"),
        ("ZEIT-ONLINE", "Die Zeit"),
        ("derStandard.at", "Der Standard"),
        ("DiePresse.com", "Die Presse"),
        ("news.ORF.at", "ORF"),
        ("NZZ Online", "Neue Zürcher Zeitung"),
        ("Neue Zu\u0308rcher Zeitung", "Neue Zürcher Zeitung"),
        ("KÖLNER STADT-ANZEIGER", "Kölner Stadt-Anzeiger"),
        ("Koelner Stadtanzeiger", "Kölner Stadt-Anzeiger"),
        ("t-online", "t-online"),
        ("t-online.de", "t-online"),
        ("n-tv.de", "ntv"),
        ("rbb|24", "RBB"),
        ("kurier.de", "Nordbayerischer Kurier"),
        ("kurier.at", "Kurier"),
        ("dpa/lno", "dpa"),
        ("Keystone-SDA", "Keystone-SDA"),
        ("sda", "Keystone-SDA"),
        ("www1.wdr.de", "WDR"),
        ("https://www.taz.de/", "die tageszeitung"),
        ("tagesschau.de - die erste Adresse für Nachrichten und Information", "tagesschau"),
        ("tagesschau.de die erste Adresse", "tagesschau"),
        ("ZEIT ONLINE | Nachrichten, Hintergründe und Debatten", "Die Zeit"),
        ("DER STANDARD: International", "Der Standard"),
        ("WELT – Aktuelle Nachrichten", "Die Welt"),
        ("bz - Zeitung für die Region Basel - Kanton", "bz Basel"),
        ("Süddeutsche Zeitung (inkl. Regionalausgaben)", "Süddeutsche Zeitung"),
        ("NEWS (Österreich)", "NEWS (Österreich)"),
        ("taz, die tageszeitung", "die tageszeitung"),
        ("Aktuell - FAZ.NET", "Frankfurter Allgemeine Zeitung"),
    ],
)
def test_an_article_names_its_outlet_in_many_ways(source: str, name: str) -> None:
    assert OUTLETS.find(source, None) == name


@pytest.mark.parametrize(
    "source",
    [
        "Altenweser Tageblatt",
        "Die Welt der Physik",
        "Spiegelau aktuell",
        "Zeitung",
        "Die",
        "Nachrichten - Bild",
        "Hamburg (dpa)",
        "Stern, Focus",
        "T",
        "…",
        "",
        "wochenzeit.de",
        "blick.de",
        "Heute.de - Nachrichten",
    ],
)
def test_nothing_is_guessed_from_a_likeness(source: str) -> None:
    assert OUTLETS.find(source, None) is None


@pytest.mark.parametrize(
    ("source", "url", "name"),
    [
        ("dpa", "https://www.spiegel.de/a", "Der Spiegel"),
        (None, "https://www1.wdr.de/nachrichten/a.html", "WDR"),
        (None, "https://oe1.orf.at/artikel/1", "ORF"),
        (None, "https://sportbild.bild.de/a", "Sport Bild"),
        (None, "https://regional.bild.de/a", "Bild"),
        ("taz", "https://blog.unbekannt.example/a", "die tageszeitung"),
        ("Küstenkurier", "https://kuestenkurier.example/a", None),
        (None, "https://bild.de.unbekannt.example/a", None),
        (None, "https://notbild.de/", None),
        (None, None, None),
    ],
)
def test_the_address_counts_before_the_source(
    source: str | None, url: str | None, name: str | None
) -> None:
    assert OUTLETS.find(source, url) == name
