"""The network that says which earlier phrase a phrase goes back to; numpy alone.

A phrase is described by the encoder's vectors of its head, its first token and the head's governor,
and by features of its own. For each pair, what both are, their product and the pair's features
make a score; a phrase that goes back to nothing has a score of its own. After the mention-ranking
networks of coreference research (Wiseman et al. 2015; Lee et al. 2017).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from tasks.nlp.coreference.features import OWN_SIZES, SIZES, Described, describe_pairs
from tasks.nlp.layers.phrases import NounPhrase

# How many earlier phrases a phrase is compared with; of names and repeated words, farther ones too.
REACH = 40
_FARTHER = 40
# Phrases that are scored in one go, which bounds the memory of a long text.
_CHUNK = 256

Array = NDArray[np.float32]


def refers(phrase: NounPhrase) -> bool:
    """Whether a phrase takes part: the third person, and no reflexive."""
    return phrase.kind != "reflexive" and phrase.person == 3


def pairs(
    phrases: Sequence[NounPhrase], described: Described
) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Each phrase that takes part, with the earlier ones that it is compared with, ascending."""
    earlier: list[int] = []
    by_stem: dict[int, list[int]] = {}
    names: list[int] = []
    for number, phrase in enumerate(phrases):
        if not refers(phrase):
            continue
        near = earlier[-REACH:]
        far: set[int] = set()
        if phrase.kind in ("name", "nominal"):
            stem = int(described.stems[number])
            far = {*names[-_FARTHER:], *by_stem.get(stem, [])[-_FARTHER:]}
            by_stem.setdefault(stem, []).append(number)
        yield number, np.array(sorted(far | set(near)), dtype=np.int64)
        earlier.append(number)
        if phrase.kind == "name":
            names.append(number)


def vectors_of(described: Described, tensor: Array) -> Array:
    """What the encoder says of each phrase, shape (phrases, 3 times its width)."""
    found: Array = np.concatenate(
        [tensor[described.heads], tensor[described.firsts], tensor[described.verbs]], axis=1
    )
    return found


class Scorer:
    """The trained network. Its arrays are those that `training.scripts.coreference` writes."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._arrays = arrays

    def score(
        self, phrases: Sequence[NounPhrase], described: Described, tensor: Array
    ) -> Iterator[tuple[int, NDArray[np.int64], Array]]:
        """Each phrase that takes part, the earlier ones, and how much likelier each is than none.

        The scores are differences of log odds, of shape (earlier ones).
        """
        arrays = self._arrays
        if not phrases:
            return
        read = _relu(self._linear("input", vectors_of(described, tensor)))
        own = [arrays[f"own.{name}"][described.own[:, n]] for n, name in enumerate(OWN_SIZES)]
        states = _relu(self._linear("mix", np.concatenate([read, *own], axis=1)))
        first, second = self._linear("earlier", states), self._linear("later", states)
        none = self._linear("none.output", _relu(self._linear("none", states)))[:, 0]
        waiting = list(pairs(phrases, described))
        for start in range(0, len(waiting), _CHUNK):
            chunk = waiting[start : start + _CHUNK]
            earlier = np.concatenate([found for _, found in chunk])
            later = np.repeat([number for number, _ in chunk], [len(found) for _, found in chunk])
            hidden = first[earlier] + second[later]
            hidden += self._linear("product", states[earlier] * states[later])
            features = describe_pairs(described, earlier, later)
            for column, name in enumerate(SIZES):
                hidden += arrays[f"pair.{name}"][features[:, column]]
            scores = self._linear("output", _relu(hidden))[:, 0] - none[later]
            ends = np.cumsum([len(found) for _, found in chunk])
            for (number, found), end in zip(chunk, ends.tolist(), strict=True):
                yield number, found, scores[end - len(found) : end]

    def _linear(self, name: str, values: Array) -> Array:
        found: Array = values @ self._arrays[f"{name}.weight"].T + self._arrays[f"{name}.bias"]
        return found


def _relu(values: Array) -> Array:
    found: Array = np.maximum(values, 0)
    return found
