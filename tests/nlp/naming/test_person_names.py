import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.nlp.german.name_cases import KnownNames
from tasks.nlp.naming.persons import NameParts, bare, fullest, is_full, may_be, nominative, parts

ARTICLE = [
    "Markus Söder",
    "Hans Müller",
    "Heiko Maas",
    "Angela Merkel",
    "Willy Brandt",
    "Jen Psaki",
    "Tom Koenigs",
]

WORDS = """
    Angela Merkel Merkels von der Leyen Le Drian al-Assad Wang Yi Kim Jong-un Jr. II. XVI. d. Ä.
    George W. Bush Hans' Maas’ Dr. Prof. Papst König Frau Bundeskanzler „ “ ( ) 'Maas' Erdoğan
    Müller-Lüdenscheid Brandt'scher Merkelsche bin Salman Mc s ’ - . ß
"""
names = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=6).map(" ".join)
texts = names | st.text(min_size=1, max_size=30).filter(str.strip)


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("Heiko Maas", "Heiko Maas"),
        ("Bundesaußenminister Heiko Maas", "Heiko Maas"),
        ("Ex-US-Präsident Donald Trump", "Donald Trump"),
        ("CDU-Chefin Anna Weber", "Anna Weber"),
        ("Prof. Dr. Anna Weber", "Anna Weber"),
        ("Dr. h. c. mult. Anna Weber", "Anna Weber"),
        ("Dr. med. Weber", "Weber"),
        ("Frau Weber", "Weber"),
        ("Papst Benedikt XVI.", "Benedikt XVI."),
        ("König Charles III.", "Charles III."),
        ("„Heiko Maas“", "Heiko Maas"),
        ("'Maas'", "Maas"),
        ("Heiko\n Maas", "Heiko Maas"),
        ("Selma Scho\u0308n", "Selma Schön"),
        ("Karl „Charly“ Müller", "Karl Müller"),
        ("Lady Gaga", "Lady Gaga"),
        ("Mutter Teresa", "Mutter Teresa"),
        ("Richter", "Richter"),
        ("Hermann Weber", "Hermann Weber"),
        ("Hans'", "Hans'"),
        ("Phil Collins", "Phil Collins"),
        ("Joseph Kardinal Ratzinger", "Joseph Ratzinger"),
        ("Otto Graf Lambsdorff", "Otto Graf Lambsdorff"),
    ],
)
def test_a_bare_name_has_nothing_before_it(surface: str, name: str) -> None:
    assert bare(surface) == name


@given(texts)
def test_a_bare_name_is_its_own_bare_name(surface: str) -> None:
    assert bare(bare(surface)) == bare(surface)
    assert bare(surface)


@pytest.mark.parametrize(
    ("surface", "genitive", "name"),
    [
        ("Markus Söders", None, "Markus Söder"),
        ("Söders", None, "Söder"),
        ("Karin Söders", None, "Karin Söders"),
        ("Angelas", None, "Angela"),
        ("Hans", None, "Hans"),
        ("Hans", True, "Hans"),
        ("Maas", True, "Maas"),
        ("Heiko Maas", True, "Heiko Maas"),
        ("Angeles", True, "Angeles"),
        ("Jens", None, "Jens"),
        ("Klaus", True, "Klaus"),
        ("Thomas", True, "Thomas"),
        ("Lukas", True, "Lukas"),
        ("Jesus", True, "Jesus"),
        ("Hans'", None, "Hans"),
        ("Maas’", None, "Maas"),
        ("Olaf Scholz’", None, "Olaf Scholz"),
        ("Merkel's", None, "Merkel"),
        ("Brandt'scher", None, "Brandt"),
        ("Kohl’schen", None, "Kohl"),
        ("Brandtsche", None, "Brandt"),
        ("Merkelsche", None, "Merkel"),
        ("Nietzsche", None, "Nietzsche"),
        ("Obamas", None, "Obamas"),
        ("Obamas", True, "Obama"),
        ("Barack Obamas", True, "Barack Obama"),
        ("Merkels", False, "Merkel"),
        ("Karin Söders", False, "Karin Söders"),
        ("Obamas", False, "Obamas"),
        ("Koenigs", True, "Koenigs"),
        ("Koenigs", False, "Koenigs"),
    ],
)
def test_a_genitive_is_taken_off_where_it_is_certain(
    surface: str, genitive: bool | None, name: str
) -> None:
    assert nominative(surface, KnownNames(ARTICLE), genitive=genitive) == name


