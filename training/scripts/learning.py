"""Networks as they learn: a step, the running mean of their weights, how they are kept on disk."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn

from training.scripts.files import in_one_move
from training.scripts.rates import rate_at

_CLIP = 1.0

Weights = dict[str, torch.Tensor]


class Learning:
    """Networks by the names that they have on disk.

    Their optimizer's rates rise over `warm_up` steps; the running mean of their weights is over
    about the last 1 / (1 - `mean_decay`) steps. Whoever inherits calls `_begin` when they are
    ready, and `_learn` in each step.
    """

    def __init__(
        self,
        networks: Mapping[str, nn.Module],
        *,
        warm_up: int,
        mean_decay: float,
        device: torch.device,
    ) -> None:
        self.device = device
        self._networks = networks
        self._warm_up, self._mean_decay = warm_up, mean_decay
        # Losses since the last report, and what their sums are of.
        self._summed: defaultdict[str, float] = defaultdict(float)
        self._counted: Counter[str] = Counter()

    def report(self) -> dict[str, float]:
        """Mean losses since the last report."""
        found = {name: self._summed[name] / self._counted[name] for name in self._summed}
        self._summed.clear()
        self._counted.clear()
        return found

    def settle(self) -> None:
        """Go on from the mean of the weights."""
        with torch.no_grad():
            for name, values in self._named():
                values.copy_(self._mean[name])

    def save(self, path: Path, **beside: Any) -> None:
        """Write everything that a later run needs to go on, in one move."""
        state: dict[str, Any] = {name: net.state_dict() for name, net in self._networks.items()}
        state |= {"optimizer": self._optimizer.state_dict(), "mean": self._mean}
        save_whole(state | beside, path)

    def resume(self, path: Path) -> dict[str, Any]:
        """Read what `save` wrote; return what it was given beside."""
        state: dict[str, Any] = torch.load(path, map_location=self.device)
        for name, network in self._networks.items():
            network.load_state_dict(state.pop(name))
        self._optimizer.load_state_dict(state.pop("optimizer"))
        self._mean = state.pop("mean")
        return state

    def steps_done(self, checkpoint: Path, recipe: str) -> int:
        """Go on from a checkpoint of this recipe; how many steps were done, 0 without one."""
        return int(self.resume(checkpoint)["step"]) if is_of(checkpoint, recipe) else 0

    def _begin(self, optimizer: torch.optim.Optimizer) -> None:
        """Learn with this optimizer, at the rates of its groups; the mean begins anew."""
        self._optimizer = optimizer
        self._full = [group["lr"] for group in optimizer.param_groups]
        self._mean = self._copies()

    def _learn(self, loss: torch.Tensor, number: int, count: int) -> None:
        """Take the step of this number (from 0) of so many."""
        rate = rate_at(number, count, self._warm_up)
        for group, full in zip(self._optimizer.param_groups, self._full, strict=True):
            group["lr"] = full * rate
        weights = [values for _, values in self._named()]
        self._optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(weights, _CLIP)
        self._optimizer.step()
        decay = min(self._mean_decay, number / (number + 10))
        with torch.no_grad():
            torch._foreach_lerp_(list(self._mean.values()), weights, 1 - decay)

    def _count(self, name: str, loss: float, of: int = 1) -> None:
        """Note a loss for the next report."""
        self._summed[name] += loss
        self._counted[name] += of

    def _copies(self) -> Weights:
        return {name: values.detach().clone() for name, values in self._named()}

    def _named(self) -> list[tuple[str, nn.Parameter]]:
        """The weights that learn."""
        return [
            (name, values)
            for prefix, network in self._networks.items()
            for name, values in network.named_parameters(prefix)
            if values.requires_grad
        ]


def groups_of(weights: Sequence[nn.Parameter], rate: float, decay: float) -> list[dict[str, Any]]:
    """Groups for an optimizer: matrices, which decay, and all else, which does not."""
    return [
        {"params": [p for p in weights if p.ndim > 1], "lr": rate, "weight_decay": decay},
        {"params": [p for p in weights if p.ndim < 2], "lr": rate, "weight_decay": 0.0},
    ]


def save_whole(state: Mapping[str, Any], path: Path) -> None:
    """Write weights, and what goes with them, in one move."""
    with in_one_move(path) as new:
        torch.save(state, new)


def is_of(path: Path, recipe: str) -> bool:
    """Whether there are weights that were made in this way."""
    return path.is_file() and bool(torch.load(path, mmap=True).get("recipe") == recipe)


def mean_of(
    shares: Mapping[Path, float], networks: Iterable[str], device: torch.device | str = "cpu"
) -> dict[str, Weights]:
    """Networks whose weights are the mean of those of several files, each with its share.

    Wortsman et al. 2022, "Model soups".
    """
    mixed: dict[str, Weights] = {name: {} for name in networks}
    for path, share in shares.items():
        state = torch.load(path, map_location=device)
        for part, weights in mixed.items():
            for name, values in state[part].items():
                weights[name] = weights.get(name, 0) + share * values.float()
    return mixed
