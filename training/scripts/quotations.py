"""From annotated texts to a trained network for quotations, stage by stage.

    python -m training.scripts.quotations CONFIG WORK MODEL [--until STAGE] [--small]

MODEL is the pipeline whose vectors are learnt from. A stage starts from the weights of the one
before. It resumes from its checkpoint in WORK and is not repeated once it is done; after a change
of its configuration it begins anew.

In a stage that says what is learnt beside quotations, the encoder and the other heads that read it
learn as well, from what is in WORK as `teacher` on; both are left there as `shared`. Stages after
that one want a pipeline with that encoder. A stage with a mean is made of others (Wortsman et al.
2022, "Model soups").
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

import torch
from spacy.language import Language
from spacy.util import load_config

from annotated.corpus.article import Article
from annotated.corpus.folder import articles_of
from annotated.folder import shared_folder
from annotated.speeches import Speech, speeches
from training.scripts import quotation_corpora as corpora
from training.scripts.files import in_one_move
from training.scripts.learning import is_of, mean_of, save_whole
from training.scripts.package import without_quotations
from training.scripts.quotation_examples import Batch, Window, batches, windows_of
from training.scripts.quotation_learner import QuotationLearner
from training.scripts.quotation_network import Sizes
from training.scripts.quotation_shared import encoder_weights, shared_of, write_shared
from training.scripts.readers import read_all
from training.scripts.stages import Stage, go_through, quotation_weights_of, run_stages, stages_of

NETWORKS = ("spans", "roles")
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
    stages = stages_of(
        config, recipe_of(config), partial(quotation_weights_of, options.work), options.until
    )
    run_stages(stages, is_of, partial(_make, config, options.work, pools))


def recipe_of(config: Any) -> str:
    """What all stages depend on."""
    return "".join(repr(config[name]) for name in ("model", "learning", "losses"))


def _make(config: Any, work: Path, pools: _Pools, stage: Stage) -> None:
    """Run a stage, and leave its weights."""
    if stage.shares:
        save_whole(mean_of(stage.shares, NETWORKS) | {"recipe": stage.recipe}, stage.done)
        return
    every = stage.settings.get("every", {})
    windows = [
        window
        for corpus in stage.settings["corpora"]
        for window in pools.of(corpus)[:: every.get(corpus, 1)]
    ]
    learn(config, work, stage, windows)
    if "beside" in stage.settings:
        write_shared(work, torch.load(stage.done))


def learn(config: Any, work: Path, stage: Stage, windows: list[Window]) -> None:
    """Run a stage that learns from these windows, and leave its weights."""
    learning = config["learning"] | stage.settings.get("learning", {})
    learner = learner_of(config, stage.settings, learning, work, stage.before)
    epochs = stage.settings["epochs"]
    count = epochs * -(-len(windows) // learning["windows"])
    go_through(stage, learner, _plan(learning, epochs, windows), count, learner.step)
    learner.settle()
    learner.save(stage.done, recipe=stage.recipe)


def _plan(learning: Any, epochs: int, windows: list[Window]) -> Iterator[Batch]:
    """All batches of a stage in order, made when they are asked for."""
    for epoch in range(epochs):
        # An epoch's order depends on its number alone, so that a resumed run meets it again.
        draw = random.Random(f"{learning['seed']} {epoch}")
        yield from batches(windows, learning["windows"], learning["shown"], draw)


def learner_of(
    config: Any, stage: Any, learning: Any, work: Path, before: Path | None
) -> QuotationLearner:
    """The networks at the beginning of a stage; `before` has the weights of the stage before."""
    torch.manual_seed(learning["seed"])
    shared = None
    if "beside" in stage:
        shared = shared_of(work, stage["beside"], learning["seed"], config["model"]["taps"])
    learner = QuotationLearner(sizes_of(config), learning, config["losses"], shared)
    if before is None:
        learner.start_from(_layers(encoder_weights(work), config["model"]))
    else:
        learner.start_after(before)
    return learner


def sizes_of(config: Any) -> Sizes:
    """The sizes that a configuration asks for."""
    model = dict(config["model"])
    return Sizes(taps=len(model.pop("taps")), **model)


class _Pools:
    """Windows of each corpus; read by the pipeline once, and kept in WORK."""

    def __init__(self, work: Path, model: Path, most: int | None) -> None:
        self._work, self._model, self._most = work, model, most

    def of(self, corpus: str) -> list[Window]:
        kept = self._work / f"quotations-{corpus}-{self._model.name}.windows"
        if not kept.is_file():
            windows = list(chain.from_iterable(self._read(corpus)))
            with in_one_move(kept) as new:
                torch.save(windows, new)
        found: list[Window] = torch.load(kept, weights_only=False)
        return found

    def _read(self, corpus: str) -> Iterator[list[Window]]:
        opened = partial(without_quotations, self._model)
        if corpus == "speeches":
            texts = islice(speeches(shared_folder()), self._most)
            return read_all(texts, opened, _windows_of_speech)
        return read_all(islice(articles_of("train"), self._most), opened, _windows_of_article)


def _windows_of_article(nlp: Language, article: Article) -> list[Window]:
    return list(windows_of(corpora.of_article(nlp, article)))


def _windows_of_speech(nlp: Language, speech: Speech) -> list[Window]:
    return list(windows_of(corpora.of_speech(nlp, speech)))


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
