"""From scores of words to spans of quotations: the likeliest sequence of labels for each type."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tasks.nlp.quotations.candidates import TYPES, Candidate, WordSpan

OUTSIDE, BEGIN, INSIDE = 0, 1, 2
_NEVER = -1e4
# Two spans of one type in a sentence that are no further apart are one, in words; what is
# shorter is none, save for what stands in quotation marks.
GAP, SHORTEST = 3, 3


def find_spans(
    scores: NDArray[np.float32],
    transitions: NDArray[np.float32],
    sentences: NDArray[np.int64],
) -> list[Candidate]:
    """Spans of each type, by type and position.

    `scores` has shape (words, types, labels), `transitions` (types, labels, labels),
    `sentences` (words) the number of each word's sentence.
    """
    if not len(scores):
        return []
    labels = likeliest(scores, transitions)
    margins = scores[..., 1:].max(axis=-1) - scores[..., OUTSIDE]
    found = []
    for number, name in enumerate(TYPES):
        for start, end in _joined(_runs(labels[:, number]), sentences):
            if end - start >= SHORTEST or name == "direct":
                sureness = float(margins[start:end, number].mean())
                found.append(Candidate(name, ((start, end),), sureness))
    return found


def likeliest(scores: NDArray[np.float32], transitions: NDArray[np.float32]) -> NDArray[np.int64]:
    """The likeliest labels, shape (words, types), each type for itself (Viterbi 1967).

    A span begins with BEGIN, also at the start of the text.
    """
    words, types, labels = scores.shape
    allowed = transitions.copy()
    allowed[:, OUTSIDE, INSIDE] = _NEVER
    best = scores[0].copy()
    best[:, INSIDE] += _NEVER
    back = np.zeros((words, types, labels), dtype=np.int8)
    for word in range(1, words):
        paths = best[:, :, None] + allowed
        back[word] = paths.argmax(axis=1)
        best = paths.max(axis=1) + scores[word]
    found = np.zeros((words, types), dtype=np.int64)
    found[-1] = best.argmax(axis=1)
    every = np.arange(types)
    for word in range(words - 1, 0, -1):
        found[word - 1] = back[word, every, found[word]]
    return found


def _runs(labels: NDArray[np.int64]) -> list[WordSpan]:
    runs: list[WordSpan] = []
    for word in np.flatnonzero(labels).tolist():
        if labels[word] == INSIDE and runs and runs[-1][1] == word:
            runs[-1] = (runs[-1][0], word + 1)
        else:
            runs.append((word, word + 1))
    return runs


def _joined(runs: Sequence[WordSpan], sentences: NDArray[np.int64]) -> list[WordSpan]:
    """Runs of one sentence with hardly a word between them as one."""
    joined: list[WordSpan] = []
    for start, end in runs:
        if (
            joined
            and start - joined[-1][1] <= GAP
            and sentences[start] == sentences[joined[-1][1] - 1]
        ):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
