"""From annotated chains to the component that finds coreference.

    python -m training.scripts.coreference CONFIG MODEL [--small]

MODEL is a pipeline of ours; the component joins it, or takes the place of the one that it has.
It learns from the articles of our corpus and from plays.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import torch
from spacy.util import load_config
from torch import nn

from annotated.corpus.folder import articles_of
from annotated.folder import shared_folder
from annotated.plays import scenes
from tasks.nlp.coreference.component import Coreference as Component
from training.scripts.coreference_examples import of_article, of_scene
from training.scripts.coreference_network import Coreference, Example, loss
from training.scripts.package import with_coreference, without_quotations, write_folder
from training.scripts.readers import read_all

_CLIP = 1.0
_LEAST_PHRASES = 20
_FEW = 6


def main() -> None:
    """Read, train, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--small", action="store_true", help="a few texts, one epoch")
    options = parser.parse_args()
    config = load_config(options.config)
    few = _FEW if options.small else None
    if options.small:
        config["learning"]["epochs"] = 1
    opened = partial(without_quotations, options.model)
    plays = islice(scenes(shared_folder()), 0, few, config["learning"]["every"])
    found = (
        *read_all(islice(articles_of("train"), few), opened, of_article),
        *read_all(plays, opened, of_scene),
    )
    network = train(config, [Example.of(arrays) for arrays in found if arrays is not None])
    whole = with_coreference(options.model, component_of(network))
    whole.meta["version"] = config["shipping"]["version"]
    write_folder(whole, options.model)
    print(f"coreference written to {options.model}", flush=True)


def train(config: Any, examples: Sequence[Example]) -> Coreference:
    """A network that has seen the examples, in an order that depends on the seed alone.

    The loop is not `Learning`'s: its rate falls from the first step on, where that one's stays flat
    for a while (`rate_at`), so the weights would be others than those that were measured; and what
    takes three minutes needs no checkpoint.
    """
    learning = config["learning"]
    torch.manual_seed(learning["seed"])
    draw = random.Random(learning["seed"])
    network = Coreference(vectors=examples[0].vectors.shape[1], **config["model"])
    optimizer = torch.optim.AdamW(
        network.parameters(), lr=learning["rate"], weight_decay=learning["decay"]
    )
    count = learning["epochs"] * len(examples)
    started = time.monotonic()
    number = 0
    for epoch in range(learning["epochs"]):
        network.train()
        summed = phrases = 0.0
        for example in draw.sample(examples, len(examples)):
            warm = min(1.0, (number + 1) / learning["warm_up"])
            for group in optimizer.param_groups:
                group["lr"] = learning["rate"] * warm * (1 - number / count)
            value = loss(network, example)
            optimizer.zero_grad()
            (value / max(_LEAST_PHRASES, len(example.taking))).backward()
            nn.utils.clip_grad_norm_(network.parameters(), _CLIP)
            optimizer.step()
            number += 1
            summed += value.item()
            phrases += len(example.taking)
        minutes = (time.monotonic() - started) / 60
        print(f"epoch {epoch + 1}, {minutes:.1f} min: loss {summed / phrases:.4f}", flush=True)
    network.eval()
    return network


def component_of(network: Coreference) -> Component:
    """The trained component, with weights in half precision, which is how they are kept."""
    return Component().fill(network.arrays(), {})


if __name__ == "__main__":
    main()
