"""The network that says whether quotations were said; numpy alone.

The values of each column have vectors of their own, which are added up; so are, in a smaller room,
the encoder's vectors of the words that announce the quotation, and of the quotation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from tasks.nlp.factuality.features import SIZES, Asked
from tasks.nlp.layers.vocabulary import FACTUALITIES, Factuality

Array = NDArray[np.float32]

_SAID = FACTUALITIES.index("said")


class Judge:
    """The trained network. Its arrays are those that `training.scripts.factuality` writes.

    `least` is how likely it must be that something was not said before that is held against it.
    """

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._arrays = arrays

    def odds(self, asked: Asked) -> Array:
        """The probability of each of FACTUALITIES, shape (quotations, FACTUALITIES)."""
        arrays = self._arrays
        small = np.einsum("qrw,rkw->qrk", asked.vectors, arrays["read.weight"])
        inner = (small + arrays["read.bias"]).reshape(len(small), -1)
        hidden = inner @ arrays["inner.weight"].T + arrays["inner.bias"]
        scores = np.zeros((len(small), len(FACTUALITIES)), dtype=np.float32)
        for column, name in enumerate(SIZES):
            values = asked.table[:, column]
            hidden += arrays[f"hidden.{name}"][values]
            scores += arrays[f"direct.{name}"][values]
        scores += np.maximum(hidden, 0) @ arrays["output.weight"].T + arrays["output.bias"]
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        found: Array = odds / odds.sum(axis=1, keepdims=True)
        return found

    def judge(self, asked: Asked) -> Iterator[Factuality]:
        """The factuality of each quotation."""
        return judged(self.odds(asked), float(self._arrays["least"]))


def judged(odds: Array, least: float) -> Iterator[Factuality]:
    """What these probabilities say; a quotation was said unless anything else is likely enough."""
    for row in odds:
        others = np.where(np.arange(len(row)) == _SAID, 0, row)
        unsaid = float(others.sum()) >= least
        yield FACTUALITIES[int(others.argmax())] if unsaid else "said"
