import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.nlp.phrases.ages import age_of, age_within, aged_mentions


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


def test_the_age_in_a_phrase_is_read() -> None:
    text = "Die 52-jährige Ministerin für Verkehr trat zurück."
    age = age_within(text, 0, 37)
    assert age is not None
    assert age.years == 52
    assert text[age.start_char : age.end_char] == "52"
    assert age_within(text, 15, 37) is None


@pytest.mark.parametrize(
    ("text", "surface", "years", "gender", "number"),
    [
        ("Der 34-Jährige floh.", "Der 34-Jährige", 34, "male", "singular"),
        ("Ein 34-Jähriger floh.", "Ein 34-Jähriger", 34, "male", "singular"),
        ("Die 52-Jährige floh.", "Die 52-Jährige", 52, "female", "singular"),
        ("Eine 52-Jährige floh.", "Eine 52-Jährige", 52, "female", "singular"),
        ("Man fand den 34-Jährigen.", "den 34-Jährigen", 34, "male", "singular"),
        ("Man half der 52-Jährigen.", "der 52-Jährigen", 52, "female", "singular"),
        ("Die 18-Jährigen flohen.", "Die 18-Jährigen", 18, "unknown", "plural"),
        ("Drei 18-Jährige flohen.", "Drei 18-Jährige", 18, "unknown", "plural"),
        ("34-Jähriger flieht", "34-Jähriger", 34, "male", "singular"),
        ("Der heute 80-Jährige lacht.", "Der heute 80-Jährige", 80, "male", "singular"),
    ],
)
def test_a_person_may_be_meant_by_the_age_alone(
    text: str, surface: str, years: int, gender: str, number: str
) -> None:
    (found,) = aged_mentions(text)
    assert text[found.start_char : found.end_char] == surface
    assert (found.years, found.gender, found.number) == (years, gender, number)


PIECES = ["Der ", "34-Jährige ", "Anna ", "(34) ", "(", ")", ", 17, ", "52-jährige ", "Frau ", "\n"]


@given(st.lists(st.sampled_from(PIECES), max_size=15).map("".join), st.data())
def test_spans_lie_within_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for found in (*aged_mentions(text), age_of(text, start, end), age_within(text, start, end)):
        if found is not None:
            assert 0 <= found.start_char < found.end_char <= len(text)
            assert 0 < found.years <= 115
