from string import ascii_letters

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.nlp.german.places import place_key, place_of_adjective
from tasks.nlp.german.roles import read_role
from tasks.nlp.german.wordlists import pairs_of, rows_of
from tasks.nlp.layers.phrases import RoleNoun


def role(word: str) -> RoleNoun:
    found = read_role(word, word)
    assert found is not None, word
    return found


@pytest.mark.parametrize(
    ("word", "stem", "place"),
    [
        ("Minister", "minister", None),
        ("Bundesaußenminister", "außenminister", "deutschland"),
        ("Bundes-Innenminister", "innenminister", "deutschland"),
        ("US-Außenministerin", "außenminister", "us"),
        ("NATO-Generalsekretär", "generalsekretär", "nato"),
        ("UN-Sondergesandte", "sondergesandter", "un"),
        ("EU-Kommissarinnen", "kommissar", "eu"),
        ("CDU-Chefin", "chef", "cdu"),
        ("FDP-Bundesvorsitzender", "vorsitzender", "fdp"),
        ("Grünen-Politikerin", "politiker", "grüne"),
        ("NRW-Ministerpräsident", "ministerpräsident", "nordrhein-westfalen"),
        ("FC-Bayern-Trainer", "trainer", "fc bayern"),
        ("Oppositionsführer", "oppositionsführer", None),
        ("Polizei-Sprecherin", "polizeisprecher", None),
        ("Polizeisprecherin", "polizeisprecher", None),
        ("Vize-Kanzler", "vizekanzler", None),
        ("Vizekanzlerin", "vizekanzler", None),
        ("Bundestagspräsidentin", "bundestagspräsident", None),
        ("Bundestagsabgeordneter", "bundestagsabgeordneter", None),
        ("Bundesfinanzministerium", None, None),
        ("Oberbürgermeisterinnen", "oberbürgermeister", None),
        ("Fachleute", "fachmann", None),
        ("Feuerwehrleuten", "feuerwehrmann", None),
        ("Kinderärztin", "kinderarzt", None),
        ("Zeugin", "zeuge", None),
    ],
)
def test_a_role_is_the_masculine_nominative_without_its_place(
    word: str, stem: str | None, place: str | None
) -> None:
    found = read_role(word, word)
    assert (found.stem, found.place) == (stem, place) if found else stem is None


@pytest.mark.parametrize("word", ["Ex-Minister", "Altkanzler", "Ex-US-Präsident", "Alt-Bischof"])
def test_former_holders_of_a_role_are_marked(word: str) -> None:
    assert role(word).former


def test_a_former_one_has_the_stem_of_the_present_one() -> None:
    assert role("Ex-US-Präsident").stem == role("US-Präsident").stem == "präsident"
    assert role("Altbundespräsidentin").stem == role("Bundespräsident").stem
    assert not role("Bundespräsident").former


@pytest.mark.parametrize(
    ("word", "gender", "number"),
    [
        ("Ministerin", "female", "singular"),
        ("Ministerinnen", "female", "plural"),
        ("Minister", "male", "unknown"),
        ("Ministers", "male", "singular"),
        ("Ministern", "unknown", "plural"),
        ("Präsident", "male", "singular"),
        ("Präsidenten", "male", "unknown"),
        ("Anwälte", "unknown", "plural"),
        ("Direktors", "male", "singular"),
        ("Direktoren", "unknown", "plural"),
        ("Herrn", "male", "singular"),
        ("Frauen", "female", "plural"),
        ("Männern", "male", "plural"),
        ("Brüder", "male", "plural"),
        ("Krankenschwester", "female", "singular"),
        ("Opfer", "unknown", "unknown"),
        ("Mitglied", "unknown", "singular"),
        ("Star", "unknown", "singular"),
        ("Politiker*innen", "unknown", "plural"),
        ("Ärzt:innen", "unknown", "plural"),
        ("PolitikerInnen", "unknown", "plural"),
        ("Abgeordnete", "unknown", "unknown"),
        ("Polizeibeamtinnen", "female", "plural"),
    ],
)
def test_a_form_says_gender_and_number_as_far_as_it_can(
    word: str, gender: str, number: str
) -> None:
    found = role(word)
    assert (found.gender, found.number) == (gender, number)


NO_ROLES = """
    Berlin Kevin Trichter Sekunden Urkunden Angebote Hermann Hubschrauber Fernseher Tonleiter
    Bundesbank Staubsauger Lautsprecher Reiseführers Bahntochter VW-Tochter Ministerium
    Sprecherrolle minister Kanzlei Prinzip Bayern Polizei Regierung
"""


@pytest.mark.parametrize("word", NO_ROLES.split())
def test_words_that_only_look_like_a_role_are_none(word: str) -> None:
    assert read_role(word, word) is None


def test_every_noun_of_the_list_is_read_as_itself() -> None:
    for noun, feminine, plural, kind, _, _ in rows_of("roles"):
        assert role(noun).stem == noun.lower()
        if feminine != "-" and plural not in (feminine, "-"):
            assert role(feminine).gender == "female", feminine
        if plural != "-":
            assert role(plural).number in {"plural", "unknown"}, plural
        assert kind in {"pair", "male", "female", "generic", "none", "named"}


@given(st.text(ascii_letters + "äöüß-", max_size=20))
def test_any_word_can_be_read(word: str) -> None:
    found = read_role(word, "")
    assert found is None or found.stem


@pytest.mark.parametrize(
    ("adjective", "place"),
    [
        ("russische", "russland"),
        ("russischen", "russland"),
        ("britischer", "großbritannien"),
        ("US-amerikanischen", "us"),
        ("amerikanische", "us"),
        ("bayerischer", "bayern"),
        ("nordrhein-westfälische", "nordrhein-westfalen"),
        ("Berliner", "berlin"),
        ("Münchner", "münchen"),
        ("Göttinger", "göttingen"),
        ("Leipziger", "leipzig"),
        ("Schweizer", "schweiz"),
        ("neue", None),
        ("politischer", None),
    ],
)
def test_an_adjective_of_a_place_names_it(adjective: str, place: str | None) -> None:
    assert place_of_adjective(adjective) == place


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("USA", "us"),
        ("Vereinigten Staaten", "us"),
        ("Russlands", "russland"),
        ("Ukraine", "ukraine"),
        ("NATO", "nato"),
        ("Vereinten Nationen", "un"),
        ("Frankreichs", "frankreich"),
        ("Texas", "texas"),
        ("Bündnis 90/Die Grünen", "grüne"),
    ],
)
def test_names_of_one_place_have_one_key(name: str, key: str) -> None:
    assert place_key(name) == key


def test_a_key_is_its_own_key() -> None:
    for key in {*pairs_of("place_adjectives").values(), *pairs_of("place_names").values()}:
        assert place_key(key) == key


def test_the_feminine_of_nouns_in_erer_is_contracted() -> None:
    """A Kämmerin is no "Kämmererin"; where -ierer ends it, the noun keeps both syllables."""
    feminines = [columns[1] for columns in rows_of("roles")]
    long = [one for one in feminines if one.endswith("ererin")]
    assert [one for one in long if not one.endswith("iererin")] == []
    assert {"Kämmerin", "Ruderin", "Programmiererin"} <= set(feminines)
