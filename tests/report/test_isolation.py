import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from tasks.report.isolation import isolated

TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_an_override_is_shown_and_turns_nothing() -> None:
    assert isolated("Anna\u202egreB") == "Anna\\u202egreB"


def test_what_a_text_begins_ends_with_it() -> None:
    assert isolated("a\u202bb") == "\u2068a\u202bb\u202c\u2069"
    assert isolated("a\u2067b\u202ac") == "\u2068a\u2067b\u202ac\u202c\u2069\u2069"
    assert isolated("a\u2069\u202cb") == "\u2068ab\u2069"


def test_other_texts_numbers_and_markup_stay() -> None:
    for value in ("Straße „x“", "שלום", 7, None, Markup("<b>\u202e</b>")):
        assert isolated(value) is value


@given(st.text(st.sampled_from("aß" + TURNS), max_size=12))
def test_whatever_a_text_holds_is_balanced(text: str) -> None:
    opened: list[str] = []
    for char in isolated(text):
        kind = unicodedata.bidirectional(char)
        assert kind not in ("RLO", "LRO")
        if kind in ("RLE", "LRE"):
            opened.append("PDF")
        elif kind in ("RLI", "LRI", "FSI"):
            opened.append("PDI")
        elif kind in ("PDF", "PDI"):
            assert opened.pop() == kind
    assert opened == []
