"""What an article is of where no list has it: what it says itself."""

import pytest

from tasks.outlets.outlets import own_key, own_name


@pytest.mark.parametrize(
    ("source", "url", "name"),
    [
        ("Altenweser  Tageblatt ", None, "Altenweser Tageblatt"),
        ("Tageblatt", "https://tageblatt.example/1", "Tageblatt"),
        ("https://www.tageblatt.example/feed", None, "tageblatt.example"),
        ("www.tageblatt.example", None, "tageblatt.example"),
        ("regionalHeute.example", None, "regionalHeute.example"),
        ("Tageblatt/Küstenkurier", None, "Tageblatt/Küstenkurier"),
        (None, "https://www.tageblatt.example/1", "tageblatt.example"),
        ("…", "https://www.tageblatt.example/1", "tageblatt.example"),
        ("", "kein Ort", None),
        (None, None, None),
    ],
)
def test_an_article_says_itself_whose_it_is(
    source: str | None, url: str | None, name: str | None
) -> None:
    assert own_name(source, url) == name


@pytest.mark.parametrize(
    "spellings",
    [
        ("Altenweser Tageblatt", "ALTENWESER TAGEBLATT", "Altenweser Tageblatt Online"),
        ("Küstenkurier", "Kuestenkurier", "Ku\u0308sten-Kurier"),
        ("regionalHeute.example", "www.regionalheute.example"),
    ],
)
def test_spellings_of_a_name_are_one_outlet(spellings: tuple[str, ...]) -> None:
    assert len({own_key(name) for name in spellings}) == 1


def test_two_papers_of_two_domains_are_two() -> None:
    assert own_key("tageblatt.de") != own_key("tageblatt.ch")
