"""The encoder and its other heads, which learn on while the networks for quotations learn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn

from annotated.folder import shared_folder
from tasks.nlp.reading.pieces import Pieces
from training.scripts.batch import Frame, frame_of
from training.scripts.examples import Example
from training.scripts.learner import losses_of, weighed
from training.scripts.learning import groups_of, save_whole
from training.scripts.network import Encoder, Heads
from training.scripts.pools import TREEBANKS, Pools
from training.scripts.published_encoder import read_encoder
from training.scripts.quotation_examples import Batch
from training.scripts.stages import weights_of
from training.scripts.train import plan_of, weights_in
from training.scripts.vocabulary import read_vocabulary

# Stages of WORK: encoder and heads before quotations, and after them.
BEFORE, AFTER = "teacher", "shared"


class Shared:
    """An encoder and its other heads.

    `taps` are the layers that the networks for quotations read, from 1; `settings` say how all
    this learns, `plan` has the batches for the heads, one of which goes with each of windows.
    """

    def __init__(
        self,
        encoder: Encoder,
        heads: Heads,
        taps: Sequence[int],
        settings: Any,
        plan: Sequence[Sequence[Example]],
        frame: Frame,
    ) -> None:
        self.networks: dict[str, nn.Module] = {"encoder": encoder, "heads": heads}
        self._encoder, self._heads, self._frame = encoder, heads, frame
        self._taps, self._settings, self._plan = taps, settings, plan
        self._weights = weights_in({"losses": {}}, settings)

    def read(self, batch: Batch, done: float) -> torch.Tensor:
        """What the encoder makes of a batch's words, shape (windows, words, taps * width).

        In the last part of the stage, of which so much is done, it learns to bear int8.
        """
        self._encoder.round(done >= 1 - self._settings["rounded"])
        self._encoder.train()
        layers = self._encoder.layers_of(batch.ids, batch.read, self._taps)
        firsts = batch.firsts[:, :, None].expand(-1, -1, layers[0].shape[-1])
        return torch.cat([layer.gather(1, firsts) for layer in layers], -1)

    def beside(self, number: int) -> torch.Tensor:
        """What the other heads have to learn from the batch of this number, a word."""
        self._encoder.train()
        self._heads.train()
        examples = self._plan[number % len(self._plan)]
        masked = self._settings["masked"]
        losses, words = losses_of(self._encoder, self._heads, examples, self._frame, masked)
        return weighed(losses, self._weights) / words

    def groups(self, decay: float) -> list[dict[str, Any]]:
        """Groups for an optimizer, at the rates of the stage."""
        learned = [p for p in self._encoder.parameters() if p.requires_grad]
        return [
            *groups_of(learned, self._settings["encoder"], decay),
            {
                "params": list(self._heads.parameters()),
                "lr": self._settings["heads"],
                "weight_decay": 0.0,
            },
        ]


def encoder_weights(work: Path) -> Mapping[str, torch.Tensor]:
    """The encoder that quotations begin with."""
    weights: Mapping[str, torch.Tensor] = torch.load(weights_of(work, BEFORE))["encoder"]
    return weights


def shared_of(work: Path, settings: Any, seed: int, taps: Sequence[int]) -> Shared:
    """Encoder and heads of the teacher, to learn as settings say."""
    state = torch.load(weights_of(work, BEFORE))
    kept, tokenizer = read_vocabulary(work)
    published = read_encoder()
    pieces = Pieces(tokenizer)
    pools = Pools(shared_folder(), pieces, work)
    layers = sum(name.endswith(".q.weight") for name in state["encoder"])
    encoder = Encoder(published, kept, range(layers))
    encoder.load_state_dict(state["encoder"])
    sizes = {head: len(classes) for head, classes in pools.labels.of_head.items()}
    heads = Heads(published.width, sizes, len(pools.labels.relations), styles=len(TREEBANKS))
    heads.load_state_dict(state["heads"])
    plan = plan_of(settings, {"seed": seed, "pieces": settings["pieces"]}, pools)
    return Shared(encoder, heads, taps, settings, plan, frame_of(tokenizer))


def write_shared(work: Path, learned: Mapping[str, Any]) -> None:
    """Keep encoder and heads of a stage's weights as `training.scripts.ship` reads them."""
    found = {part: dict(learned[part]) for part in ("encoder", "heads")}
    save_whole(found | {"recipe": AFTER}, weights_of(work, AFTER))
