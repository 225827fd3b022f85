"""Encoder and heads in training: what a step is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from training.scripts.batch import Frame, make_batch
from training.scripts.examples import Example
from training.scripts.learning import Learning, groups_of, mean_of
from training.scripts.network import Encoder, Heads


@dataclass(frozen=True)
class Rates:
    """Learning rates and what goes with them; `warm_up` counts steps.

    The shipped weights are a running mean over about the last 1 / (1 - `mean_decay`) steps.
    """

    encoder: float
    heads: float
    decay: float
    warm_up: int
    mean_decay: float


class Learner(Learning):
    """Encoder and heads, their optimizer, and the running mean of their weights."""

    def __init__(
        self,
        encoder: Encoder,
        heads: Heads,
        frame: Frame,
        *,
        rates: Rates,
    ) -> None:
        device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.encoder, self.heads = encoder.to(device), heads.to(device)
        super().__init__(
            {"encoder": self.encoder, "heads": self.heads},
            warm_up=rates.warm_up,
            mean_decay=rates.mean_decay,
            device=device,
        )
        self._frame = frame
        self._weights: Mapping[str, float] = {}
        learned = [p for p in encoder.parameters() if p.requires_grad]
        groups = [
            *groups_of(learned, rates.encoder, rates.decay),
            {"params": list(heads.parameters()), "lr": rates.heads, "weight_decay": 0.0},
        ]
        self._begin(torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=True))

    def weigh(self, weights: Mapping[str, float]) -> None:
        """From now on, what each head's loss counts; 1 where nothing is said."""
        self._weights = weights

    def step(
        self, examples: Sequence[Example], number: int, count: int, *, masked: float = 0.0
    ) -> None:
        """Learn from a batch, the one of this number (from 0) of so many in the stage.

        So large a part of the pieces, by chance, is made unknown.
        """
        self.encoder.train()
        self.heads.train()
        batch = make_batch(examples, self._frame).to(self.device)
        hidden = (torch.rand(batch.ids.shape, device=self.device) < masked) & (
            batch.ids > self._frame.last
        )
        vectors = self.encoder(batch.ids.masked_fill(hidden, self._frame.unknown), batch.mask)
        losses = self.heads.losses(batch.words(vectors), batch.targets)
        words = max(1, sum(len(example.firsts) for example in examples))
        loss = torch.zeros((), device=self.device)
        for head, value in losses.items():
            loss = loss + self._weights.get(head, 1.0) * value / words
            self._count(head, value.item(), words)
        self._learn(loss, number, count)

    def blend(self, shares: Mapping[Path, float]) -> None:
        """Begin anew from the mean of the weights of several files that `save` wrote."""
        for name, weights in mean_of(shares, self._networks, self.device).items():
            self._networks[name].load_state_dict(weights)
        self._optimizer.state.clear()
        self._mean = self._copies()
