"""The network for quotations in training: what a step is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional

from training.scripts.labels import IGNORED
from training.scripts.learner import weighed
from training.scripts.learning import Learning, groups_of
from training.scripts.quotation_examples import Batch, Shown
from training.scripts.quotation_network import Roles, Sizes, Spans
from training.scripts.quotation_shared import Shared

# Words that the loss of one quotation's roles is measured by.
_ROLE_WORDS = 10


class QuotationLearner(Learning):
    """Both networks, their optimizer, and the running mean of their weights.

    Without a shared encoder they learn from vectors that the pipeline has read.
    """

    def __init__(
        self,
        sizes: Sizes,
        learning: Mapping[str, Any],
        losses: Mapping[str, float],
        shared: Shared | None = None,
    ) -> None:
        self.spans, self.roles = Spans(sizes), Roles(sizes)
        networks = {"spans": self.spans, "roles": self.roles}
        super().__init__(
            networks if shared is None else networks | shared.networks,
            warm_up=learning["warm_up"],
            mean_decay=learning["mean_decay"],
            device=torch.device("cpu"),
        )
        self._learning, self._losses, self._shared = learning, losses, shared
        self._restart()

    def start_from(self, layers: Sequence[Mapping[str, torch.Tensor]]) -> None:
        """Take layers of the encoder for those that go on from it."""
        for layer, weights in zip(self.spans.layers, layers, strict=True):
            layer.load_state_dict(weights)
        self._restart()

    def step(self, batch: Batch, number: int, count: int) -> None:
        """Learn from a batch, the one of this number (from 0) of so many in the stage."""
        self.spans.train()
        self.roles.train()
        shared = self._shared
        vectors = batch.vectors if shared is None else shared.read(batch, number / count)
        hidden = self.spans(vectors, batch.features, batch.styles, batch.pad)
        words = (~batch.pad).sum()
        losses = {
            "labels": labels_loss(
                self.spans.scores(hidden), batch.labels, self.spans.transitions, batch.pad
            )
            / words,
            "noted": (
                functional.binary_cross_entropy_with_logits(
                    self.spans.noted(self.spans.output_drop(hidden)), batch.noted, reduction="none"
                )
                * ~batch.pad[..., None]
            ).sum()
            / words,
        }
        if batch.shown is not None:
            losses |= self._role_losses(hidden.flatten(0, 1), batch.shown)
        loss = weighed(losses, self._losses)
        if shared is not None:
            losses["beside"] = shared.beside(number)
            loss = loss + losses["beside"]
        for name, value in losses.items():
            self._count(name, value.item())
        self._learn(loss, number, count)

    def settle(self) -> None:
        """Go on from the mean of the weights, with a fresh optimizer."""
        super().settle()
        self._restart()

    def start_after(self, path: Path) -> None:
        """Begin with the networks of the stage that was saved there."""
        state = torch.load(path)
        self.spans.load_state_dict(state["spans"])
        self.roles.load_state_dict(state["roles"])
        self._restart()

    def _role_losses(self, hidden: torch.Tensor, shown: Shown) -> dict[str, torch.Tensor]:
        roles, media = self.roles(hidden, shown.regions)
        wanted = (shown.targets != IGNORED) & ~shown.regions.pad[..., None]
        loss = functional.binary_cross_entropy_with_logits(
            roles, shown.targets.clamp(min=0), reduction="none"
        )
        known = shown.media >= 0
        return {
            "roles": (loss * wanted).sum() / len(roles) / _ROLE_WORDS,
            "media": functional.cross_entropy(media[known], shown.media[known])
            if bool(known.any())
            else media.sum() * 0,
        }

    def _restart(self) -> None:
        layers = list(self.spans.layers.parameters())
        inner = {id(values) for values in layers}
        both = [*self.spans.parameters(), *self.roles.parameters()]
        others = [values for values in both if id(values) not in inner]
        decay, rate = self._learning["decay"], self._learning["layers"]
        groups = [
            *groups_of(layers, rate, decay),
            {"params": others, "lr": self._learning["heads"], "weight_decay": decay},
        ]
        if self._shared is not None:
            groups += self._shared.groups(decay)
        self._begin(torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6))


def labels_loss(
    scores: torch.Tensor, labels: torch.Tensor, transitions: torch.Tensor, pad: torch.Tensor
) -> torch.Tensor:
    """Summed negative log likelihood of the labels of each window and type (Lafferty et al. 2001).

    `scores` has shape (windows, words, KINDS, LABELS), `labels` (windows, words, KINDS) with
    IGNORED for types that are not annotated, `transitions` (KINDS, LABELS, LABELS). All paths are
    summed in a tree of products rather than word by word, which is far quicker.
    """
    windows, words, kinds, number = scores.shape
    annotated = (labels != IGNORED).any(1)
    right = labels.clamp(min=0)
    read = ~pad
    emitted = scores.gather(-1, right[..., None]).squeeze(-1) * read[..., None]
    places = torch.arange(kinds, device=scores.device) * number**2
    passed = transitions.flatten()[places + right[:, :-1] * number + right[:, 1:]]
    likely = emitted.sum(1) + (passed * read[:, 1:, None]).sum(1)
    unchanged = (torch.eye(number, device=scores.device) - 1) * 1e4
    paths = transitions + scores[:, 1:, :, None, :]
    paths = torch.where(read[:, 1:, None, None, None], paths, unchanged)
    while paths.shape[1] > 1:
        if paths.shape[1] % 2:
            odd = unchanged.expand(windows, 1, kinds, number, number)
            paths = torch.cat([paths, odd], 1)
        paths = torch.logsumexp(
            paths[:, ::2, ..., :, :, None] + paths[:, 1::2, ..., None, :, :], -2
        )
    everything = scores[:, 0, :, :, None] + paths[:, 0] if words > 1 else scores[:, 0, :, :, None]
    whole = torch.logsumexp(everything.flatten(-2), -1)
    return ((whole - likely) * annotated).sum()
