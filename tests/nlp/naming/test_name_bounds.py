"""What stands before a name is no name, in sentences that the shipped model reads."""

import pytest
from spacy.language import Language

from tasks.nlp.layers.clusters import CLUSTERS


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


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Rolf „Rolle“ Hansen", "Rolf Hansen"),
        ("Karl-Heinz (Kalle) Rummel", "Karl-Heinz Rummel"),
        ('Anna-Lena "Anni" Gerber', "Anna-Lena Gerber"),
        ("Alexander Prinz zu Sayn-Hohenfels", "Alexander Prinz zu Sayn-Hohenfels"),
        ("Gloria Fürstin von Thurn und Auental", "Gloria Fürstin von Thurn und Auental"),
        ("Karl Frhr. v. Stauffen", "Karl Frhr. v. Stauffen"),
    ],
)
def test_a_name_is_whole_with_a_nickname_or_a_title(nlp: Language, words: str, name: str) -> None:
    doc = nlp(f"„Ich mache weiter“, sagte {words} am Rande des Turniers in Bonn.")
    assert words in [ent.text for ent in doc.ents]
    assert name in [cluster.name for cluster in CLUSTERS.read(doc)]


def test_a_list_of_names_and_a_remark_in_brackets_make_no_longer_name(nlp: Language) -> None:
    text = "Es kamen Rolf Hansen (Vorsitz), Anna (Kasse) und Karl Graf. Graf sprach zuerst."
    assert not {"Rolf Hansen (Vorsitz)", "Anna (Kasse) und"} & set(names(nlp, text))
    scored = names(nlp, "Die Tore schossen Birgit Prinz und Fatmire Bajramaj.")
    assert scored == ["Birgit Prinz", "Fatmire Bajramaj"]


@pytest.mark.parametrize("name", ["Behrends", "Ehlers", "Carstens", "Eilers"])
@pytest.mark.parametrize(
    "text",
    ["Ministerin {}: „Wir schließen keine Schule.“", "Das Programm von Ministerin {} fehlt."],
)
def test_a_surname_in_s_behind_a_bare_role_keeps_it(nlp: Language, text: str, name: str) -> None:
    doc = nlp(text.format(name))
    assert name in [cluster.name for cluster in CLUSTERS.read(doc)]


def test_a_genitive_behind_a_bare_role_goes_to_its_nominative(nlp: Language) -> None:
    doc = nlp("Ministerin Merkels Politik ist umstritten. „Gut“, sagte Merkel.")
    assert [cluster.name for cluster in CLUSTERS.read(doc)] == ["Merkel"]


@pytest.mark.parametrize("word", ["Übrigens", "Leider", "Vielleicht"])
def test_the_first_word_of_a_sentence_is_no_name_by_its_capital(nlp: Language, word: str) -> None:
    assert word not in names(nlp, f"{word}: Die Brücke bleibt zu.")
    assert names(nlp, f"{word} kommt Anna Weber.") == ["Anna Weber"]


def test_the_verb_that_begins_a_sentence_is_no_part_of_a_name(nlp: Language) -> None:
    assert names(nlp, "Hätte Thoms gewarnt, wäre nichts passiert.") == ["Thoms"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Das Ehepaar Hanne und Uwe Brodersen geht. {} sagt Ja.", {"Frau": 0, "Herr": 1}),
        ("Vater Uwe Petersen und Sohn Lars Petersen gehen. {} sagt Ja.", {"Vater": 0, "Sohn": 1}),
        (
            "Ministerin Anna Schmitt (SPD) und Peter Schmitt (CDU) stritten. {} lachte.",
            {"Die Ministerin": 0, "Der CDU-Mann": 1},
        ),
    ],
)
def test_a_surname_of_two_goes_to_whom_the_words_beside_it_mean(
    nlp: Language, text: str, who: dict[str, int]
) -> None:
    for words, wanted in who.items():
        surname = next(one for one in ("Brodersen", "Petersen", "Schmitt") if one in text)
        doc = nlp(text.format(f"{words} {surname}"))
        persons = [one for one in CLUSTERS.read(doc) if one.label == "PER"]
        assert [len(one.names) for one in persons] == [1 + (n == wanted) for n in (0, 1)]


@pytest.mark.parametrize("name", ["Petrow", "Hendrow", "Söder", "Lindqvist", "Yılmaz-Korte"])
@pytest.mark.parametrize("given", ["Sebastian", "Mira"])
@pytest.mark.parametrize("last", ["", " {surname} sagte: „Gut.“"])
def test_forms_of_one_name_are_one_person(nlp: Language, name: str, given: str, last: str) -> None:
    text = (
        f"{given} {name}s Pläne sind umstritten. Nach {name}s Angaben gibt es keine. "
        f"Die Kritik an {given} {name}s Plänen hält an. Das Lager {name}s wächst."
    ) + last.format(surname=name)
    persons = [one.name for one in CLUSTERS.read(nlp(text)) if one.label == "PER"]
    assert len(persons) == 1
    if last:
        assert persons == [f"{given} {name}"]
