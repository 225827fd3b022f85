"""Quotations on five parts of the annotated news, each by a network that has not seen it.

    python -m training.scripts.quotation_folds CONFIG WORK MODEL [--fold K]

Training and development articles together, every fifth one to a part; the stages before the last
are those of WORK. What a fold has learnt is kept in WORK. Prints the figures of
`benchmarks.quotes` for each fold, int8, end to end from raw text, and their mean.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import srsly
import torch
from spacy.util import load_config

from benchmarks.quotes import measure
from tasks.nlp.pipeline import DEFAULT_MODEL
from training.scripts import quotation_corpora as corpora
from training.scripts.corpora import shared_folder
from training.scripts.package import QUOTATIONS, without_quotations
from training.scripts.quotation_examples import windows_of
from training.scripts.quotation_learner import QuotationLearner
from training.scripts.quotation_ship import network_of, with_network
from training.scripts.quotations import run_stage, sizes_of, weights_of

FOLDS = 5
_SAID = ("message_f1", "roles_f1", "joint_f1", "type_f1", "medium_f1")


def main() -> None:
    """Train and measure the folds that are not done, print all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--fold", type=int, choices=range(FOLDS), help="this one alone")
    options = parser.parse_args()
    config = load_config(options.config)
    *_, before, last = config["stages"]
    folder = shared_folder()
    nlp = without_quotations(options.model)
    articles = [a for split in ("train", "dev") for a in corpora.articles(folder, split)]
    windows = [
        list(windows_of(read))
        for split in ("train", "dev")
        for read in corpora.news(folder, nlp, split)
    ]
    calibration = srsly.read_json(DEFAULT_MODEL / QUOTATIONS / "calibration.json")
    found = []
    for fold in range(FOLDS) if options.fold is None else [options.fold]:
        done = weights_of(options.work, f"fold-{fold}")
        if not done.is_file():
            torch.manual_seed(config["learning"]["seed"])
            learner = QuotationLearner(sizes_of(config), config["learning"], config["losses"])
            learner.resume(weights_of(options.work, before))
            learner.settle()
            seen = [w for n, each in enumerate(windows) if n % FOLDS != fold for w in each]
            run_stage(
                f"fold {fold}",
                learner,
                config["learning"],
                config["stages"][last]["epochs"],
                seen,
                done,
                repr(config),
            )
            learner.settle()
            learner.save(done)
        network = network_of(torch.load(done), sizes_of(config), options.work, float32=False)
        whole = with_network(options.model, network, calibration)
        held_back = [article for n, article in enumerate(articles) if n % FOLDS == fold]
        figures = measure(whole, held_back).figures()
        found.append(figures)
        print(f"fold {fold}: " + " ".join(f"{n} {figures[n]:.4f}" for n in _SAID), flush=True)
    for name in found[0]:
        values = [figures[name] for figures in found]
        listed = " ".join(f"{value:.3f}" for value in values)
        print(f"{name:32}{sum(values) / len(values):>8.4f}   {listed}")


if __name__ == "__main__":
    main()
