"""From the published encoder and the corpora to trained weights, stage by stage.

    python -m training.scripts.train CONFIG WORK [--until STAGE]

A stage starts from the weights of the one before, or of the one that it names; a stage with a
`mean` learns nothing, but is the mean of the weights of earlier ones, each with its share. A
stage resumes from its checkpoint in WORK, and is not repeated once it is done; after a change of
its configuration, or of that of a stage that it builds on, it begins anew.
"""

from __future__ import annotations

import argparse
import random
import time
from itertools import accumulate
from pathlib import Path
from typing import Any

import torch
from spacy.util import load_config
from tokenizers import Tokenizer

from annotated.folder import shared_folder
from tasks.nlp.reading.pieces import Pieces
from training.scripts.batch import Frame
from training.scripts.examples import Example, batches, windows
from training.scripts.labels import FEATURES
from training.scripts.learner import Learner, Rates
from training.scripts.network import Encoder, Heads
from training.scripts.pools import NEIGHBOURS, TREEBANKS, Pools
from training.scripts.published_encoder import read_encoder
from training.scripts.vocabulary import read_vocabulary

_CHECKPOINT_SECONDS = 180
_SAID_EVERY = 50
_SAID = ("germeval", "start", "pos", "lemma", "arc")


def main() -> None:
    """Run all stages that are not done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--until", metavar="STAGE", help="the last stage to run")
    options = parser.parse_args()
    config = load_config(options.config)
    kept, tokenizer = read_vocabulary(options.work)
    torch.manual_seed(config["learning"]["seed"])
    pools = Pools(shared_folder(), Pieces(tokenizer), options.work)
    learner = make_learner(config, kept, tokenizer, pools)
    common = {name: config[name] for name in ("model", "learning", "losses")}
    recipes: dict[str, str] = {"": repr(common)}
    before = ""
    for name, stage in config["stages"].items():
        shares = stage.get("mean", {})
        before = stage.get("start", before)
        made_of = " ".join(recipes[part] for part in shares or [before])
        recipes[name] = f"{made_of} {name} {stage!r}"
        done = weights_of(options.work, name)
        if not _is_of(done, recipes[name]):
            if shares:
                learner.blend({weights_of(options.work, part): shares[part] for part in shares})
            else:
                if before:
                    learner.resume(weights_of(options.work, before))
                learner.weigh(_weights(config, stage))
                plan = _plan(stage, config["learning"], pools)
                _run(name, learner, stage, plan, done, recipes[name])
                learner.settle()
            learner.save(done, recipe=recipes[name])
            _checkpoint(done).unlink(missing_ok=True)
        before = name
        if name == options.until:
            break


def weights_of(work: Path, stage: str) -> Path:
    """The file of a stage's weights when it is done."""
    return work / f"{stage}.pt"


def make_learner(config: Any, kept: list[int], tokenizer: Tokenizer, pools: Pools) -> Learner:
    """The network before training."""
    published = read_encoder()
    pieces = Pieces(tokenizer)
    pad = tokenizer.token_to_id("<pad>")
    assert pad is not None  # the vocabulary step puts it there
    frame = Frame(pieces.bos, pieces.eos, pad, pieces.unknown)
    learning = config["learning"]
    sizes = {head: len(classes) for head, classes in pools.labels.of_head.items()}
    return Learner(
        Encoder(published, kept, range(config["model"]["layers"])),
        Heads(published.width, sizes, len(pools.labels.relations), styles=len(TREEBANKS)),
        frame,
        rates=Rates(
            encoder=learning["encoder"],
            heads=learning["heads"],
            decay=learning["decay"],
            warm_up=learning["warm_up"],
            mean_decay=learning["mean_decay"],
        ),
    )


def _weights(config: Any, stage: Any) -> dict[str, float]:
    """Weights of the heads' losses in a stage."""
    losses: dict[str, float] = config["losses"] | stage.get("losses", {})
    features = dict.fromkeys(FEATURES, losses.get("features", 1.0))
    return features | losses


def _plan(stage: Any, learning: Any, pools: Pools) -> list[list[Example]]:
    """All batches of a stage in order."""
    draw = random.Random(learning["seed"] + 1)
    plan: list[list[Example]] = []
    for _ in range(stage["epochs"]):
        mixed: list[Example] = []
        for corpus in stage["corpora"]:
            found = windows(pools.of(corpus), draw, mixed=corpus not in NEIGHBOURS)
            most = stage["most"].get(corpus)
            mixed += found if most is None else _some(found, most, draw)
        plan += batches(mixed, draw, most_pieces=learning["pieces"])
    return plan


def _some(examples: list[Example], pieces: int, draw: random.Random) -> list[Example]:
    """Examples by chance, of so many pieces altogether."""
    draw.shuffle(examples)
    sizes = accumulate(len(example.ids) for example in examples)
    return [example for example, size in zip(examples, sizes, strict=True) if size <= pieces]


def _is_of(path: Path, recipe: str) -> bool:
    """Whether there are weights that were made in this way."""
    return path.is_file() and bool(torch.load(path, mmap=True)["recipe"] == recipe)


def _checkpoint(done: Path) -> Path:
    return done.with_suffix(".part")


def _run(
    name: str,
    learner: Learner,
    stage: Any,
    plan: list[list[Example]],
    done: Path,
    recipe: str,
) -> None:
    """Go through all batches, from the checkpoint on where there is one."""
    checkpoint = _checkpoint(done)
    first = learner.resume(checkpoint)["step"] if _is_of(checkpoint, recipe) else 0
    started = saved = time.monotonic()
    # In so large a part of the stage, its last, the encoder learns to bear int8.
    exact = round(len(plan) * (1 - stage.get("rounded", 0.0)))
    for number in range(first, len(plan)):
        learner.encoder.round(number >= exact)
        learner.step(plan[number], number, len(plan), masked=stage.get("masked", 0.0))
        steps = number + 1
        if steps % _SAID_EVERY == 0 or steps == len(plan):
            left = (time.monotonic() - started) / (steps - first) * (len(plan) - steps)
            losses = learner.report()
            said = " ".join(f"{head} {losses[head]:.3f}" for head in _SAID if head in losses)
            print(f"{name} {steps}/{len(plan)}: {said}; {left / 60:.1f} min left", flush=True)
        if time.monotonic() - saved > _CHECKPOINT_SECONDS:
            learner.save(checkpoint, recipe=recipe, step=steps)
            saved = time.monotonic()


if __name__ == "__main__":
    main()
