import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.nlp.reading.punctuation import attach

# Words and the numbers of their governors; a root's is its own, a mark's is left open.
SENTENCES = {
    "the full stop on the root": ("Sie geht .", [1, 1, None], {2: 1}),
    "a comma on the clause behind it": (
        "Er weiß , dass sie geht .",
        [1, 1, None, 5, 5, 1, None],
        {2: 5, 6: 1},
    ),
    "a comma on the clause before it": (
        "Dass sie geht , weiß er .",
        [2, 2, 4, None, 4, 4, None],
        {3: 2, 6: 4},
    ),
    "commas of a list on the members": (
        "Bonn , Köln und Essen feiern",
        [5, None, 0, 4, 0, 5],
        {1: 2},
    ),
    "quotation marks on the head of what they enclose": (
        "„ Wir gehen “ , sagte sie .",
        [None, 2, 5, None, None, 5, 5, None],
        {0: 2, 3: 2, 4: 2, 7: 5},
    ),
    "brackets on the head of what they enclose": (
        "Das THW ( Bonn ) hilft",
        [1, 5, None, 1, None, 5],
        {2: 3, 4: 3},
    ),
    "a mark before all words on the first": ("– Der Rat tagt", [None, 2, 3, 3], {0: 1}),
    "marks alone on the first": ("… ! ?", [None, None, None], {0: 0, 1: 0, 2: 0}),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_marks_hang_where_the_guidelines_say(name: str) -> None:
    text, governors, expected = SENTENCES[name]
    marks = [governor is None for governor in governors]
    found = attach(text.split(), [governor or 0 for governor in governors], marks)
    assert {number: found[number] for number in expected} == expected
    assert [f for f, mark in zip(found, marks, strict=True) if not mark] == [
        governor for governor in governors if governor is not None
    ]


@st.composite
def sentences(draw: st.DrawFn) -> tuple[list[str], list[int], list[bool]]:
    """Words in any tree, with any marks between."""
    count = draw(st.integers(1, 12))
    order = draw(st.permutations(range(count)))
    governors = list(range(count))
    marks = [False] * count
    forms = ["Wort"] * count
    placed: list[int] = []
    for number in order:
        if draw(st.booleans()):
            marks[number] = True
            forms[number] = draw(st.sampled_from('.,–„“»«"()‚’'))
        elif placed:
            governors[number] = draw(st.sampled_from(placed))
            placed.append(number)
        else:
            placed.append(number)
    return forms, governors, marks


@given(sentences())
def test_the_tree_stays_a_tree_and_marks_govern_nothing(
    sentence: tuple[list[str], list[int], list[bool]],
) -> None:
    forms, governors, marks = sentence
    found = attach(forms, governors, marks)
    if all(marks):
        assert found == [0] * len(forms)
        return
    assert sum(governor == number for number, governor in enumerate(found)) == 1
    assert not any(marks[governor] for governor in found)
    assert all(
        found[number] == governors[number] for number in range(len(forms)) if not marks[number]
    )
