"""Names of bodies and places in the nominative, in sentences that the shipped model reads."""

import pytest
from spacy.language import Language

from tasks.nlp.naming.things import gender_of_noun, nominative_of_thing, short_key


def names(nlp: Language, text: str) -> list[str]:
    doc = nlp(text)
    known = {ent.text for ent in doc.ents}
    return [nominative_of_thing(ent, known) for ent in doc.ents if ent.label_ != "PER"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Das teilte ein Meteorologe vom Deutschen Wetterdienst mit.", "Deutscher Wetterdienst"),
        ("Die Truppen der Vereinten Nationen bleiben im Land.", "Vereinte Nationen"),
        ("Helfer vom Technischen Hilfswerk räumten die Straße.", "Technisches Hilfswerk"),
        ("Ein Anwalt der Deutschen Umwelthilfe klagte.", "Deutsche Umwelthilfe"),
        ("Ein Mitarbeiter des Schweizer Bundesamts kam.", "Schweizer Bundesamt"),
        ("Die Regierung Frankreichs trat zurück.", "Frankreich"),
        ("Die Aktien von Siemens stiegen.", "Siemens"),
        ("Er wohnt seit Jahren in Paris.", "Paris"),
        ("Die Firma baut an Nord Stream 2.", "Nord Stream 2"),
    ],
)
def test_a_name_stands_in_the_nominative(nlp: Language, text: str, name: str) -> None:
    assert name in names(nlp, text)


def test_legal_forms_and_articles_make_no_difference() -> None:
    assert short_key("Weserwerk AG") == short_key("die Weserwerk") == "weserwerk"
    assert short_key("Hafen-Bau GmbH & Co. KG").startswith("hafen bau")


def test_a_legal_form_alone_is_a_name() -> None:
    assert short_key("AG") == "ag"


def test_the_last_part_of_a_noun_tells_its_gender() -> None:
    assert gender_of_noun("Wetterdienst") == "Masc"
    assert gender_of_noun("Hilfswerk") == "Neut"
    assert gender_of_noun("Genossenschaft") == "Fem"
    assert gender_of_noun("Xyz") == ""
