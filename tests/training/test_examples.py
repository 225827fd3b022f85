"""Windows to learn from; nothing here needs torch or the corpora."""

import random

from hypothesis import given
from hypothesis import strategies as st

from training.scripts.examples import Example, batches, join, windows
from training.scripts.labels import IGNORED


@st.composite
def sentences(draw: st.DrawFn) -> list[Example]:
    """Sentences of words of one piece; each word hangs on the first one."""
    found = []
    for number, size in enumerate(draw(st.lists(st.integers(1, 60), min_size=1, max_size=30))):
        head = draw(st.sampled_from(["pos", "germeval"]))
        found.append(
            Example(
                ids=[1000 * number + word for word in range(size)],
                firsts=list(range(size)),
                classes={head: [number] * size},
                governors=[0] * size,
                relations=[number] * size,
                sentences=[0] * size,
            )
        )
    return found


@given(sentences(), st.integers(0, 99))
def test_windows_lose_nothing_and_keep_neighbours_together(parts: list[Example], seed: int) -> None:
    found = windows(parts, random.Random(seed), mixed=False)
    assert [i for window in found for i in window.ids] == [i for part in parts for i in part.ids]


@given(sentences())
def test_a_joined_sentence_keeps_its_tree_and_its_labels(parts: list[Example]) -> None:
    whole = join(parts)
    first = 0
    for number, part in enumerate(parts):
        words = range(first, min(first + len(part.firsts), len(whole.firsts)))
        for word in words:
            assert whole.governors[word] == first
            assert whole.sentences[word] == number
            for head, classes in whole.classes.items():
                assert classes[word] == (number if head in part.classes else IGNORED)
        first += len(part.firsts)


@given(sentences(), st.integers(100, 500))
def test_a_batch_is_no_larger_than_asked_for(parts: list[Example], most: int) -> None:
    found = batches(list(parts), random.Random(0), most_pieces=most)
    assert sorted(i for batch in found for one in batch for i in one.ids) == sorted(
        i for part in parts for i in part.ids
    )
    for batch in found:
        size = len(batch) * (max(len(one.ids) for one in batch) + 2)
        assert size <= most or len(batch) == 1
