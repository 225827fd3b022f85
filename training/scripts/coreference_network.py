"""The network for coreference in torch; `tasks.nlp.coreference.network` says what it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from numpy.typing import NDArray
from torch import nn

from tasks.nlp.coreference.features import OWN_SIZES, SIZES

_OWN_WIDTH = 16


@dataclass(frozen=True, slots=True)
class Example:
    """One text: vectors (phrases, width), own features, and all pairs with whether they are right.

    `taking` are the phrases that take part; `earlier`, `later` and `same` have shape (pairs).
    """

    vectors: torch.Tensor
    own: torch.Tensor
    earlier: torch.Tensor
    later: torch.Tensor
    features: torch.Tensor
    same: torch.Tensor
    taking: torch.Tensor

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]]) -> Example:
        """Of arrays by the names of the fields."""
        return cls(**{name: torch.from_numpy(values) for name, values in arrays.items()})


class Coreference(nn.Module):  # type: ignore[misc]  # torch is not there where types are checked
    """Scores of pairs, and of each phrase for going back to nothing."""

    def __init__(self, *, vectors: int, width: int, hidden: int, drop: float) -> None:
        super().__init__()
        self.input = nn.Linear(vectors, width)
        self.own = nn.ModuleDict({n: nn.Embedding(k, _OWN_WIDTH) for n, k in OWN_SIZES.items()})
        self.mix = nn.Linear(width + _OWN_WIDTH * len(OWN_SIZES), width)
        self.earlier = nn.Linear(width, hidden)
        self.later = nn.Linear(width, hidden)
        self.product = nn.Linear(width, hidden)
        self.pair = nn.ModuleDict({n: nn.Embedding(k, hidden) for n, k in SIZES.items()})
        self.output = nn.Linear(hidden, 1)
        self.none = nn.Linear(width, hidden)
        self.none_output = nn.Linear(hidden, 1)
        self.drop = nn.Dropout(drop)
        for table in self.pair.values():
            nn.init.normal_(table.weight, std=0.1)

    def forward(self, example: Example) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores of the pairs, shape (pairs), and of nothing, shape (phrases)."""
        read = torch.relu(self.input(self.drop(example.vectors)))
        own = [table(example.own[:, n]) for n, table in enumerate(self.own.values())]
        states = self.drop(torch.relu(self.mix(torch.cat([read, *own], dim=1))))
        hidden = self.earlier(states)[example.earlier] + self.later(states)[example.later]
        hidden = hidden + self.product(states[example.earlier] * states[example.later])
        for column, table in enumerate(self.pair.values()):
            hidden = hidden + table(example.features[:, column])
        scores = self.output(self.drop(torch.relu(hidden)))[:, 0]
        none = self.none_output(self.drop(torch.relu(self.none(states))))[:, 0]
        return scores, none

    def arrays(self) -> dict[str, Any]:
        """All weights in half precision, under the names that the component reads."""
        return {
            name.removesuffix(".weight").replace("none_output", "none.output")
            if name.startswith(("own", "pair"))
            else name.replace("none_output", "none.output"): values.detach()
            .numpy()
            .astype("float16")
            for name, values in self.state_dict().items()
        }


def loss(network: Coreference, example: Example) -> torch.Tensor:
    """Summed negative log likelihood of going back to any right phrase, or rightly to nothing."""
    scores, none = network(example)
    count = len(none)
    later, same = example.later, example.same
    top = torch.full((count,), -1e9).scatter_reduce(0, later, scores.detach(), "amax")
    top = top.maximum(none.detach())
    weights, nothing = torch.exp(scores - top[later]), torch.exp(none - top)
    zero = torch.zeros(count)
    right = zero.index_add(0, later[same], weights[same])
    has_any = torch.zeros(count, dtype=torch.bool)
    has_any[later[same]] = True
    right = torch.where(has_any, right, nothing)
    whole = zero.index_add(0, later, weights) + nothing
    losses = torch.log(whole + 1e-20) - torch.log(right + 1e-20)
    return losses[example.taking].sum()
