from hypothesis import given
from hypothesis import strategies as st

from tasks.nlp.reading.windows import cut_windows

lengths = st.integers(0, 2000)
ends = st.lists(st.integers(1, 2000), max_size=80).map(lambda numbers: sorted(set(numbers)))


@given(lengths, ends)
def test_every_piece_is_kept_from_exactly_one_window(length: int, ends: list[int]) -> None:
    windows = cut_windows(length, ends, window=60, overlap=12)
    kept = [piece for w in windows for piece in range(w.keep_from, w.keep_to)]
    assert kept == list(range(length))


@given(lengths, ends)
def test_no_window_is_longer_than_allowed_and_each_reads_what_it_keeps(
    length: int, ends: list[int]
) -> None:
    for window in cut_windows(length, ends, window=60, overlap=12):
        assert 0 < window.end - window.start <= 60
        assert window.start <= window.keep_from < window.keep_to <= window.end


def test_windows_end_and_start_where_sentences_do() -> None:
    windows = cut_windows(100, [25, 50, 75], window=60, overlap=20)
    assert [(w.start, w.end) for w in windows] == [(0, 50), (25, 75), (50, 100)]
    assert [w.keep_to for w in windows] == [37, 62, 100]
