import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.nlp.phrases.ages import age_of


@pytest.mark.parametrize(
    ("text", "name", "years"),
    [
        ("Peter Müller (34) starb.", "Peter Müller", 34),
        ("Peter Müller (CDU, 34) starb.", "Peter Müller", 34),
        ("Peter Müller (34, CDU) starb.", "Peter Müller", 34),
        ("Peter Müller (34 Jahre alt) starb.", "Peter Müller", 34),
        ("Peter Müller, 34, starb.", "Peter Müller", 34),
        ("Peter Müller, 34 Jahre alt, starb.", "Peter Müller", 34),
        ("Die 52-jährige Maria Weber starb.", "Maria Weber", 52),
        ("Die 52-jährige Ministerin Maria Weber starb.", "Maria Weber", 52),
        ("Die 52-jährige frühere Ministerin Maria Weber starb.", "Maria Weber", 52),
        ("Der achtzigjährige Peter Müller starb.", "Peter Müller", 80),
        ("Der fünfunddreißigjährige Peter Müller starb.", "Peter Müller", 35),
        ("Peter Müller (34.) traf.", "Peter Müller", None),
        ("Peter Müller (2011) schrieb.", "Peter Müller", None),
        ("Peter Müller (12 Jahre Haft) schwieg.", "Peter Müller", None),
        ("Peter Müller (200) schwieg.", "Peter Müller", None),
        ("Nach der 24-jährigen Herrschaft kam Peter Müller.", "Peter Müller", None),
        ("Peter Müller starb mit 34.", "Peter Müller", None),
    ],
)
def test_the_age_beside_a_name_is_read(text: str, name: str, years: int | None) -> None:
    start = text.index(name)
    age = age_of(text, start, start + len(name))
    assert (age.years if age else None) == years


PIECES = ["Der ", "34-Jährige ", "Anna ", "(34) ", "(", ")", ", 17, ", "52-jährige ", "Frau ", "\n"]


@given(st.lists(st.sampled_from(PIECES), max_size=15).map("".join), st.data())
def test_spans_lie_within_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = age_of(text, start, end)
    if found is not None:
        assert 0 <= found.start_char < found.end_char <= len(text)
        assert 0 < found.years <= 115
