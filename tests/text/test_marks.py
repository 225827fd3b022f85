import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.marks import find_marks


def marked(text: str) -> list[str]:
    return [text[m.start : m.end] for m in find_marks(text)]


@pytest.mark.parametrize(
    "pair",
    [
        "„“",
        '„"',
        "„”",
        "“”",
        "»«",
        "«»",
        '""',
        "″″",
        "＂＂",
        ",,“",
        ',,"',
        "‚‘",
        "‚’",
        "›‹",
        "‹›",
        "''",
    ],
)
def test_every_pair_of_glyphs_is_read(pair: str) -> None:
    quoted = f"{pair[:-1]}Wir gehen{pair[-1]}"
    assert marked(f"Sie sagte: {quoted}, und ging.") == [quoted]


@pytest.mark.parametrize(
    ("text", "inner", "outer"),
    [
        ("„Er sagte ‚Nein‘ zu mir“, so sie.", "‚Nein‘", "„Er sagte ‚Nein‘ zu mir“"),
        ("»Sie rief ›Komm!‹ und ging«, so er.", "›Komm!‹", "»Sie rief ›Komm!‹ und ging«"),
        ("\"Er sagte: 'Nein!'\", so sie.", "'Nein!'", "\"Er sagte: 'Nein!'\""),
    ],
)
def test_nested_marks_have_their_parent(text: str, inner: str, outer: str) -> None:
    found = find_marks(text)
    assert [text[m.start : m.end] for m in found] == [outer, inner]
    assert [m.parent for m in found] == [None, 0]


@pytest.mark.parametrize(
    "text",
    ["Wie geht's?", "Maas' Rede", 'Das Rad misst 28" vorn.', "Ein 27″ Rad.", "5' weit", "a,, b“ c"],
)
def test_apostrophes_and_measures_are_no_quotation_marks(text: str) -> None:
    assert marked(text) == []


def test_a_quotation_over_paragraphs_that_each_open_it_anew_is_one() -> None:
    text = "„Eins.\n\n„Zwei.\n\n„Drei“, sagte er."
    (found,) = find_marks(text)
    assert [text[s:e] for s, e in found.spans] == ["„Eins.", "„Zwei.", "„Drei“"]
    assert found.closed


def test_paragraphs_without_a_mark_go_on_where_a_later_one_closes() -> None:
    text = "Er sagte: «Eins.\n\nZwei.\n\nDrei», und ging."
    (found,) = find_marks(text)
    assert [text[s:e] for s, e in found.spans] == ["«Eins.", "Zwei.", "Drei»"]
    assert found.closed


@pytest.mark.parametrize(
    "later", ["Zwei.\n\n«Drei», sagte er.", "Zwei.\n\n" * 4 + "Drei» und ging."]
)
def test_a_mark_that_nothing_near_closes_stays_open(later: str) -> None:
    text = f"Er sagte: «Eins.\n\n{later}"
    first = find_marks(text)[0]
    assert (text[first.start : first.end], first.closed) == ("«Eins.", False)


def test_a_missing_closing_mark_costs_no_other_quotation() -> None:
    text = "Er sagte: „Das bleibt offen.\n\nSie sagte: „Das nicht.“ Und „dies“ auch nicht."
    assert marked(text)[-2:] == ["„Das nicht.“", "„dies“"]
    assert not find_marks(text)[0].closed


words = st.text(alphabet="abcdefgäöüß", min_size=1, max_size=8)
pairs = st.sampled_from(["„“", '„"', "»«", '""', "«»"])
parts = st.tuples(words, pairs, words, words)


@given(st.lists(parts, min_size=1, max_size=6))
def test_quotations_between_words_are_found_with_their_spans(
    pieces: list[tuple[str, str, str, str]],
) -> None:
    text, expected = "", []
    for before, pair, first, second in pieces:
        text += f"{before} sagte: "
        quoted = f"{pair[0]}{first} {second}{pair[1]}"
        expected.append((len(text), len(text) + len(quoted)))
        text += quoted + ". "
    assert [(m.start, m.end) for m in find_marks(text)] == expected


@given(st.text(alphabet="ab „“\"»«‚‘'’›‹.\n,", max_size=300))
def test_any_marks_give_valid_spans(text: str) -> None:
    found = find_marks(text)
    for number, one in enumerate(found):
        assert all(0 <= start < end <= len(text) for start, end in one.spans)
        assert one.parent is None or one.parent < number
    assert [m.start for m in found] == sorted(m.start for m in found)


@pytest.mark.parametrize("text", ['"' * 100_000, "„" * 100_000, "„a“ " * 50_000, "'" * 100_000])
def test_a_hundred_thousand_marks_take_seconds_not_minutes(text: str) -> None:
    started = time.perf_counter()
    find_marks(text)
    assert time.perf_counter() - started < 20


def test_a_chain_of_reopened_paragraphs_is_read_in_linear_time() -> None:
    started = time.perf_counter()
    (found,) = find_marks("„x\n\n" * 50_000)
    assert len(found.spans) == 50_000
    assert time.perf_counter() - started < 20


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("« Wir gehen », sagte sie.", "« Wir gehen »"),
        ('" Wir gehen ", sagte sie.', '" Wir gehen "'),
        ('Sie sagte: "...und kommen wieder."', '"...und kommen wieder."'),
    ],
)
def test_marks_set_apart_from_their_words_are_read(text: str, quoted: str) -> None:
    assert marked(text) == [quoted]
