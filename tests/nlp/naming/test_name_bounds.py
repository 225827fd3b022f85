"""What stands before a name is no name, in sentences that the shipped model reads."""

import pytest
from spacy.language import Language


def names(nlp: Language, text: str) -> list[str]:
    return [ent.text for ent in nlp(text).ents]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Das erklärte der Weltverband FIFA am Montag.", ["FIFA"]),
        ("Das berichtet das Fachblatt „La Gazzetta dello Sport“.", ["La Gazzetta dello Sport"]),
        ("Das meldete die Sportzeitung „L’Équipe“ am Abend.", ["L’Équipe"]),
        ("Das teilte die US-amerikanische Zeitschrift „Billboard“ mit.", ["Billboard"]),
        ("Das Washingtoner SITE-Institut fand das Video.", ["SITE-Institut"]),
        ("„Lesen hilft, Herr Kollege.“", []),
    ],
)
def test_a_kind_or_an_adjective_is_no_name(nlp: Language, text: str, found: list[str]) -> None:
    assert names(nlp, text) == found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Das schreibt die „Süddeutsche“ in ihrer Ausgabe.", "Süddeutsche"),
        ("Das teilte die Polizei Hamburg mit.", "Hamburg"),
        ("Das schreibt die Berliner Zeitung am Montag.", "Berliner Zeitung"),
        ("Herr Richter wohnt in der Straße.", "Richter"),
        ("Frau Kaiser sagte am Montag ab.", "Kaiser"),
        ("Der Maler Gerhard Richter kam. Richter war müde.", "Richter"),
        ("Das Aktionsbündnis „Brücke für alle“ hatte aufgerufen.", "Brücke für alle"),
    ],
)
def test_what_may_be_a_name_stays_one(nlp: Language, text: str, name: str) -> None:
    assert any(name in found for found in names(nlp, text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Die Stadt zahlte 450 Euro im Monat.", []),
        ("Die Brücke kostet 3,5 Milliarden Euro und zwei Millionen Dollar.", []),
        ("Der Euro stieg am Montag gegenüber dem Dollar.", ["Euro", "Dollar"]),
    ],
)
def test_a_currency_is_a_name_unless_it_measures_an_amount(
    nlp: Language, text: str, found: list[str]
) -> None:
    assert names(nlp, text) == found
