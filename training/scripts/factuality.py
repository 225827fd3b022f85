"""From our corpus to the network that says whether quotations were said.

    python -m training.scripts.factuality CONFIG MODEL [--small]

MODEL is a pipeline of ours; the network joins it, or takes the place of the one that it has. How
likely it must be that something was not said is chosen on the development articles.
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
import torch
from spacy.util import load_config
from torch import nn

from annotated.corpus.folder import articles_of
from annotated.corpus.splits import Split
from tasks.nlp.factuality.component import Factualities
from tasks.nlp.factuality.network import judged
from tasks.nlp.layers.vocabulary import FACTUALITIES
from training.scripts.factuality_examples import Example, of_article
from training.scripts.factuality_network import Judge
from training.scripts.package import up_to_quotations, write_factuality
from training.scripts.readers import read_all

_CLIP = 1.0
_FEW = 12
_SPLITS: tuple[Split, ...] = ("train", "dev")
_SAID = FACTUALITIES.index("said")


def main() -> None:
    """Read, train, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--small", action="store_true", help="a few articles, one epoch")
    options = parser.parse_args()
    config = load_config(options.config)
    most = _FEW if options.small else None
    learned, chosen = (list(_examples(options.model, split, most)) for split in _SPLITS)
    if options.small:
        config["learning"]["epochs"] = 1
    network = train(config, learned)
    least = least_of(network, chosen, config["learning"]["precision"])
    for name, part in (("train", learned), ("dev", chosen)):
        right, guessed, true = counts(odds_of(network, part), part, least)
        print(
            f"{name}: {len(part)} quotations, {true} not said; held so {guessed}, of these "
            f"{right} rightly, from {least:.2f}"
        )
    write_factuality(options.model, Factualities().fill(network.arrays(least), {}))
    print(f"factuality written to {options.model}", flush=True)


def _examples(model: Path, split: Split, most: int | None) -> Iterator[Example]:
    """Of a split, or of so many of its articles."""
    opened = partial(up_to_quotations, model)
    return chain.from_iterable(read_all(islice(articles_of(split), most), opened, of_article))


def train(config: Any, found: Sequence[Example]) -> Judge:
    """A network that has seen the examples, in an order that depends on the seed alone."""
    learning = config["learning"]
    torch.manual_seed(learning["seed"])
    draw = random.Random(learning["seed"])
    network = Judge(vectors=found[0].vectors.shape[1], **config["model"])
    weights = [1.0 if kind == _SAID else learning["unsaid"] for kind in range(len(FACTUALITIES))]
    loss = nn.CrossEntropyLoss(torch.tensor(weights))
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
            value = loss(_scores(network, part), torch.tensor([one.right for one in part]))
            optimizer.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(network.parameters(), _CLIP)
            optimizer.step()
            number += 1
    network.eval()
    return network


def least_of(network: Judge, found: Sequence[Example], precision: float) -> float:
    """From which probability on most that were not said are found with this precision.

    Of several the highest; 1 where none has the precision.
    """
    odds = odds_of(network, found)
    best, most = 1.0, 0
    for step in reversed(range(20, 100)):
        right, guessed, _ = counts(odds, found, step / 100)
        if right > most and right >= precision * guessed:
            best, most = step / 100, right
    return best


def odds_of(network: Judge, found: Sequence[Example]) -> np.ndarray[Any, Any]:
    """The probabilities of the examples, shape (examples, FACTUALITIES)."""
    with torch.no_grad():
        odds: np.ndarray[Any, Any] = torch.softmax(_scores(network, found), 1).numpy()
    return odds


def counts(
    odds: np.ndarray[Any, Any], found: Sequence[Example], least: float
) -> tuple[int, int, int]:
    """How many are held not to have been said and were not, are held so, were not."""
    held = [one != "said" for one in judged(odds, least)]
    true = [one.right != _SAID for one in found]
    return sum(map(all, zip(held, true, strict=True))), sum(held), sum(true)


def _scores(network: Judge, part: Sequence[Example]) -> torch.Tensor:
    scores: torch.Tensor = network(
        torch.from_numpy(np.stack([one.table for one in part])),
        torch.from_numpy(np.stack([one.vectors for one in part])),
    )
    return scores


if __name__ == "__main__":
    main()
