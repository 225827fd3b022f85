import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.nlp.reading.trees import best_tree


def reaches_root(governors: list[int], word: int) -> bool:
    for _ in governors:
        if governors[word] == word:
            return True
        word = governors[word]
    return False


@given(st.integers(1, 12), st.integers(0, 10_000))
def test_every_word_leads_to_one_root(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32)
    governors = best_tree(scores).tolist()
    assert sum(governor == word for word, governor in enumerate(governors)) == 1
    assert all(reaches_root(governors, word) for word in range(size))


@pytest.mark.parametrize(
    ("scores", "governors"),
    [
        # Each word's best governor makes a tree.
        ([[5, 0, 0], [5, 0, 0], [0, 5, 0]], [0, 0, 1]),
        # Two words would govern each other: the cycle is left where that costs least.
        ([[0, 9, 0], [9, 0, 8], [0, 0, 5]], [1, 2, 2]),
        # Both words would be roots: one has to give way.
        ([[9, 2], [1, 8]], [0, 0]),
    ],
)
def test_the_best_tree_is_found(scores: list[list[float]], governors: list[int]) -> None:
    assert best_tree(np.array(scores, dtype=np.float32)).tolist() == governors


@given(st.integers(2, 5), st.integers(0, 1_000))
def test_no_other_tree_scores_better(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32)
    best = max(
        sum(scores[word, governor] for word, governor in enumerate(tree))
        for tree in np.ndindex(*[size] * size)
        if sum(g == w for w, g in enumerate(tree)) == 1
        and all(reaches_root(list(tree), word) for word in range(size))
    )
    found = best_tree(scores)
    assert scores[np.arange(size), found].sum() == pytest.approx(best, abs=1e-4)
