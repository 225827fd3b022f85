"""Roles as people read them, in sentences that the shipped model reads."""

import pytest
from spacy.language import Language

from tasks.nlp.german.roles import noun_of_one
from tasks.nlp.layers.phrases import ROLE_PHRASES
from tasks.nlp.layers.vocabulary import Gender
from tasks.nlp.phrases.titles import says_something, title_of


@pytest.mark.parametrize(
    ("word", "man", "woman"),
    [
        ("Oppositionspolitikern", "Oppositionspolitiker", "Oppositionspolitikerin"),
        ("CDU-Vorsitzenden", "CDU-Vorsitzender", "CDU-Vorsitzende"),
        ("Stadträte", "Stadtrat", "Stadträtin"),
        ("Sprecherinnen", "Sprecher", "Sprecherin"),
    ],
)
def test_a_noun_is_of_one_person(word: str, man: str, woman: str) -> None:
    assert (noun_of_one(word, "male"), noun_of_one(word, "female")) == (man, woman)


def test_what_is_no_role_has_no_noun_for_one() -> None:
    assert noun_of_one("Brücke", "male") is None


@pytest.mark.parametrize(
    ("text", "gender", "title"),
    [
        (
            "Die Kritik des deutschen Oppositionspolitikers Lars Immenhoff saß.",
            "male",
            "deutscher Oppositionspolitiker",
        ),
        (
            "Er sprach mit der stellvertretenden Vorsitzenden der Grünen Eva Kern.",
            "female",
            "stellvertretende Vorsitzende der Grünen",
        ),
        ("Er traf den Berliner Staatssekretär Kai Lund.", "male", "Berliner Staatssekretär"),
        ("Bundeskanzler Friedrich Merz kam.", "unknown", "Bundeskanzler"),
    ],
)
def test_a_title_is_in_the_nominative_and_of_the_gender(
    nlp: Language, text: str, gender: Gender, title: str
) -> None:
    doc = nlp(text)
    titles = [title_of(doc, role, gender) for role in ROLE_PHRASES.read(doc) if role.entities]
    assert titles == [title]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Der Mensch Kai Lund sprach.", False),
        ("Amtsinhaber Olaf Bode sprach.", False),
        ("Oberbürgermeister Olaf Bode sprach.", True),
    ],
)
def test_some_roles_say_nothing(nlp: Language, text: str, says: bool) -> None:
    doc = nlp(text)
    assert [says_something(role) for role in ROLE_PHRASES.read(doc) if role.entities] == [says]
