"""From our corpus to the network that weighs candidates for the speakers of quotations.

    python -m training.scripts.speakers CONFIG MODEL [--small]

MODEL is a whole pipeline of ours; the network takes the place of the one that it has. How sharp its
probabilities are is fitted to the development articles (Guo et al. 2017).
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import torch
from spacy.util import load_config
from torch import nn

import tasks.nlp.pipeline  # noqa: F401 - registers the factories
from annotated.corpus.folder import articles_of
from annotated.corpus.splits import Split
from tasks.machine.checksums import write_checksums
from tasks.nlp.passes import SPEAKERS
from tasks.nlp.speakers.component import Speakers
from training.scripts.readers import read_all
from training.scripts.speaker_examples import Example, of_article
from training.scripts.speaker_network import Weigher, losses

_CLIP = 1.0
_FEW = 12
_SPLITS: tuple[Split, ...] = ("train", "dev")


def main() -> None:
    """Read, train, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--small", action="store_true", help="a few quotations, one epoch")
    options = parser.parse_args()
    config = load_config(options.config)
    most = _FEW if options.small else None
    learned, chosen = (list(_examples(options.model, split, most)) for split in _SPLITS)
    if options.small:
        config["learning"]["epochs"] = 1
    network = train(config, [one for one in learned if one.right])
    sharpness = sharpness_of(network, [one for one in chosen if one.right])
    for name, part in (("train", learned), ("dev", chosen)):
        right, by_rule = shares_right(network, part)
        print(f"{name}: {len(part)} quotations, right {right:.3f}, by rules {by_rule:.3f}")
    Speakers().fill(network.arrays(sharpness), {}).to_disk(options.model / SPEAKERS)
    write_checksums(options.model)
    print(f"speakers written to {options.model}", flush=True)


def _examples(model: Path, split: Split, most: int | None) -> Iterator[Example]:
    """Of a split, or of so many of its articles."""
    opened = partial(spacy.load, model, exclude=[SPEAKERS])
    return chain.from_iterable(read_all(islice(articles_of(split), most), opened, of_article))


def train(config: Any, found: Sequence[Example]) -> Weigher:
    """A network that has seen the examples, in an order that depends on the seed alone."""
    learning = config["learning"]
    torch.manual_seed(learning["seed"])
    draw = random.Random(learning["seed"])
    network = Weigher(vectors=found[0].vectors.shape[-1], **config["model"])
    optimizer = torch.optim.AdamW(
        network.parameters(), lr=learning["rate"], weight_decay=learning["decay"]
    )
    size = learning["together"]
    count = learning["epochs"] * -(-len(found) // size)
    number = 0
    for _ in range(learning["epochs"]):
        network.train()
        order = draw.sample(found, len(found))
        for start in range(0, len(order), size):
            for group in optimizer.param_groups:
                group["lr"] = learning["rate"] * (1 - number / count)
            part = order[start : start + size]
            value = _losses(network, part) / len(part)
            optimizer.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(network.parameters(), _CLIP)
            optimizer.step()
            number += 1
    network.eval()
    return network


def sharpness_of(network: Weigher, found: Sequence[Example]) -> float:
    """What to multiply scores by so that probabilities mean what they say."""
    with torch.no_grad():
        scores = [network(*_tensors([one])) for one in found]

    def loss(sharpness: float) -> float:
        return sum(
            float(
                torch.logsumexp(each * sharpness, 0)
                - torch.logsumexp(each[list(one.right)] * sharpness, 0)
            )
            for each, one in zip(scores, found, strict=True)
        )

    return min((step / 20 for step in range(4, 41)), key=loss)


def shares_right(network: Weigher, found: Sequence[Example]) -> tuple[float, float]:
    """How many have the right speaker, by the network and by the rules alone."""
    with torch.no_grad():
        right = [int(network(*_tensors([one])).argmax()) in one.right for one in found]
    count = max(1, len(found))
    return sum(right) / count, sum(one.by_rule for one in found) / count


def _tensors(part: Sequence[Example]) -> tuple[torch.Tensor, torch.Tensor]:
    """Tables and vectors of several examples, one after another."""
    table = np.concatenate([one.table for one in part])
    vectors = np.concatenate([one.vectors for one in part])
    return torch.from_numpy(table), torch.from_numpy(vectors)


def _losses(network: Weigher, part: Sequence[Example]) -> torch.Tensor:
    return losses(
        network,
        *_tensors(part),
        [len(one.table) for one in part],
        [one.right for one in part],
    )


if __name__ == "__main__":
    main()
