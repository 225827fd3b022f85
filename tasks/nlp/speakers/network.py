"""The network that weighs candidates for the speaker of a quotation; numpy alone.

The values of each column have vectors of their own, which are added up; so are, in a smaller room,
the encoder's vectors of the words for the speaker, of the quotation, of the candidate's names and
of its nearest mention, and the products of the first with the last two.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from tasks.nlp.speakers.features import SIZES, Asked

Array = NDArray[np.float32]

READ = ("head", "quote", "names", "near")
"""What is read of the encoder's vectors, in this order."""
_LONGEST = 60
_LEAST = 1e-6


def vectors_of(asked: Asked, tensor: Array) -> Array:
    """What the encoder says, (candidates, READ, width), each of the same length or nothing."""
    count, width = len(asked.candidates), tensor.shape[1]
    found = np.zeros((count, len(READ), width), dtype=np.float32)
    if asked.head >= 0:
        found[:, 0] = tensor[asked.head]
    if asked.first < asked.end:
        found[:, 1] = tensor[asked.first : min(asked.end, asked.first + _LONGEST)].mean(axis=0)
    for row, (names, near) in enumerate(zip(asked.names, asked.near, strict=True)):
        if names:
            found[row, 2] = tensor[list(names)].mean(axis=0)
        if near >= 0:
            found[row, 3] = tensor[near]
    length = np.linalg.norm(found, axis=-1, keepdims=True)
    scaled: Array = found / np.maximum(length, _LEAST) * np.sqrt(np.float32(width)) / 2
    return scaled


class Weigher:
    """The trained network. Its arrays are those that `training.scripts.speakers` writes."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._arrays = arrays

    def weigh(self, asked: Asked, tensor: Array) -> Array:
        """The probability of each candidate, shape (candidates)."""
        arrays = self._arrays
        read = vectors_of(asked, tensor)
        small = np.einsum("crw,rkw->crk", read, arrays["read.weight"]) + arrays["read.bias"]
        products = small[:, :1] * small[:, 2:]
        inner = np.concatenate([small, products], axis=1).reshape(len(small), -1)
        hidden = inner @ arrays["inner.weight"].T + arrays["inner.bias"]
        direct = np.zeros(len(small), dtype=np.float32)
        for column, name in enumerate(SIZES):
            values = asked.table[:, column]
            hidden += arrays[f"hidden.{name}"][values]
            direct += arrays[f"direct.{name}"][values, 0]
        scores = direct + np.maximum(hidden, 0) @ arrays["output.weight"][0]
        scores = scores * arrays["sharpness"]
        odds = np.exp(scores - scores.max())
        found: Array = odds / odds.sum()
        return found
