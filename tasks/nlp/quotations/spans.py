"""From scores of words to spans of quotations: the likeliest sequence of labels for each type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from tasks.nlp.layers.vocabulary import QuoteType

# QUOTE_TYPES in the order of the network's outputs.
TYPES: tuple[QuoteType, ...] = (
    "direct",
    "indirect",
    "indirect_free_indirect",
    "reported",
    "free_indirect",
)
OUTSIDE, BEGIN, INSIDE = 0, 1, 2
_NEVER = -1e4
# Two spans of one type in a sentence that are no further apart are one, in words; what is
# shorter is none, save for what stands in quotation marks.
GAP, SHORTEST = 3, 3
# Words by which candidates are looked up.
_STRETCH = 16

WordSpan = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quotation as words `start` to `end` of each of its spans, in order.

    `sureness` is the mean margin, in log odds, by which its words belong to it. `rules` names
    what made or altered it; candidates are equal whatever did.
    """

    type: QuoteType
    spans: tuple[WordSpan, ...]
    sureness: float
    rules: tuple[str, ...] = field(default=(), compare=False)

    @property
    def first(self) -> int:
        """Number of its first word."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Number behind its last word."""
        return self.spans[-1][1]

    def joined_with(self, later: Candidate) -> Candidate:
        """Both as one, which is as sure as the less sure of them."""
        return replace(
            self,
            spans=(*self.spans, *later.spans),
            sureness=min(self.sureness, later.sureness),
            rules=tuple(dict.fromkeys((*self.rules, *later.rules))),
        )


def shared_of_both(one: Sequence[WordSpan], two: Sequence[WordSpan]) -> float:
    """How much of two lists of spans is in both, from 0 to 1; neither is empty."""
    shared = sum(
        max(0, min(end, stop) - max(start, first)) for start, end in one for first, stop in two
    )
    return 2 * shared / sum(end - start for start, end in (*one, *two))


class Overlaps:
    """Candidates by the words between their first and their last, so that few are compared."""

    def __init__(self, candidates: Iterable[Candidate] = ()) -> None:
        self._at: defaultdict[int, list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            self.add(candidate)

    def add(self, candidate: Candidate) -> None:
        """Take in one more."""
        for stretch in _stretches(candidate):
            self._at[stretch].append(candidate)

    def with_words_of(self, candidate: Candidate) -> list[Candidate]:
        """Those that may have words in common with one."""
        found = (other for stretch in _stretches(candidate) for other in self._at.get(stretch, ()))
        return list({id(other): other for other in found}.values())


def _stretches(candidate: Candidate) -> range:
    return range(candidate.first // _STRETCH, (candidate.end - 1) // _STRETCH + 1)


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