@given(texts, st.lists(names, max_size=4), st.sampled_from([True, False, None]))
def test_a_nominative_is_the_beginning_of_the_name(
    surface: str, known: list[str], genitive: bool | None
) -> None:
    found = nominative(surface, KnownNames(known), genitive=genitive)
    assert surface.startswith(found)
    assert found


@pytest.mark.parametrize(
    ("name", "given_name", "particles", "surname", "suffix"),
    [
        ("Angela Merkel", "Angela", "", "Merkel", ""),
        ("Ursula von der Leyen", "Ursula", "von der", "Leyen", ""),
        ("von der Leyen", "", "von der", "Leyen", ""),
        ("Von der Leyen", "", "Von der", "Leyen", ""),
        ("Jean-Yves Le Drian", "Jean-Yves", "Le", "Drian", ""),
        ("Le Drian", "", "Le", "Drian", ""),
        ("Mohammed bin Salman", "Mohammed", "bin", "Salman", ""),
        ("Baschar al-Assad", "Baschar", "al-", "Assad", ""),
        ("Abdel Fattah el-Sisi", "Abdel Fattah", "el-", "Sisi", ""),
        ("Luis de la Fuente", "Luis", "de la", "Fuente", ""),
        ("Karl-Theodor zu Guttenberg", "Karl-Theodor", "zu", "Guttenberg", ""),
        ("Valéry Giscard d'Estaing", "Valéry Giscard", "d'", "Estaing", ""),
        ("Kevin McCarthy", "Kevin", "", "McCarthy", ""),
        ("Marius Müller-Westernhagen", "Marius", "", "Müller-Westernhagen", ""),
        ("George W. Bush", "George W.", "", "Bush", ""),
        ("Martin Luther King Jr.", "Martin Luther", "", "King", "Jr."),
        ("Martin Luther King, Jr.", "Martin Luther", "", "King", "Jr."),
        ("Lucas Cranach d. Ä.", "Lucas", "", "Cranach", "d. Ä."),
        ("Benedikt XVI.", "Benedikt", "", "", "XVI."),
        ("Wang Yi", "Yi", "", "Wang", ""),
        ("Xi Jinping", "Jinping", "", "Xi", ""),
        ("Kim Jong-un", "Jong-un", "", "Kim", ""),
        ("Ban Ki-moon", "Ki-moon", "", "Ban", ""),
        ("Nguyen Phu Trong", "Phu Trong", "", "Nguyen", ""),
        ("Kim Kardashian", "Kim", "", "Kardashian", ""),
        ("Han Solo", "Han", "", "Solo", ""),
        ("Bruce Lee", "Bruce", "", "Lee", ""),
        ("Ronaldo", "", "", "Ronaldo", ""),
    ],
)
def test_a_name_has_its_parts(
    name: str, given_name: str, particles: str, surname: str, suffix: str
) -> None:
    assert parts(name) == NameParts(given_name, particles, surname, suffix)


