from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.ledger.selection import Selection

DAY = date(2026, 11, 24)


def selects(pattern: str, path: str) -> bool:
    return Selection(pattern=pattern).selects(path, DAY)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("2026-11/*", "2026-11/a.txt"),
        ("*bundestag*", "2026-11/agentur/bundestag-haushalt.txt"),
        ("*bundestag*", "bundestag.txt"),
        ("a.txt", "2026-11/a.txt"),
        ("/a.txt", "a.txt"),
        ("./2026-11/*", "2026-11/a.txt"),
        ("2026-11/", "2026-11/agentur/a.txt"),
        ("**/agentur/*", "2026-11/agentur/a.txt"),
        ("**/agentur/*", "agentur/a.txt"),
        ("2026-*/**", "2026-11/agentur/a.txt"),
        ("2026-1[01]/*.txt", "2026-10/ä.txt"),
        ("2026-1[!2]/*.txt", "2026-11/a.txt"),
        ("??.txt", "sub/öä.txt"),
        ("[a", "[a"),
        ("[]]", "]"),
    ],
)
def test_a_pattern_selects(pattern: str, path: str) -> None:
    assert selects(pattern, path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("2026-11/*", "2026-11/agentur/a.txt"),
        ("*Bundestag*", "bundestag.txt"),
        ("*bundestag*", "bundestag/a.txt"),
        ("a.txt", "ba.txt"),
        ("a.txt", "a.txt.txt"),
        ("/a.txt", "sub/a.txt"),
        ("**/agentur/*", "nachagentur/a.txt"),
        ("2026-11?*", "2026-11/a.txt"),
        ("a/[!x]b", "a//b"),
        ("[z-a]", "b"),
    ],
)
def test_a_pattern_does_not_select(pattern: str, path: str) -> None:
    assert not selects(pattern, path)


def test_files_since_a_day_include_that_day() -> None:
    assert Selection(since=DAY).selects("a.txt", DAY)
    assert not Selection(since=DAY).selects("a.txt", date(2026, 11, 23))


def test_both_conditions_must_hold() -> None:
    selection = Selection(since=DAY, pattern="*.txt")
    assert selection.selects("a.txt", DAY)
    assert not selection.selects("a.TXT", DAY)
    assert not selection.selects("a.txt", date(2020, 1, 1))


def test_an_empty_selection_takes_all() -> None:
    assert Selection().takes_all
    assert Selection(pattern="").takes_all
    assert Selection().selects("a/b.txt", date.min)
    assert not Selection(since=DAY).takes_all


NAMES = st.text("ab-.", min_size=1, max_size=6).filter(lambda name: name not in {".", ".."})


@given(st.text(alphabet="ab/*?[]!^-\\&~|.{}() \n", max_size=12), st.lists(NAMES, min_size=1))
def test_any_pattern_is_understood_and_every_plain_path_selects_itself(
    pattern: str, names: list[str]
) -> None:
    path = "/".join(names)
    selects(pattern, path)
    assert selects(path, path)
