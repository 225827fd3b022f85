"""From the published encoder and the corpora to trained weights, stage by stage.

    python -m training.scripts.train CONFIG WORK

A stage starts from the weights of the one before, or of the one that it names. It resumes from its
checkpoint in WORK, and is not repeated once it is done; after a change of its configuration, or of
that of a stage that it builds on, it begins anew.
"""

from __future__ import annotations

import argparse
import random
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any

import torch
from spacy.util import load_config
from tokenizers import Tokenizer

from annotated.folder import shared_folder
from tasks.nlp.reading.pieces import Pieces
from training.scripts.batch import frame_of
from training.scripts.examples import Example, batches, windows
from training.scripts.labels import FEATURES
from training.scripts.learner import Learner, Rates
from training.scripts.learning import is_of
from training.scripts.network import Encoder, Heads
from training.scripts.pools import NEIGHBOURS, TREEBANKS, Pools
from training.scripts.published_encoder import read_encoder
from training.scripts.stages import Stage, go_through, run_stages, stages_of, weights_of
from training.scripts.vocabulary import read_vocabulary

_SAID = ("germeval", "start", "pos", "lemma", "arc")


def main() -> None:
    """Run all stages that are not done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("work", type=Path)
    options = parser.parse_args()
    config = load_config(options.config)
    kept, tokenizer = read_vocabulary(options.work)
    torch.manual_seed(config["learning"]["seed"])
    pools = Pools(shared_folder(), Pieces(tokenizer), options.work)
    learner = make_learner(config, kept, tokenizer, pools)
    common = repr({name: config[name] for name in ("model", "learning", "losses")})
    stages = stages_of(config, common, partial(weights_of, options.work))
    run_stages(stages, is_of, partial(_make, config, learner, pools))


def _make(config: Any, learner: Learner, pools: Pools, stage: Stage) -> None:
    """Run a stage, and leave its weights."""
    if stage.before is not None:
        learner.resume(stage.before)
    learner.weigh(weights_in(config, stage.settings))
    plan = plan_of(stage.settings, config["learning"], pools)
    masked = stage.settings.get("masked", 0.0)
    go_through(stage, learner, plan, len(plan), partial(learner.step, masked=masked), _SAID)
    learner.settle()
    learner.save(stage.done, recipe=stage.recipe)


def make_learner(config: Any, kept: list[int], tokenizer: Tokenizer, pools: Pools) -> Learner:
    """The network before training."""
    published = read_encoder()
    learning = config["learning"]
    sizes = {head: len(classes) for head, classes in pools.labels.of_head.items()}
    return Learner(
        Encoder(published, kept, range(config["model"]["layers"])),
        Heads(published.width, sizes, len(pools.labels.relations), styles=len(TREEBANKS)),
        frame_of(tokenizer),
        rates=Rates(
            encoder=learning["encoder"],
            heads=learning["heads"],
            decay=learning["decay"],
            warm_up=learning["warm_up"],
            mean_decay=learning["mean_decay"],
        ),
    )


def weights_in(config: Any, stage: Any) -> dict[str, float]:
    """Weights of the heads' losses in a stage."""
    losses: dict[str, float] = config["losses"] | stage.get("losses", {})
    features = dict.fromkeys(FEATURES, losses.get("features", 1.0))
    return features | losses


def plan_of(stage: Any, learning: Any, pools: Pools) -> list[list[Example]]:
    """All batches of a stage in order."""
    draw = random.Random(learning["seed"] + 1)
    plan: list[list[Example]] = []
    for _ in range(stage["epochs"]):
        mixed: list[Example] = []
        for corpus in stage["corpora"]:
            found = windows(pools.of(corpus), draw, mixed=corpus not in NEIGHBOURS)
            most = stage.get("most", {}).get(corpus)
            mixed += found if most is None else _some(found, most, draw)
        plan += batches(mixed, draw, most_pieces=learning["pieces"])
    return plan


def _some(examples: list[Example], pieces: int, draw: random.Random) -> list[Example]:
    """Examples by chance, of so many pieces altogether."""
    draw.shuffle(examples)
    sizes = accumulate(len(example.ids) for example in examples)
    return [example for example, size in zip(examples, sizes, strict=True) if size <= pieces]


if __name__ == "__main__":
    main()
