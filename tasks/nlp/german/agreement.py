"""One label for one name throughout an article, unless the text says otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# A mention keeps its own label where it is so much surer of it (difference of log
# probabilities) than of the one that the article's other mentions agree on.
_SURE = 6.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name as one sentence sees it: words, number of its label, log probability of each."""

    words: tuple[str, ...]
    label: int
    scores: NDArray[np.float32]


def agree(candidates: Sequence[Candidate], *, person: int) -> list[int]:
    """Labels of the names of one article.

    Mentions with the same words vote with their log probabilities, and so does a person's full
    name for its last word: "Jens Stoltenberg" makes "Stoltenberg" a person. A genitive is the
    same name where the article has that, too. `person` is the number of the persons' label.
    """
    keys = _keys([candidate.words for candidate in candidates])
    votes: defaultdict[tuple[str, ...], NDArray[np.float32]] = defaultdict(
        lambda: np.zeros(len(candidates[0].scores), dtype=np.float32)
    )
    for key, candidate in zip(keys, candidates, strict=True):
        votes[key] = votes[key] + candidate.scores
    singles = {key for key in keys if len(key) == 1}
    for key, candidate in zip(keys, candidates, strict=True):
        if len(key) > 1 and candidate.label == person and key[-1:] in singles:
            votes[key[-1:]] = votes[key[-1:]] + candidate.scores
    labels = []
    for key, candidate in zip(keys, candidates, strict=True):
        agreed = int(votes[key].argmax())
        surer = candidate.scores[candidate.label] - candidate.scores[agreed]
        labels.append(candidate.label if surer > _SURE else agreed)
    return labels


def _keys(names: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The words of every name, without the genitive's s where the article has it without."""
    forms = set(names) | {name[-1:] for name in names}

    def key(name: tuple[str, ...]) -> tuple[str, ...]:
        last = name[-1]
        for ending in ("s", "'", "’"):
            short = (*name[:-1], last.removesuffix(ending))
            if last != short[-1] and (short in forms or (short[-1],) in forms):
                return short
        return name

    return [key(name) for name in names]
