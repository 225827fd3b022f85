"""Numbers within the encoder that are far larger than their neighbours.

A few channels of every layer carry values of ten to fifty, where all others stay below five
(Dettmers et al. 2022, "LLM.int8()", saw the same in larger models). Int8 has 255 steps for the
whole range, and those few would leave a handful to all others.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from tasks.nlp.reading.pieces import Pieces
from training.scripts.examples import Example, windows
from training.scripts.network import Encoder

# Linear parts of a layer whose inputs have outliers; those of the others cost little.
_PARTS = ("fi", "fo")
_WINDOWS = 100


def largest_inputs(
    encoder: Encoder, examples: Sequence[Example], pieces: Pieces
) -> dict[str, NDArray[np.float32]]:
    """The largest input of every channel of a part, as "layers.3.fi", in running text."""
    encoder.eval()
    largest: dict[str, torch.Tensor] = {}
    hooks = [
        getattr(layer, part).register_forward_pre_hook(_keep(largest, f"layers.{number}.{part}"))
        for number, layer in enumerate(encoder.layers)
        for part in _PARTS
    ]
    with torch.no_grad():
        for window in windows(examples, random.Random(0), alone=0, mixed=False)[:_WINDOWS]:
            encoder(torch.tensor([[pieces.bos, *window.ids, pieces.eos]]), None)
    for hook in hooks:
        hook.remove()
    return {name: most.numpy() for name, most in largest.items()}


def _keep(largest: dict[str, torch.Tensor], name: str) -> Callable[[Any, Any], None]:
    def keep(_: Any, inputs: tuple[torch.Tensor]) -> None:
        most = inputs[0].abs().flatten(0, -2).amax(dim=0)
        largest[name] = torch.maximum(largest.get(name, most), most)

    return keep
