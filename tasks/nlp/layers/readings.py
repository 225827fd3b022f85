"""What the encoder read in each window, kept on a doc for the component that reads on from there.

The shipped vectors of an article are stitched together from windows. Layers that look from word
to word need each window as it was read: across a seam, positions do not add up.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from tasks.nlp.layers.layer import Layer


@dataclass(frozen=True, slots=True)
class Reading:
    """One window of the encoder, by tokens of the doc.

    `tokens` are the tokens that were read, white space left out, and `vectors` what was found
    for them, shape (tokens, width). Those from `keep_from` to `keep_to` (positions in `tokens`)
    are kept from this window, others from its neighbours.
    """

    tokens: NDArray[np.int64]
    vectors: NDArray[np.float32]
    keep_from: int
    keep_to: int


READINGS: Layer[Reading] = Layer("readings", Reading)


def take_readings(doc: Doc) -> list[Reading]:
    """The doc's readings, which it then no longer has.

    Raises ValueError where the encoder left none.
    """
    if not READINGS.is_on(doc):
        raise ValueError("the doc was not read by an encoder that serves quotations")
    return list(READINGS.take(doc))
