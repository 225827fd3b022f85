import pytest

from tasks.nlp.german.gender import address_gender, gender_of_person
from tasks.nlp.german.given_names import gender_of_given_name, is_given_name
from tasks.nlp.layers.vocabulary import Gender


@pytest.mark.parametrize(
    ("given_name", "gender"),
    [
        ("Angela", "female"),
        ("Annegret", "female"),
        ("Wolfgang", "male"),
        ("Frank-Walter", "male"),
        ("Anna-Lena", "female"),
        ("Rainer Maria", "male"),
        ("Özlem", "female"),
        ("Łukasz", "male"),
        ("Barack", "male"),
        ("Condoleezza", "female"),
        ("Gerd", "male"),
        ("Gabriele", "female"),
        ("Dmytro", "male"),
        ("Ngozi", "female"),
        ("Kim", "unknown"),
        ("Sascha", "unknown"),
        ("G.", "unknown"),
        ("Xqzt", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_given_name_has_a_gender_where_nearly_all_bearers_share_it(
    given_name: str, gender: str
) -> None:
    assert gender_of_given_name(given_name) == gender


def test_italian_men_bear_names_of_german_women() -> None:
    assert gender_of_given_name("Andrea", surname="Weber") == "female"
    assert gender_of_given_name("Andrea", surname="Bianchi") == "unknown"


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Walerij", "Valeriy"),
        ("Andrij", "Andriy"),
        ("Jewhenija", "Yevheniya"),
        ("Tschernomyr", "Chernomyr"),
        ("Switlana", "Svitlana"),
        ("Serhij", "Serhii"),
    ],
)
def test_what_is_spelt_from_cyrillic_has_one_gender_in_every_spelling(
    german: str, english: str
) -> None:
    assert gender_of_given_name(german) == gender_of_given_name(english)


def test_german_bearers_decide_about_a_name_that_is_a_mans_elsewhere() -> None:
    assert gender_of_given_name("Gabriele", surname="Weber") == "female"
    assert gender_of_given_name("Gabriele", surname="Rossi") == "unknown"


def test_given_names_are_known_as_such() -> None:
    assert is_given_name("Jens")
    assert not is_given_name("Söder")


@pytest.mark.parametrize(
    ("word", "gender"),
    [("Frau", "female"), ("Herrn", "male"), ("Mrs.", "female"), ("Dr.", "unknown")],
)
def test_an_address_tells_whom_it_addresses(word: str, gender: str) -> None:
    assert address_gender(word) == gender


@pytest.mark.parametrize(
    ("name", "pronouns", "address", "roles", "gender", "source"),
    [
        ("Anna Weber", ["female"], [], [], "female", "pronoun"),
        ("Weber", ["female"], [], [], "female", "pronoun"),
        ("Weber", [], ["Frau"], [], "female", "address"),
        ("Weber", [], [], ["female"], "female", "role"),
        ("Weber", [], [], ["male"], "male", "role"),
        ("Weber", [], [], ["unknown"], "unknown", "none"),
        ("Anna Weber", [], [], [], "female", "first_name"),
        ("Kim Weber", [], [], [], "unknown", "none"),
        ("Weber", [], [], [], "unknown", "none"),
        ("Anna Weber", ["male"], [], [], "unknown", "conflict"),
        ("Weber", ["male", "female"], [], [], "unknown", "conflict"),
        ("Weber", ["female"] * 9 + ["male"], [], [], "female", "pronoun"),
        ("Weber", ["female"], [], ["male"], "female", "pronoun"),
        ("Weber", [], ["Frau"], ["male"], "female", "address"),
        ("Weber", [], [], ["male", "female"], "female", "role"),
        ("Weber", [], ["Herr"], ["female"], "unknown", "conflict"),
        ("Anna Weber", [], [], ["male"], "unknown", "conflict"),
        ("Wolfgang Weber", ["male"], ["Herr"], ["male"], "male", "pronoun"),
    ],
)
def test_the_strongest_evidence_decides_unless_other_evidence_disagrees(
    name: str,
    pronouns: list[Gender],
    address: list[str],
    roles: list[Gender],
    gender: str,
    source: str,
) -> None:
    found = gender_of_person(name, pronouns=pronouns, address=address, roles=roles)
    assert found == (gender, source)
