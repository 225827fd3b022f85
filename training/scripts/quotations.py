"""From annotated texts to a trained network for quotations, stage by stage.

    python -m training.scripts.quotations CONFIG WORK MODEL [--until STAGE] [--small]

MODEL is the pipeline whose vectors are learnt from. A stage starts from the weights of the one
before. It resumes from its checkpoint in WORK and is not repeated once it is done; after a change
of its configuration it begins anew.

In a stage with a rate for it, the encoder learns as well, from what is in WORK as `shipped` on;
it is left there as `shared`. Stages after that one want a pipeline with that encoder. A stage with
a mean is made of others (Wortsman et al. 2022, "Model soups").
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import torch
from spacy.language import Language
from spacy.util import load_config

from annotated.folder import shared_folder
from training.scripts import quotation_corpora as corpora
from training.scripts.package import without_quotations
from training.scripts.quotation_examples import Window, batches, windows_of
from training.scripts.quotation_learner import QuotationLearner
from training.scripts.quotation_network import Sizes
from training.scripts.quotation_shared import encoder_weights, shared_of, write_shared

_CHECKPOINT_SECONDS = 180
_SAID_EVERY = 50
# Texts of each corpus in the small variant.
_FEW = 3


def main() -> None:
    """Run all stages that are not done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--until", help="the last stage to run")
    parser.add_argument("--small", action="store_true", help="a few texts of each corpus")
    options = parser.parse_args()
    config = load_config(options.config)
    pools = _Pools(options.work, options.model, _FEW if options.small else None)
    recipe = repr(config["model"]) + repr(config["learning"]) + repr(config["losses"])
    before: Path | None = None
    for name, stage in config["stages"].items():
        recipe += f" {name} {stage!r}"
        done = weights_of(options.work, name)
        if "mean" in stage:
            torch.save(mean_of(options.work, stage["mean"]) | {"recipe": recipe}, done)
        elif not done.is_file() or torch.load(done)["recipe"] != recipe:
            learner = learner_of(config, stage, options.work, before)
            windows = [
                window
                for corpus in stage["corpora"]
                for window in pools.of(corpus)[:: stage.get("every", {}).get(corpus, 1)]
            ]
            run_stage(name, learner, config["learning"], stage["epochs"], windows, done, recipe)
            learner.settle()
            learner.save(done, recipe=recipe)
            if "encoder" in stage:
                write_shared(options.work, torch.load(done)["encoder"])
            _checkpoint(done).unlink(missing_ok=True)
        if name == options.until:
            break
        before = done


def mean_of(work: Path, shares: Mapping[str, float]) -> dict[str, dict[str, torch.Tensor]]:
    """The networks whose weights are the mean of those of several stages, each with its share."""
    mixed: dict[str, dict[str, torch.Tensor]] = {"spans": {}, "roles": {}}
    for name, share in shares.items():
        state = torch.load(weights_of(work, name))
        for part, weights in mixed.items():
            for key, values in state[part].items():
                weights[key] = weights.get(key, 0) + share * values
    return mixed


def learner_of(config: Any, stage: Any, work: Path, before: Path | None) -> QuotationLearner:
    """The networks at the beginning of a stage; `before` has the weights of the stage before."""
    learning = config["learning"] | stage.get("learning", {})
    torch.manual_seed(learning["seed"])
    shared = shared_of(work, stage, config["model"]["taps"]) if "encoder" in stage else None
    learner = QuotationLearner(sizes_of(config), learning, config["losses"], shared)
    if before is None:
        learner.start_from(_layers(encoder_weights(work), config["model"]))
    else:
        learner.start_after(before)
    return learner


def weights_of(work: Path, stage: str) -> Path:
    """The file of a stage's weights when it is done."""
    return work / f"quotations-{stage}.pt"


def sizes_of(config: Any) -> Sizes:
    """The sizes that a configuration asks for."""
    model = dict(config["model"])
    return Sizes(taps=len(model.pop("taps")), **model)


class _Pools:
    """Windows of each corpus; read by the pipeline once, and kept in WORK."""

    def __init__(self, work: Path, model: Path, most: int | None) -> None:
        self._work, self._model, self._most = work, model, most
        self._nlp: Language | None = None

    def of(self, corpus: str) -> list[Window]:
        kept = self._work / f"quotations-{corpus}-{self._model.name}.windows"
        if not kept.is_file():
            windows = [window for read in self._texts(corpus) for window in windows_of(read)]
            torch.save(windows, kept.with_suffix(".new"))
            kept.with_suffix(".new").replace(kept)
        found: list[Window] = torch.load(kept, weights_only=False)
        return found

    def _texts(self, corpus: str) -> Iterable[corpora.Read]:
        self._nlp = nlp = self._nlp or without_quotations(self._model)
        folder = shared_folder()
        readers = {
            "news": lambda: corpora.news(folder, nlp, "train"),
            "prose": lambda: corpora.prose(folder, nlp),
            "speeches": lambda: corpora.speeches(folder, nlp),
        }
        return islice(readers[corpus](), self._most)


def run_stage(
    name: str,
    learner: QuotationLearner,
    learning: Any,
    epochs: int,
    windows: list[Window],
    done: Path,
    recipe: str,
) -> None:
    """Go through the windows; an interrupted stage goes on with the same batches.

    The checkpoint lies beside `done`, which is not written here.
    """
    size = learning["windows"]
    count = epochs * -(-len(windows) // size)
    first = 0
    if _checkpoint(done).is_file() and torch.load(_checkpoint(done)).get("recipe") == recipe:
        first = learner.resume(_checkpoint(done))["number"] + 1
        print(f"{name} goes on from batch {first} of {count}", flush=True)
    saved = started = time.monotonic()
    number = -1
    for epoch in range(epochs):
        # An epoch's order depends on its number alone, so that a resumed run meets it again.
        draw = random.Random(f"{learning['seed']} {epoch}")
        for batch in batches(windows, size, learning["shown"], draw):
            number += 1
            if number < first:
                continue
            learner.step(batch, number, count)
            if number % _SAID_EVERY == _SAID_EVERY - 1:
                losses = " ".join(f"{k} {v:.3f}" for k, v in learner.report().items())
                minutes = (time.monotonic() - started) / 60
                print(f"{name} {number + 1}/{count}, {minutes:.1f} min: {losses}", flush=True)
            if time.monotonic() - saved > _CHECKPOINT_SECONDS:
                learner.save(_checkpoint(done), number=number, recipe=recipe)
                saved = time.monotonic()


def _checkpoint(done: Path) -> Path:
    return done.with_suffix(".checkpoint")


def _layers(weights: Mapping[str, torch.Tensor], model: Any) -> list[dict[str, torch.Tensor]]:
    """The layers of the encoder that follow the first tap."""
    found = []
    for number in range(model["taps"][0], model["taps"][0] + model["layers"]):
        prefix = f"layers.{number}."
        found.append(
            {
                name.removeprefix(prefix): values.float()
                for name, values in weights.items()
                if name.startswith(prefix)
            }
        )
    return found


if __name__ == "__main__":
    main()
