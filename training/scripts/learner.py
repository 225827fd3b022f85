"""Encoder and heads in training: what a step is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch

from training.scripts.batch import Frame, make_batch
from training.scripts.examples import Example
from training.scripts.learning import Learning, groups_of
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
        losses, words = losses_of(self.encoder, self.heads, examples, self._frame, masked)
        for head, value in losses.items():
            self._count(head, value.item(), words)
        self._learn(weighed(losses, self._weights) / words, number, count)


def losses_of(
    encoder: Encoder, heads: Heads, examples: Sequence[Example], frame: Frame, masked: float
) -> tuple[dict[str, torch.Tensor], int]:
    """The summed loss of each head that has something to learn, and the number of words.

    So large a part of the pieces as `masked` says, by chance, is made unknown.
    """
    device = encoder.pos.device
    batch = make_batch(examples, frame).to(device)
    hidden = (torch.rand(batch.ids.shape, device=device) < masked) & (batch.ids > frame.last)
    vectors = encoder(batch.ids.masked_fill(hidden, frame.unknown), batch.mask)
    losses = heads.losses(batch.words(vectors), batch.targets)
    return losses, max(1, sum(len(example.firsts) for example in examples))


def weighed(losses: Mapping[str, torch.Tensor], weights: Mapping[str, float]) -> torch.Tensor:
    """Their sum, each counting as much as the weights say, 1 where they do not."""
    return torch.stack([weights.get(head, 1.0) * value for head, value in losses.items()]).sum()