@given(names)
def test_the_parts_of_a_name_are_words_of_it(name: str) -> None:
    found = parts(name)
    letters = "".join(name.split())
    for part in (found.given, found.particles, found.surname):
        assert all(word in letters or word in name for word in part.split())


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Angela Merkel", True),
        ("Benedikt XVI.", True),
        ("Wang Yi", True),
        ("Merkel", False),
        ("von der Leyen", False),
        ("Le Drian", False),
        ("Madonna", False),
    ],
)
def test_a_full_name_has_a_given_name_and_a_surname(name: str, full: bool) -> None:
    assert is_full(name) is full


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Merkel", "Angela Merkel"),
        ("Angela", "Angela Merkel"),
        ("Leyen", "Ursula von der Leyen"),
        ("von der Leyen", "Ursula von der Leyen"),
        ("Ursula Leyen", "Ursula von der Leyen"),
        ("Drian", "Jean-Yves Le Drian"),
        ("Le Drian", "Jean-Yves Le Drian"),
        ("Jean Yves Le Drian", "Jean-Yves Le Drian"),
        ("Assad", "Baschar al-Assad"),
        ("Baschar Assad", "Baschar al-Assad"),
        ("Bashar al-Assad", "Baschar al-Assad"),
        ("Erdogan", "Recep Tayyip Erdoğan"),
        ("Recep Erdogan", "Recep Tayyip Erdoğan"),
        ("Sergei Lawrow", "Sergej Lawrow"),
        ("Sergey Lavrov", "Sergej Lawrow"),
        ("Lavrov", "Sergej Lawrow"),
        ("Volodymyr Zelensky", "Wolodymyr Selenskyj"),
        ("Clinton", "Bill Clinton"),
        ("Clinton", "Hillary Clinton"),
        ("George Bush", "George W. Bush"),
        ("G. W. Bush", "George Walker Bush"),
        ("Joe Biden", "Joseph Biden"),
        ("Frank Steinmeier", "Frank-Walter Steinmeier"),
        ("Mueller", "Anna Müller"),
        ("Wang", "Wang Yi"),
        ("Yi Wang", "Wang Yi"),
        ("García Márquez", "Gabriel García Márquez"),
        ("Benedikt", "Benedikt XVI."),
        ("Ronaldo", "Cristiano Ronaldo"),
        ("Martin Luther King", "Martin Luther King Jr."),
    ],
)
def test_a_short_form_may_be_the_person(short: str, full: str) -> None:
    assert may_be(short, full)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Hillary Clinton", "Bill Clinton"),
        ("George H. W. Bush", "George W. Bush"),
        ("Meyer", "Hans Meier"),
        ("Schmidt", "Renate Schmitt"),
        ("Peter Müller", "Hans-Peter Müller"),
        ("Kim Jong-il", "Kim Jong-un"),
        ("Johannes Paul II.", "Benedikt XVI."),
        ("Charles II.", "Charles III."),
        ("Lucas Cranach d. Ä.", "Lucas Cranach d. J."),
        ("Merkel", "Ursula von der Leyen"),
        ("Jong", "Kim Jong-un"),
    ],
)
def test_another_name_is_another_person(short: str, full: str) -> None:
    assert not may_be(short, full)


@given(names)
def test_a_name_may_be_itself(name: str) -> None:
    assert may_be(name, name)
    assert may_be(bare(name), bare(name))


@given(names, names)
def test_any_two_names_can_be_compared(one: str, other: str) -> None:
    assert may_be(one, other) in {True, False}


@pytest.mark.parametrize(
    ("found", "best"),
    [
        (["Merkel", "Angela Merkel", "Angela"], "Angela Merkel"),
        (["Erdogan", "Erdoğan"], "Erdoğan"),
        (["George Bush", "George W. Bush"], "George W. Bush"),
        (["von der Leyen", "Anna Weber"], "Anna Weber"),
    ],
)
def test_the_fullest_name_is_chosen(found: list[str], best: str) -> None:
    assert fullest(found) == fullest(reversed(found)) == best


@given(st.lists(names, min_size=1, max_size=5), st.randoms())
def test_the_choice_does_not_depend_on_the_order(found: list[str], random: object) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert fullest(found) == fullest(shuffled)
    assert fullest(found) in found


def test_there_is_no_fullest_of_no_names() -> None:
    with pytest.raises(ValueError, match="no name"):
        fullest([])
