"""The network for factuality in torch; `tasks.nlp.factuality.network` says what it is."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import nn

from tasks.nlp.factuality.features import READ, SIZES
from tasks.nlp.layers.vocabulary import FACTUALITIES


class Judge(nn.Module):  # type: ignore[misc]  # torch is not there where types are checked
    """Scores of factualities."""

    def __init__(self, *, vectors: int, read: int, hidden: int, drop: float, unread: float) -> None:
        super().__init__()
        self.read = nn.Parameter(torch.randn(len(READ), read, vectors) / vectors**0.5)
        self.read_bias = nn.Parameter(torch.zeros(len(READ), read))
        self.inner = nn.Linear(len(READ) * read, hidden)
        kinds = len(FACTUALITIES)
        self.hidden = nn.ModuleDict({name: nn.Embedding(n, hidden) for name, n in SIZES.items()})
        self.direct = nn.ModuleDict({name: nn.Embedding(n, kinds) for name, n in SIZES.items()})
        self.output = nn.Linear(hidden, kinds)
        self.drop, self.unread = nn.Dropout(drop), nn.Dropout(unread)
        for table in self.hidden.values():
            nn.init.normal_(table.weight, std=0.05)
        for table in self.direct.values():
            nn.init.zeros_(table.weight)

    def forward(self, table: torch.Tensor, vectors: torch.Tensor) -> torch.Tensor:
        """Scores, shape (quotations, FACTUALITIES), of (quotations, columns) and their vectors."""
        small = torch.einsum("qrw,rkw->qrk", self.unread(vectors), self.read) + self.read_bias
        hidden = self.inner(small.flatten(1))
        direct = torch.zeros(len(table), len(FACTUALITIES))
        for column, name in enumerate(SIZES):
            hidden = hidden + self.hidden[name](table[:, column])
            direct = direct + self.direct[name](table[:, column])
        scores: torch.Tensor = direct + self.output(self.drop(torch.relu(hidden)))
        return scores

    def arrays(self, least: float) -> dict[str, Any]:
        """All weights in half precision, under the names that the component reads."""
        found = {
            _name_of(name): values.detach().numpy().astype("float16")
            for name, values in self.state_dict().items()
        }
        return found | {"least": np.float16(least)}


def _name_of(name: str) -> str:
    """What the component calls an array."""
    if name in ("read", "read_bias"):
        return "read.weight" if name == "read" else "read.bias"
    return name.removesuffix(".weight") if name.startswith(("hidden.", "direct.")) else name
