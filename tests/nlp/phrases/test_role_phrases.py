"""Phrases about persons in sentences that the shipped model reads."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from tasks.nlp.layers.phrases import RolePhrase
from tasks.nlp.phrases.role_names import role_phrases


def shown(nlp: Language, text: str) -> list[tuple[str, str, str | None, tuple[str, ...]]]:
    """Words, role, place and names of each phrase."""
    doc = nlp(text)
    return [
        (
            doc[phrase.start : phrase.end].text,
            phrase.role.stem,
            phrase.place,
            tuple(doc.ents[entity].text for entity in phrase.entities),
        )
        for phrase in role_phrases(doc)
    ]


def first(nlp: Language, text: str) -> RolePhrase:
    return role_phrases(nlp(text))[0]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        (
            "Der neue amerikanische Außenminister Antony Blinken reist nach Berlin.",
            [("Der neue amerikanische Außenminister", "außenminister", "us", ("Antony Blinken",))],
        ),
        (
            "Bundesaußenminister Heiko Maas begrüßte den Vorschlag.",
            [("Bundesaußenminister", "außenminister", "deutschland", ("Heiko Maas",))],
        ),
        (
            "Jens Stoltenberg, Generalsekretär der NATO, warnte vor einem Krieg.",
            [("Generalsekretär der NATO", "generalsekretär", "nato", ("Jens Stoltenberg",))],
        ),
        (
            "Der Präsident der Ukraine, Wolodymyr Selenskyj, bat um Hilfe.",
            [("Der Präsident der Ukraine", "präsident", "ukraine", ("Wolodymyr Selenskyj",))],
        ),
        (
            "Maria Weber ist Bürgermeisterin von Köln.",
            [("Bürgermeisterin von Köln", "bürgermeister", "köln", ("Maria Weber",))],
        ),
        (
            "Heiko Maas (SPD) sagte das am Montag.",
            [("SPD", "politiker", "spd", ("Heiko Maas",))],
        ),
        (
            "Der Sprecher Merkels wies die Kritik zurück.",
            [("Der Sprecher Merkels", "sprecher", None, ())],
        ),
        (
            "Russlands Präsident Wladimir Putin lehnte das ab.",
            [("Russlands Präsident", "präsident", "russland", ("Wladimir Putin",))],
        ),
        (
            "Der chinesische und der russische Außenminister trafen sich in Wien.",
            [
                ("Der chinesische", "außenminister", "china", ()),
                ("der russische Außenminister", "außenminister", "russland", ()),
            ],
        ),
        (
            "Die Außenminister Heiko Maas und Sergej Lawrow trafen sich in Wien.",
            [("Die Außenminister", "außenminister", None, ("Heiko Maas", "Sergej Lawrow"))],
        ),
        (
            "Der ehemalige britische Premierminister Tony Blair meldete sich zu Wort.",
            [
                (
                    "Der ehemalige britische Premierminister",
                    "premierminister",
                    "großbritannien",
                    ("Tony Blair",),
                )
            ],
        ),
        (
            "Die stellvertretende Ministerpräsidentin Anna Weber trat zurück.",
            [
                (
                    "Die stellvertretende Ministerpräsidentin",
                    "vizeministerpräsident",
                    None,
                    ("Anna Weber",),
                )
            ],
        ),
        (
            "Der Ehemann der Ministerin Anna Weber schwieg.",
            [
                ("Der Ehemann der Ministerin", "ehemann", None, ()),
                ("der Ministerin", "minister", None, ("Anna Weber",)),
            ],
        ),
        (
            "Anna Weber, Gründerin und Geschäftsführerin der Firma, trat zurück.",
            [
                ("Gründerin", "gründer", None, ("Anna Weber",)),
                ("Geschäftsführerin der Firma", "geschäftsführer", None, ("Anna Weber",)),
            ],
        ),
        (
            "Der ältere Bruder des Papstes, Georg Ratzinger, war dabei.",
            [
                ("Der ältere Bruder des Papstes", "bruder", None, ("Georg Ratzinger",)),
                ("des Papstes", "papst", None, ()),
            ],
        ),
        (
            "Der Leiter Dr. Karl Huber sprach.",
            [("Der Leiter", "leiter", None, ("Karl Huber",))],
        ),
        (
            "Namen wie Jerzy Montag (Grüne) fielen.",
            [("Grüne", "politiker", "grüne", ("Jerzy Montag",))],
        ),
        ("Der Stadtrat beschloss den Haushalt.", []),
        ("Anna Weber ist nicht Ministerin.", [("Ministerin", "minister", None, ())]),
    ],
)
def test_a_phrase_has_its_words_its_role_and_its_name(
    nlp: Language, text: str, phrases: list[tuple[str, str, str | None, tuple[str, ...]]]
) -> None:
    assert shown(nlp, text) == phrases


@pytest.mark.parametrize(
    ("text", "number", "count"),
    [
        ("Die beiden Minister sprachen mit der Presse.", "plural", 2),
        ("Drei Soldaten wurden verletzt.", "plural", 3),
        ("Der Minister sprach mit der Presse.", "singular", 1),
        ("Die Minister sprachen mit der Presse.", "plural", None),
        ("Die Opfer wurden in ein Krankenhaus gebracht.", "plural", None),
        ("Die Erleichterung der Minister war groß.", "plural", None),
        ("Das Amt des Ministers ist frei.", "singular", 1),
        ("Das Treffen der Staats- und Regierungschefs beginnt.", "plural", None),
        ("Die Rede des Regierungschefs war kurz.", "singular", 1),
        ("Der Ex-Minister widersprach.", "singular", 1),
        ("Der Prozess gegen den Piloten beginnt.", "singular", 1),
        ("Man sprach mit den Piloten.", "plural", None),
        ("Rund 17.000 Mann kamen.", "plural", 17000),
        ("Der Abgeordnete widersprach.", "singular", 1),
        ("Die Abgeordneten widersprachen.", "plural", None),
        ("Im Jahr 1999 Präsident zu sein, war leicht.", "singular", 1),
    ],
)
def test_a_phrase_is_about_one_or_several(
    nlp: Language, text: str, number: str, count: int | None
) -> None:
    phrase = first(nlp, text)
    assert (phrase.number, phrase.count) == (number, count)


def test_the_second_of_a_pair_is_a_plural_too(nlp: Language) -> None:
    phrases = role_phrases(nlp("Das Treffen der Ministerinnen und Minister der Allianz beginnt."))
    assert [(phrase.number, phrase.gender) for phrase in phrases] == [
        ("plural", "female"),
        ("plural", "unknown"),
    ]


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Der Abgeordnete widersprach.", "male"),
        ("Die Abgeordnete widersprach.", "female"),
        ("Eine Beamtin widersprach.", "female"),
        ("Ein Beamter widersprach.", "male"),
        ("Die Vorsitzende widersprach.", "female"),
        ("Die Minister widersprachen.", "unknown"),
        ("Das Mitglied widersprach.", "unknown"),
        ("Zwei Frauen widersprachen.", "female"),
    ],
)
def test_a_phrase_has_the_gender_of_those_it_is_about(
    nlp: Language, text: str, gender: str
) -> None:
    assert first(nlp, text).gender == gender


@pytest.mark.parametrize(
    ("text", "definiteness"),
    [
        ("Der Minister widersprach.", "definite"),
        ("Ein Minister widersprach.", "indefinite"),
        ("Sein Minister widersprach.", "possessive"),
        ("Dieser Minister widersprach.", "demonstrative"),
        ("Minister Weber widersprach.", "bare"),
        ("Sie sprach mit einem Minister über die Lage.", "indefinite"),
        ("Sie war beim Minister zu Gast.", "definite"),
    ],
)
def test_a_phrase_is_as_definite_as_its_determiner(
    nlp: Language, text: str, definiteness: str
) -> None:
    assert first(nlp, text).definiteness == definiteness


WORDS = """
    Der die ein Minister Ministerin Präsident der USA Anna Weber , ( ) und SPD russische ist
    Sprecher beide von für neue Abgeordneten . „ “ Heiko Maas Berliner
"""


@settings(deadline=None, max_examples=60)
@given(words=st.lists(st.sampled_from(WORDS.split()), max_size=25))
def test_phrases_lie_within_the_text_and_name_persons(nlp: Language, words: list[str]) -> None:
    doc = nlp(" ".join(words))
    for phrase in role_phrases(doc):
        assert 0 <= phrase.start < phrase.end <= len(doc)
        assert phrase.start <= phrase.head
        assert all(doc.ents[entity].label_ == "PER" for entity in phrase.entities)
        assert phrase.number != "singular" or len(phrase.entities) <= 1
