"""Trained weights become a pipeline, all but the quotations.

    python -m training.scripts.ship CONFIG WORK TARGET [--stage STAGE] [--float32]

TARGET is in int8, or else in float32. Without a stage, the last one of the configuration is taken.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import onnx
import torch
from spacy.util import load_config

from annotated.folder import shared_folder
from tasks.nlp.reading.pieces import Pieces
from training.scripts import export
from training.scripts.network import Encoder
from training.scripts.outliers import largest_inputs
from training.scripts.package import write_pipeline
from training.scripts.pools import Pools
from training.scripts.published_encoder import read_encoder
from training.scripts.stages import weights_of
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
    stage = options.stage or list(config["stages"])[-1]
    ship(config, options.work, weights_of(options.work, stage), options.target, options.float32)
    print(f"model written to {options.target}", flush=True)


def ship(config: Any, work: Path, weights: Path, target: Path, float32: bool) -> None:
    """Write the pipeline of these weights to a folder; WORK has the vocabulary."""
    model = config["model"]
    published = read_encoder()
    kept, tokenizer = read_vocabulary(work)
    pieces = Pieces(tokenizer)
    pools = Pools(shared_folder(), pieces, work)
    state = torch.load(weights, map_location="cpu")
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
        largest=largest_inputs(network, pools.of("corpus"), pieces),
        middle=config.get("shipping", {}).get("middle"),
    )
    file = work / "float32.onnx"
    onnx.save(graph, file)
    if not float32:
        export.quantise(file, work / "int8.onnx")
        file = work / "int8.onnx"
    write_pipeline(
        target,
        encoder=file,
        tokenizer=work / "tokenizer.json",
        heads=heads,
        labels=pools.labels,
        version=model["version"],
    )


if __name__ == "__main__":
    main()
