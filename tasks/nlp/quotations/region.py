"""The words that may say who utters a quotation, described from the quotation's point of view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tasks.nlp.quotations.candidates import WordSpan

# Words read before and behind a quotation, and so many at each of its ends where it is long.
BEFORE, AFTER, HEAD = 60, 32, 32
# Values that each description may have: place, distance in words, distance in sentences.
PLACES, DISTANCES, SENTENCES = 6, 25, 9
_OUT, _IN, _BETWEEN = 0, 1, 2
_FAR = (DISTANCES - 1) // 2
_NEAR = 4
_SENTENCES_AWAY = (SENTENCES - 1) // 2


@dataclass(frozen=True, slots=True)
class Region:
    """Numbers of the words read, and their descriptions, all of shape (words read)."""

    words: NDArray[np.int64]
    places: NDArray[np.int64]
    distances: NDArray[np.int64]
    sentences: NDArray[np.int64]


def region_of(spans: Sequence[WordSpan], sentences: NDArray[np.int64]) -> Region:
    """The region of a quotation with these spans; `sentences` numbers those of all words."""
    count = len(sentences)
    first, end = spans[0][0], spans[-1][1]
    if end - first <= 2 * HEAD:
        words = np.arange(max(0, first - BEFORE), min(count, end + AFTER))
    else:
        words = np.r_[
            max(0, first - BEFORE) : first + HEAD, end - HEAD : min(count, end + AFTER)
        ].astype(np.int64)
    last = end - 1
    places = np.where((words > first) & (words < last), _BETWEEN, _OUT)
    for start, stop in spans:
        places[(words >= start) & (words < stop)] = _IN
    away = np.where(words < first, words - first, np.where(words > last, words - last, 0))
    numbers = sentences[words]
    before = np.maximum(numbers - sentences[first], -_SENTENCES_AWAY)
    behind = np.minimum(numbers - sentences[last], _SENTENCES_AWAY)
    apart = np.where(before < 0, before, np.where(behind > 0, behind, 0)) + _SENTENCES_AWAY
    return Region(words.astype(np.int64), places, _bucket(away), apart)


def _bucket(away: NDArray[np.int64]) -> NDArray[np.int64]:
    """Signed distances in steps that widen: each word at first, then two steps a doubling."""
    far = np.abs(away)
    wide = _NEAR + np.floor(np.log2(np.maximum(far, _NEAR) / _NEAR) * 2).astype(np.int64)
    steps = np.where(far < _NEAR, far, np.minimum(wide, _FAR))
    return np.where(away < 0, _FAR - steps, _FAR + steps)
