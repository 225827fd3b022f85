"""Trained weights become a pipeline.

    python -m training.scripts.ship CONFIG WORK TARGET [--stage STAGE] [--float32]

TARGET is in int8, or else in float32. Without a stage, the mean of the weights of all stages that
the configuration names for it is taken (Wortsman et al. 2022, "Model soups").
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

import onnx
import torch
from spacy.util import load_config

from tasks.nlp.pieces import Pieces
from training.scripts import export
from training.scripts.corpora import shared_folder
from training.scripts.network import Encoder
from training.scripts.outliers import largest_inputs
from training.scripts.package import write_pipeline
from training.scripts.pools import Pools
from training.scripts.published_encoder import read_encoder
from training.scripts.train import weights_of
from training.scripts.vocabulary import read_vocabulary


def main() -> None:
    """Export, quantise, package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--stage")
    parser.add_argument("--float32", action="store_true")
    options = parser.parse_args()
    config = load_config(options.config)
    model = config["model"]
    published = read_encoder()
    kept, tokenizer = read_vocabulary(options.work)
    pieces = Pieces(tokenizer)
    pools = Pools(shared_folder(), pieces, options.work)
    shares = {options.stage: 1.0} if options.stage else config["shipped"]
    state = _mean(options.work, shares)
    encoder, heads = (
        {name: values.float().numpy() for name, values in state[part].items()}
        for part in ("encoder", "heads")
    )
    network = Encoder(published, kept, range(model["layers"]))
    network.load_state_dict(state["encoder"])
    graph = export.build(
        encoder,
        layers=model["layers"],
        heads=published.heads,
        epsilon=published.epsilon,
        largest=largest_inputs(network, pools.of("wikinews"), pieces),
    )
    file = options.work / "float32.onnx"
    onnx.save(graph, file)
    if not options.float32:
        export.quantise(file, options.work / "int8.onnx")
        file = options.work / "int8.onnx"
    write_pipeline(
        options.target,
        encoder=file,
        tokenizer=options.work / "tokenizer.json",
        heads=heads,
        labels=pools.labels,
        version=model["version"],
    )
    print(f"model written to {options.target}", flush=True)


def _mean(work: Path, shares: Mapping[str, float]) -> dict[str, dict[str, torch.Tensor]]:
    """The mean of the weights of several stages, each with its share."""
    found: dict[str, dict[str, torch.Tensor]] = {"encoder": {}, "heads": {}}
    for stage, share in shares.items():
        state = torch.load(weights_of(work, stage), map_location="cpu")
        for part, weights in found.items():
            for name, values in state[part].items():
                weights[name] = weights.get(name, 0.0) + share * values.float()
    return found


if __name__ == "__main__":
    main()
