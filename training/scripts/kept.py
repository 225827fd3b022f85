"""What keeps the encoder where the other heads expect it, while it learns quotations.

The heads for names, tags, trees, lemmas and sentences read the last layer. A copy of the encoder
as it was says what they are used to, on sentences and running text that need no annotation.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Mapping, Sequence

import torch

from training.scripts.batch import Frame, make_batch
from training.scripts.examples import Example, batches, windows
from training.scripts.network import Encoder
from training.scripts.pools import Pools

# Texts of several kinds, read sentence by sentence and in windows of several.
CORPORA = ("germeval", "ud-gsd-dev", "ud-pud", "smartdata", "corpus")
# Pieces of each that are read at most, and pieces in a batch.
_MOST, _BATCH = 250_000, 2_000
# Matrices of the heads that read the last layer.
_READERS = ("linear", "arc_dependent", "arc_governor", "relation_dependent", "relation_governor")
_LEAST = 1e-3


class Kept:
    """How far the vectors of words have moved, measured as the heads see it."""

    def __init__(
        self,
        encoder: Encoder,
        heads: Mapping[str, torch.Tensor],
        texts: Sequence[Example],
        frame: Frame,
        draw: random.Random,
    ) -> None:
        self._old = copy.deepcopy(encoder).eval().requires_grad_(False)
        self._frame = frame
        self._batches = batches(list(texts), draw, most_pieces=_BATCH)
        first, *others = (self._vectors(self._old, part) for part in self._batches[:8])
        seen = torch.cat([first, *others])
        self._scale = seen.std(0).clamp(min=_LEAST)
        readers = []
        for name in _READERS:
            reader = heads[f"{name}.weight"].float()
            spread = (seen @ reader.T).std(0).clamp(min=_LEAST)
            readers.append(reader / spread[:, None] / len(reader) ** 0.5)
        self._readers = torch.cat(readers)

    def loss(self, encoder: Encoder, number: int) -> torch.Tensor:
        """Squared distance on the batch of this number, without dropout.

        The sum of two means: over channels, each beside its own spread, and over the heads, each
        beside the spread of its scores.
        """
        part = self._batches[number % len(self._batches)]
        training = encoder.training
        encoder.eval()
        moved = self._vectors(encoder, part) - self._vectors(self._old, part)
        encoder.train(training)
        seen = (moved @ self._readers.T).square().sum(-1).mean() / len(_READERS)
        return (moved / self._scale).square().mean() + seen

    def _vectors(self, encoder: Encoder, part: Sequence[Example]) -> torch.Tensor:
        """Of all words of a batch, shape (words, width)."""
        batch = make_batch(part, self._frame)
        vectors = batch.words(encoder(batch.ids, batch.mask))
        return vectors[batch.targets.sentences >= 0]


def texts_to_keep(pools: Pools, draw: random.Random) -> list[Example]:
    """Sentences alone and windows of several."""
    found: list[Example] = []
    for corpus in CORPORA:
        left = _MOST
        for window in windows(pools.of(corpus), draw):
            left -= len(window.ids)
            if left < 0:
                break
            found.append(window)
    return found
