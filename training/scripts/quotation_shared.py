"""The encoder as it learns quotations, and where it is kept."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch

from annotated.folder import shared_folder
from tasks.nlp.reading.pieces import Pieces
from training.scripts.batch import frame_of
from training.scripts.kept import Kept, texts_to_keep
from training.scripts.learning import save_whole
from training.scripts.network import Encoder
from training.scripts.pools import Pools
from training.scripts.published_encoder import read_encoder
from training.scripts.quotation_learner import Shared
from training.scripts.stages import weights_of
from training.scripts.vocabulary import read_vocabulary

# Stages of WORK: the encoder with all heads but those for quotations, and after quotations.
BEFORE, AFTER = "shipped", "shared"


def encoder_weights(work: Path) -> Mapping[str, torch.Tensor]:
    """The encoder that quotations begin with."""
    weights: Mapping[str, torch.Tensor] = torch.load(weights_of(work, BEFORE))["encoder"]
    return weights


def shared_of(work: Path, stage: Any, taps: Sequence[int]) -> Shared:
    """That encoder, to learn at the rate of the stage, and what keeps it near the other heads."""
    state = torch.load(weights_of(work, BEFORE))
    kept, tokenizer = read_vocabulary(work)
    layers = sum(name.endswith(".q.weight") for name in state["encoder"])
    encoder = Encoder(read_encoder(), kept, range(layers))
    encoder.load_state_dict(state["encoder"])
    draw = random.Random(0)
    texts = texts_to_keep(Pools(shared_folder(), Pieces(tokenizer), work), draw)
    return Shared(
        encoder,
        taps,
        rate=stage["encoder"],
        kept=Kept(encoder, state["heads"], texts, frame_of(tokenizer), draw),
        weight=stage["kept"],
    )


def write_shared(work: Path, encoder: Mapping[str, torch.Tensor]) -> None:
    """Keep it beside the heads that it was kept near, as `training.scripts.ship` reads them."""
    state = torch.load(weights_of(work, BEFORE))
    found = {"encoder": dict(encoder), "heads": state["heads"], "recipe": AFTER}
    save_whole(found, weights_of(work, AFTER))
