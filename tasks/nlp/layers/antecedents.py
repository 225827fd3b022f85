"""How likely each phrase goes back to each earlier one, as coreference weighs them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tasks.nlp.layers.layer import Layer


@dataclass(frozen=True, slots=True)
class Antecedents:
    """What one phrase may go back to.

    `phrase` is its number among the noun phrases, `earlier` are those of the earlier ones, and
    `scores` how much likelier each is than none, in log odds; both have shape (earlier ones).
    """

    phrase: int
    earlier: np.ndarray
    scores: np.ndarray


ANTECEDENTS: Layer[Antecedents] = Layer("antecedents", Antecedents)
"""One for each phrase that takes part, in order."""
