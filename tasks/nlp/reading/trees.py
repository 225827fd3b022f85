"""Dependency trees from scores of arcs."""

from __future__ import annotations

import networkx as nx
import numpy as np
from numpy.typing import NDArray

# Governors of a word that are looked at where the best of each make no tree. More change next to
# nothing, and the library's time grows with them.
_LOOKED_AT = 6
_NOWHERE = -1


def best_tree(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """The governor of every word, its own number for the one root.

    `scores` has shape (words, words): how well a word (second axis) governs a word (first axis);
    the diagonal scores words as roots.
    """
    greedy: NDArray[np.int64] = scores.argmax(axis=1)
    if _is_tree(greedy):
        return greedy
    size = len(scores)
    # A second root costs more than all other arcs can bring.
    dear = size * (float(scores.max()) - float(scores.min())) + 1
    looked_at = min(_LOOKED_AT, size)
    best = np.argpartition(-scores, looked_at - 1, axis=1)[:, :looked_at]
    # With the likeliest root as everyone's possible governor there is always a tree.
    likeliest = int(np.diagonal(scores).argmax())
    graph = nx.DiGraph()
    for word in range(size):
        graph.add_edge(_NOWHERE, word, weight=float(scores[word, word]) - dear)
        for governor in (likeliest, *best[word].tolist()):
            if governor != word:
                graph.add_edge(governor, word, weight=float(scores[word, governor]))
    found = np.arange(size)
    for governor, word in nx.maximum_spanning_arborescence(graph).edges:
        if governor != _NOWHERE:
            found[word] = governor
    return found


def _is_tree(governors: NDArray[np.int64]) -> bool:
    """Whether there is one root, and every word leads to it."""
    if np.count_nonzero(governors == np.arange(len(governors))) != 1:
        return False
    reached = governors
    for _ in range(len(governors).bit_length()):
        reached = reached[reached]
    return bool((reached == reached[0]).all())
