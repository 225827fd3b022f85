"""Names of one article are compared by keys: no pair is missed, and few are compared."""

from collections.abc import Callable, Sequence
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from benchmarks.long_texts import surname
from tasks.nlp.german.name_keys import NameKeys
from tasks.nlp.naming import groups as name_groups
from tasks.nlp.naming.groups import group_persons
from tasks.nlp.naming.persons import bare, is_full, may_be

GIVEN = st.sampled_from(
    [
        "Anna", "Änna", "Anna-Maria", "Anna Maria", "A.", "A. B.", "An.", "Sergej", "Sergey",
        "Jörg", "Joerg", "Bill", "William", "Will", "Yi", "Wang", "Jean-Yves", "J.-Y.", "G.W.",
        "Benedikt", ".", "-", "Hans", "Baschar", "Bashar", "Kim", "Peter", "Lena B.", "Lena C.",
    ]
)  # fmt: skip
FAMILY = st.sampled_from(
    [
        "Müller", "Mueller", "Muller", "Lawrow", "Lavrov", "Meyer", "Meier", "García Márquez",
        "Márquez", "Uribe Vélez", "Uribe", "Wang", "Yi", "Selenskyj", "Zelensky", "Maas", "Hans",
        "Estaing", "Leyen", "Assad", "Müller-Lüdenscheidt", "Lüdenscheidt",
    ]
)  # fmt: skip
PARTICLES = st.sampled_from(["", "", "", "von ", "von der ", "al-", "Al-", "d'", "d’", "d ", "Le "])
SUFFIXES = st.sampled_from(["", "", "", " jun.", " XVI.", " II.", " d. Ä."])
NAMES = st.one_of(
    st.tuples(GIVEN, st.just(" "), PARTICLES, FAMILY, SUFFIXES).map("".join),
    st.tuples(PARTICLES, FAMILY, SUFFIXES).map("".join),
    st.tuples(GIVEN, SUFFIXES).map("".join),
    st.tuples(FAMILY, st.just(" "), GIVEN).map("".join),
)


def grouped(names: Sequence[str]) -> list[list[int]]:
    words: list[str] = []
    spans = []
    for name in names:
        spans.append((len(words), len(words) + len(name.split())))
        words += [*name.split(), "kam"]
    doc = Doc(Vocab(), words=words)
    ents = [Span(doc, start, end, label="PER") for start, end in spans]
    return group_persons(ents, range(len(ents)), [bare(ent.text) for ent in ents])


@settings(deadline=None)
@given(st.sets(NAMES, min_size=2, max_size=8))
def test_names_that_may_be_one_have_a_key_in_common(names: set[str]) -> None:
    for name, other in permutations(map(bare, names), 2):
        keys, others = NameKeys(name), NameKeys(other)
        if is_full(name) and is_full(other) and (may_be(name, other) or may_be(other, name)):
            assert set(keys.wanted_by_full()) & set(others.offered_to_full()), (name, other)
        elif is_full(other) and not is_full(name) and may_be(name, other):
            assert set(keys.wanted_by_short()) & set(others.offered_to_short()), (name, other)


@pytest.mark.parametrize(
    ("form", "most"),
    [
        (lambda n: f"Anna {surname(n)}", 1),
        (lambda n: f"{surname(n)} Müller", 1),
        (lambda n: f"{surname(n)} von Müller", 1),
        (lambda n: f"{surname(n)} {surname(n + 1)}", 1),
        (lambda n: f"A. {surname(n)}", 1),
        (lambda n: f"Benedikt {'I' * (n + 1)}." if n < 100 else f"Benedikt {surname(n)}", 20),
        (lambda n: surname(n // 2) if n % 2 else f"Anna {surname(n // 2)}", 4),
        # Who has them all can only be limited: each with 200 persons, asked both ways.
        (lambda n: f"Anna {surname(n)} Müller", 400),
    ],
)
def test_a_list_of_names_takes_comparisons_for_each_and_not_for_each_pair(
    form: Callable[[int], str], most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = 0

    def counted(short: str, full: str) -> bool:
        nonlocal compared
        compared += 1
        return may_be(short, full)

    monkeypatch.setattr(name_groups, "may_be", counted)
    names = 600
    groups = grouped([form(number) for number in range(names)])
    assert sorted(number for group in groups for number in group) == list(range(names))
    # Each with each, asked both ways, is 359,400.
    assert compared <= most * names


def test_a_surname_of_many_is_nobodys_and_of_one_is_his() -> None:
    many = [f"{surname(number)} Müller" for number in range(150)]
    assert grouped([*many, "Müller"])[-1] == [150]
    assert grouped(["Anna Berg", *many, "Berg"])[0] == [0, 151]
