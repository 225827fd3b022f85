"""One network in training: what a step is, and how it is kept on disk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

from training.scripts.batch import Frame, make_batch
from training.scripts.examples import Example
from training.scripts.network import Encoder, Heads
from training.scripts.rates import rate_at

_CLIP = 1.0


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


class Learner:
    """Encoder and heads, their optimizer, and the running mean of their weights."""

    def __init__(
        self,
        encoder: Encoder,
        heads: Heads,
        frame: Frame,
        *,
        rates: Rates,
    ) -> None:
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.encoder, self.heads = encoder.to(self.device), heads.to(self.device)
        self._frame, self._rates = frame, rates
        self._weights: Mapping[str, float] = {}
        learned = [p for p in encoder.parameters() if p.requires_grad]
        groups = [
            {
                "params": [p for p in learned if p.ndim > 1],
                "lr": rates.encoder,
                "weight_decay": rates.decay,
            },
            {
                "params": [p for p in learned if p.ndim < 2],
                "lr": rates.encoder,
                "weight_decay": 0.0,
            },
            {"params": list(heads.parameters()), "lr": rates.heads, "weight_decay": 0.0},
        ]
        self._optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=True)
        self._full = [group["lr"] for group in self._optimizer.param_groups]
        self._mean = {name: p.detach().clone() for name, p in self._named()}
        # Mean loss a word, by head, since the last report.
        self._summed: Counter[str] = Counter()
        self._words: Counter[str] = Counter()

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
        self._set_rate(number, count)
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
            self._summed[head] += value.item()
            self._words[head] += words
        self._optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_([p for _, p in self._named()], _CLIP)
        self._optimizer.step()
        decay = min(self._rates.mean_decay, number / (number + 10))
        with torch.no_grad():
            torch._foreach_lerp_(
                list(self._mean.values()), [p for _, p in self._named()], 1 - decay
            )

    def report(self) -> dict[str, float]:
        """Mean loss of the heads since the last report."""
        found = {head: self._summed[head] / self._words[head] for head in self._summed}
        self._summed.clear()
        self._words.clear()
        return found

    def blend(self, shares: Mapping[Path, float]) -> None:
        """Begin anew from the mean of the weights of several files that `save` wrote.

        Each has its share (Wortsman et al. 2022, "Model soups").
        """
        mixed: dict[str, dict[str, torch.Tensor]] = {"encoder": {}, "heads": {}}
        for path, share in shares.items():
            state = torch.load(path, map_location=self.device)
            for part, weights in mixed.items():
                for name, values in state[part].items():
                    weights[name] = weights.get(name, 0) + share * values.float()
        self.encoder.load_state_dict(mixed["encoder"])
        self.heads.load_state_dict(mixed["heads"])
        self._optimizer.state.clear()
        self._mean = {name: p.detach().clone() for name, p in self._named()}

    def settle(self) -> None:
        """Go on from the mean of the weights."""
        with torch.no_grad():
            for name, values in self._named():
                values.copy_(self._mean[name])

    def save(self, path: Path, **beside: Any) -> None:
        """Write everything that a later run needs to go on, in one move."""
        state = {
            "encoder": self.encoder.state_dict(),
            "heads": self.heads.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "mean": self._mean,
        }
        torch.save(state | beside, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def resume(self, path: Path) -> dict[str, Any]:
        """Read what `save` wrote; return what it was given beside."""
        state: dict[str, Any] = torch.load(path, map_location=self.device)
        self.encoder.load_state_dict(state.pop("encoder"))
        self.heads.load_state_dict(state.pop("heads"))
        self._optimizer.load_state_dict(state.pop("optimizer"))
        self._mean = state.pop("mean")
        return state

    def _set_rate(self, number: int, count: int) -> None:
        rate = rate_at(number, count, self._rates.warm_up)
        for group, full in zip(self._optimizer.param_groups, self._full, strict=True):
            group["lr"] = full * rate

    def _named(self) -> list[tuple[str, nn.Parameter]]:
        named = [*self.encoder.named_parameters("encoder"), *self.heads.named_parameters("heads")]
        return [(name, values) for name, values in named if values.requires_grad]
