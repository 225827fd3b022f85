"""The published encoder, all its layers in float32, as a graph to measure speed against.

    python -m training.scripts.baseline WORK

Writes WORK/published.onnx over the vocabulary in WORK; it is not trained on anything.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import onnx

from training.scripts import export
from training.scripts.network import Encoder
from training.scripts.published_encoder import read_encoder
from training.scripts.vocabulary import read_vocabulary


def main() -> None:
    """Export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    options = parser.parse_args()
    published = read_encoder()
    kept, _ = read_vocabulary(options.work)
    encoder = Encoder(published, kept)
    weights = {name: values.numpy() for name, values in encoder.state_dict().items()}
    graph = export.build(
        weights, layers=published.layers, heads=published.heads, epsilon=published.epsilon
    )
    onnx.save(graph, options.work / "published.onnx")


if __name__ == "__main__":
    main()
