import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tasks.nlp.quotations.candidates import TYPES
from tasks.nlp.quotations.region import AFTER, BEFORE, HEAD, region_of
from tasks.nlp.quotations.spans import GAP, SHORTEST, find_spans, likeliest

LETTERS = st.text(alphabet="OBI", min_size=1, max_size=60)
FLAT = np.zeros((len(TYPES), 3, 3), np.float32)


def scores_of(labels: str, number: int) -> np.ndarray:
    """Scores that are sure of these labels for one type, and of nothing for all others."""
    scores = np.zeros((len(labels), len(TYPES), 3), np.float32)
    scores[:, :, 0] = 10
    scores[:, number] = 0
    scores[np.arange(len(labels)), number, ["OBI".index(label) for label in labels]] = 10
    return scores


def spans(labels: str, name: str, sentences: list[int] | None = None) -> list[tuple[int, int]]:
    numbers = np.array(sentences or [0] * len(labels))
    found = find_spans(scores_of(labels, TYPES.index(name)), FLAT, numbers)
    assert all(candidate.type == name for candidate in found)
    return [candidate.spans[0] for candidate in found]


def test_a_span_begins_with_its_first_word_and_ends_before_the_next() -> None:
    assert spans("OBIIIOOOOBII", "indirect") == [(1, 5), (9, 12)]
    assert spans("BIIIBIII", "indirect_free_indirect", [0] * 4 + [1] * 4) == [(0, 4), (4, 8)]


def test_what_hardly_a_word_parts_is_one_within_a_sentence() -> None:
    assert spans("BIIOOBII", "reported") == [(0, 8)]
    assert spans("BII" + "O" * (GAP + 1) + "BII", "reported") == [(0, 3), (7, 10)]
    assert spans("BIIOBII", "reported", [0, 0, 0, 0, 1, 1, 1]) == [(0, 3), (4, 7)]


def test_a_few_words_are_nothing_unless_they_stand_in_marks() -> None:
    assert spans("OBIOOOO", "indirect") == []
    assert spans("OBIOOOO", "direct") == [(1, 3)]
    assert SHORTEST == 3


@given(LETTERS)
def test_labels_always_begin_a_span_before_they_go_on(labels: str) -> None:
    found = likeliest(scores_of(labels, 1), FLAT)[:, 1].tolist()
    assert all(now != 2 or before for before, now in zip([0, *found], found, strict=False))


@given(LETTERS)
def test_sure_labels_that_make_sense_are_kept(labels: str) -> None:
    sensible = all(
        now != "I" or before != "O" for before, now in zip("O" + labels, labels, strict=False)
    )
    if sensible:
        assert likeliest(scores_of(labels, 3), FLAT)[:, 3].tolist() == [
            "OBI".index(label) for label in labels
        ]


def test_an_empty_text_has_no_spans() -> None:
    assert find_spans(np.zeros((0, len(TYPES), 3), np.float32), FLAT, np.zeros(0, int)) == []


@given(st.integers(1, 400), st.integers(0, 399), st.integers(1, 300))
def test_a_region_is_bounded_and_holds_the_ends_of_its_quotation(
    count: int, first: int, length: int
) -> None:
    first = min(first, count - 1)
    end = min(count, first + length)
    region = region_of([(first, end)], np.arange(count) // 20)
    assert len(region.words) <= BEFORE + 2 * HEAD + AFTER
    assert {first, end - 1} <= set(region.words.tolist())
    assert (np.diff(region.words) > 0).all()
    inside = (region.words >= first) & (region.words < end)
    assert (region.places[inside] == 1).all() and (region.places[~inside] == 0).all()
    assert (region.distances[inside] == 12).all()
