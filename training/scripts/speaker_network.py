"""The network for speakers in torch; `tasks.nlp.speakers.network` says what it is."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import nn

from tasks.nlp.speakers.features import SIZES
from tasks.nlp.speakers.network import READ


class Weigher(nn.Module):  # type: ignore[misc]  # torch is not there where types are checked
    """Scores of candidates."""

    def __init__(self, *, vectors: int, read: int, hidden: int, drop: float, unread: float) -> None:
        super().__init__()
        self.read = nn.Parameter(torch.randn(len(READ), read, vectors) / vectors**0.5)
        self.read_bias = nn.Parameter(torch.zeros(len(READ), read))
        self.inner = nn.Linear((2 * len(READ) - 2) * read, hidden)
        self.hidden = nn.ModuleDict({name: nn.Embedding(n, hidden) for name, n in SIZES.items()})
        self.direct = nn.ModuleDict({name: nn.Embedding(n, 1) for name, n in SIZES.items()})
        self.output = nn.Linear(hidden, 1, bias=False)
        self.drop, self.unread = nn.Dropout(drop), nn.Dropout(unread)
        for table in self.hidden.values():
            nn.init.normal_(table.weight, std=0.05)
        for table in self.direct.values():
            nn.init.zeros_(table.weight)

    def forward(self, table: torch.Tensor, vectors: torch.Tensor) -> torch.Tensor:
        """Scores, shape (candidates); `table` and `vectors` are as in `speaker_examples`."""
        small = torch.einsum("crw,rkw->crk", self.unread(vectors), self.read) + self.read_bias
        inner = torch.cat([small, small[:, :1] * small[:, 2:]], dim=1).flatten(1)
        hidden = self.inner(inner)
        direct = torch.zeros(len(table))
        for column, name in enumerate(SIZES):
            hidden = hidden + self.hidden[name](table[:, column])
            direct = direct + self.direct[name](table[:, column])[:, 0]
        scores: torch.Tensor = direct + self.output(self.drop(torch.relu(hidden)))[:, 0]
        return scores

    def arrays(self, sharpness: float) -> dict[str, Any]:
        """All weights in half precision, under the names that the component reads."""
        found = {
            _name_of(name): values.detach().numpy().astype("float16")
            for name, values in self.state_dict().items()
        }
        return found | {"sharpness": np.float16(sharpness)}


def _name_of(name: str) -> str:
    """What the component calls an array."""
    if name in ("read", "read_bias"):
        return "read.weight" if name == "read" else "read.bias"
    return name.removesuffix(".weight") if name.startswith(("hidden.", "direct.")) else name


def losses(
    network: Weigher,
    table: torch.Tensor,
    vectors: torch.Tensor,
    sizes: list[int],
    right: list[tuple[int, ...]],
) -> torch.Tensor:
    """Summed negative log likelihood of any right candidate, for quotations one after another."""
    scores = network(table, vectors).split(sizes)
    found = [
        torch.logsumexp(each, 0) - torch.logsumexp(each[list(rows)], 0)
        for each, rows in zip(scores, right, strict=True)
    ]
    return torch.stack(found).sum()
