"""The trained network for quotations joins a pipeline.

    python -m training.scripts.quotation_ship CONFIG WORK MODEL TARGET [--float32] [--small]

MODEL is a pipeline without quotations; it is written to TARGET with them, in int8 or float32.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from spacy.language import Language
from spacy.util import load_config

from tasks.nlp.passes import QUOTATIONS
from tasks.nlp.quotations.candidates import TYPES
from tasks.nlp.quotations.component import Calibration, Quotations
from tasks.nlp.quotations.network import QuotationNetwork
from training.scripts import export
from training.scripts.package import without_quotations, write_folder
from training.scripts.quotation_calibration import UNLIMITED, calibrate
from training.scripts.quotation_export import roles_graph, spans_graph
from training.scripts.quotation_network import ROLE_EPSILON, Sizes
from training.scripts.quotations import sizes_of
from training.scripts.stages import quotation_weights_of


def main() -> None:
    """Export, quantise, calibrate, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--float32", action="store_true")
    parser.add_argument("--small", action="store_true", help="without calibration")
    options = parser.parse_args()
    config = load_config(options.config)
    state = torch.load(quotation_weights_of(options.work, list(config["stages"])[-1]))
    network = network_of(state, sizes_of(config), options.work, float32=options.float32)
    calibration: Calibration = {}
    if not options.small:
        calibration = calibrate(with_network(options.model, network, UNLIMITED))
    # A fresh one, which has not seen the words of the articles.
    nlp = with_network(options.model, network, calibration)
    nlp.meta["version"] = config["shipping"]["version"]
    write_folder(nlp, options.target)
    print(f"model written to {options.target}", flush=True)


def network_of(state: Any, sizes: Sizes, work: Path, *, float32: bool) -> QuotationNetwork:
    """The network as it is shipped, of what `QuotationLearner.save` wrote; graphs go to WORK."""
    spans, roles = (
        {name: values.numpy() for name, values in state[part].items()}
        for part in ("spans", "roles")
    )
    built = {
        "spans": spans_graph(spans, heads=sizes.heads, layers=sizes.layers, epsilon=sizes.epsilon),
        "roles": roles_graph(
            roles, heads=sizes.role_heads, layers=sizes.role_layers, epsilon=ROLE_EPSILON
        ),
    }
    graphs = {}
    for name, graph in built.items():
        file = work / f"quotations-{name}-float32.onnx"
        onnx.save(graph, file)
        if not float32:
            rounded = work / f"quotations-{name}-int8.onnx"
            export.quantise(file, rounded)
            file = rounded
        graphs[name] = file.read_bytes()
    transitions = spans["transitions"][: len(TYPES)].astype(np.float32)
    return QuotationNetwork().fill(graphs, transitions)


def with_network(model: Path, network: QuotationNetwork, calibration: Calibration) -> Language:
    """A pipeline without quotations, with them."""
    nlp = without_quotations(model)
    component = nlp.add_pipe(QUOTATIONS)
    assert isinstance(component, Quotations)
    component.fill(network, calibration)
    return nlp


if __name__ == "__main__":
    main()
