"""Quotations on five parts of the annotated news, each by a model that has not seen it.

    python -m training.scripts.quotation_folds CONFIG ENCODER_CONFIG WORK MODEL [--fold K] [--small]

Training and development articles together, every fifth one to a part. The stages that read news
are run for each, the encoder's own among them; those before are taken from WORK, where MODEL, a
pipeline without quotations, comes from too. What a fold has learnt stays in WORK/fold-K. Prints
the figures of `benchmarks.quotes` for each fold, int8, end to end from raw text, and their mean.
On two cores a fold takes more than an hour.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import Any

import srsly
import torch
from spacy.util import load_config

from annotated import wikinews
from annotated.folder import shared_folder
from annotated.measured_quotations import measure
from tasks.nlp.passes import QUOTATIONS
from tasks.nlp.version import DEFAULT_MODEL
from training.scripts import quotation_corpora as corpora
from training.scripts.learning import mean_of, save_whole
from training.scripts.package import without_quotations
from training.scripts.quotation_examples import Window, windows_of
from training.scripts.quotation_shared import AFTER, BEFORE, write_shared
from training.scripts.quotation_ship import network_of, with_network
from training.scripts.quotations import NETWORKS, learn, recipe_of, sizes_of
from training.scripts.ship import ship
from training.scripts.stages import Stage, quotation_weights_of, stages_of, weights_of

FOLDS = 5
_SAID = ("message_f1", "roles_f1", "joint_f1", "type_f1", "medium_f1")
_VOCABULARY = ("kept.json", "tokenizer.json")
# Articles in the small variant.
_FEW = 10


def main() -> None:
    """Train and measure the folds that are not done, print all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("encoder_config", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--fold", type=int, choices=range(FOLDS), help="this one alone")
    parser.add_argument("--small", action="store_true", help="ten articles")
    options = parser.parse_args()
    config, encoder_config = load_config(options.config), load_config(options.encoder_config)
    folder = shared_folder()
    articles = [a for split in ("train", "dev") for a in wikinews.articles(folder, split)]
    articles = articles[: _FEW if options.small else None]
    calibration = srsly.read_json(DEFAULT_MODEL / QUOTATIONS / "calibration.json")
    found = []
    for fold in range(FOLDS) if options.fold is None else [options.fold]:
        work = options.work / f"fold-{fold}"
        prepare(options.work, work)
        seen = {a["id"] for n, a in enumerate(articles) if n % FOLDS != fold}
        model = learn_fold(config, encoder_config, options.work, work, options.model, seen)
        network = network_of(
            torch.load(quotation_weights_of(work, list(config["stages"])[-1])),
            sizes_of(config),
            work,
            float32=False,
        )
        whole = with_network(model, network, calibration)
        held_back = [article for article in articles if article["id"] not in seen]
        figures = measure(whole, held_back).figures()
        found.append(figures)
        print(f"fold {fold}: " + " ".join(f"{n} {figures[n]:.4f}" for n in _SAID), flush=True)
    for name in found[0]:
        values = [figures[name] for figures in found]
        listed = " ".join(f"{value:.3f}" for value in values)
        print(f"{name:32}{sum(values) / len(values):>8.4f}   {listed}")


def prepare(source: Path, work: Path) -> None:
    """A folder for one fold, with what does not depend on the articles."""
    work.mkdir(exist_ok=True)
    for path in (*(source / name for name in _VOCABULARY), weights_of(source, BEFORE)):
        if not (work / path.name).is_file():
            shutil.copyfile(path, work / path.name)


def learn_fold(
    config: Any,
    encoder_config: Any,
    source: Path,
    work: Path,
    model: Path,
    seen: set[str],
) -> Path:
    """Run the stages that read news on these articles; give the pipeline that they read last."""

    def file_of(name: str) -> Path:
        settings = config["stages"][name]
        reads_news = "mean" in settings or "news" in settings["corpora"]
        return quotation_weights_of(work if reads_news else source, name)

    for stage in stages_of(config, recipe_of(config), file_of):
        if stage.done.parent != work:
            continue
        if not stage.done.is_file():
            _make(config, work, model, seen, stage)
        if "encoder" in stage.settings:
            write_shared(work, torch.load(stage.done)["encoder"])
            model = work / "read"
            ship(encoder_config, work, weights_of(work, AFTER), model, float32=False)
    return model


def _make(config: Any, work: Path, model: Path, seen: set[str], stage: Stage) -> None:
    """Run a stage on these articles, and leave its weights."""
    if stage.shares:
        save_whole(mean_of(stage.shares, NETWORKS), stage.done)
        return
    windows = _windows(model, seen)
    if "prose" in stage.settings["corpora"]:
        windows += _prose(model)[:: stage.settings["every"]["prose"]]
    learn(config, work, stage, windows)


def _windows(model: Path, seen: set[str]) -> list[Window]:
    nlp, folder = without_quotations(model), shared_folder()
    reads = [r for split in ("train", "dev") for r in corpora.news(folder, nlp, split)]
    return [window for read in reads if read.name in seen for window in windows_of(read)]


def _prose(model: Path) -> list[Window]:
    reads = corpora.prose(shared_folder(), without_quotations(model))
    return [window for read in reads for window in windows_of(read)]


if __name__ == "__main__":
    main()
