"""The trained network for quotations as two ONNX graphs, in float32."""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto

from tasks.nlp.quotations.candidates import TYPES
from tasks.nlp.quotations.network import LABELS, ROLES
from training.scripts.export import Graph, head_shapes, layer_of, linear_of, model_of, norm_of
from training.scripts.quotation_network import NO_CUE

Weights = dict[str, np.ndarray]


def spans_graph(weights: Weights, *, heads: int, layers: int, epsilon: float) -> onnx.ModelProto:
    """From a window to scores of its words' labels.

    Takes `vectors` (1, words, taps * width) and `features` (1, words, features); gives `labels`
    (1, words, types * labels) and `hidden` (1, words, width). `features` are rows of one table.
    How near two words are adds to attention, for each head of each layer.
    """
    graph = Graph()
    width = weights["mix.weight"].shape[0]
    x = linear_of(graph, "vectors", weights["mix.weight"].T, weights["mix.bias"], "mixed")
    graph.weight("feature_table", weights["features.weight"].T)
    graph.node("Gather", ["feature_table", "features"], "feature_rows")
    graph.weight("second", np.array([2], np.int64))
    graph.node("ReduceSum", ["feature_rows", "second"], "feature_sum", keepdims=0)
    x = graph.node("Add", [x, "feature_sum"], "entered")
    _distances(graph, (weights["nearness"].shape[-1] - 1) // 2)
    # All layers' at once, a row a distance: many times quicker than a number at a time.
    graph.weight("nearness", weights["nearness"].reshape(layers * heads, -1).T)
    graph.node("Gather", ["nearness", "distances"], "near_rows")
    graph.node("Transpose", ["near_rows"], "near", perm=[2, 0, 1])
    graph.node("Split", ["near"], "near0", axis=0, num_outputs=layers)
    graph.nodes[-1].output.extend(f"near{number}" for number in range(1, layers))
    head_shapes(graph, width, heads)
    for number in range(layers):
        name = f"layers.{number}"
        x = layer_of(graph, x, weights, name, epsilon, {}, nearness=f"near{number}")
    graph.node("Identity", [x], "hidden")
    rows = len(TYPES) * LABELS
    matrix, bias = weights["labels.weight"][:rows].T, weights["labels.bias"][:rows]
    linear_of(graph, x, matrix, bias, "labels.exact")
    graph.node("Identity", ["labels.exact"], "labels")
    return model_of(
        graph,
        "spans",
        [
            ("vectors", TensorProto.FLOAT, [1, "words", weights["mix.weight"].shape[1]]),
            ("features", TensorProto.INT64, [1, "words", "kinds"]),
        ],
        [
            ("labels", TensorProto.FLOAT, [1, "words", rows]),
            ("hidden", TensorProto.FLOAT, [1, "words", width]),
        ],
    )


def roles_graph(weights: Weights, *, heads: int, layers: int, epsilon: float) -> onnx.ModelProto:
    """From the words around a quotation to its roles and its medium.

    Takes `hidden` (1, words, width), `region` (1, words, descriptions) and `inside` (1, words);
    gives probabilities: `roles` (1, words, roles) and `media` (1, media).
    """
    graph = Graph()
    width = weights["draw.weight"].shape[0]
    x = linear_of(graph, "hidden", weights["draw.weight"].T, weights["draw.bias"], "drawn")
    graph.weight("region_table", weights["region.weight"].T)
    graph.weight("region_bias", weights["region.bias"])
    graph.weight("first", np.array([1], np.int64))
    graph.weight("second", np.array([2], np.int64))
    graph.node("Gather", ["region_table", "region"], "region_rows")
    graph.node("ReduceSum", ["region_rows", "second"], "region_sum", keepdims=0)
    graph.node("Add", ["region_sum", "region_bias"], "region_vectors")
    x = graph.node("Add", [x, "region_vectors"], "entered")
    x = norm_of(graph, x, weights, "norm", epsilon)
    head_shapes(graph, width, heads)
    for number in range(layers):
        name = f"layers.{number}"
        x = layer_of(graph, x, weights, name, epsilon, {})
    logits = linear_of(graph, x, weights["roles.weight"].T, weights["roles.bias"], "roles.exact")
    graph.node("Sigmoid", [logits], "roles")
    pooled = [_inside_mean(graph, x), _noted_mean(graph, x, weights), _cue_mean(graph, x)]
    graph.node("Concat", pooled, "pooled", axis=-1)
    inner = linear_of(
        graph, "pooled", weights["media.0.weight"].T, weights["media.0.bias"], "m.exact0"
    )
    graph.node("Gelu", [inner], "m.gelu")
    linear_of(graph, "m.gelu", weights["media.3.weight"].T, weights["media.3.bias"], "m.exact1")
    graph.node("Softmax", ["m.exact1"], "media", axis=-1)
    return model_of(
        graph,
        "roles",
        [
            ("hidden", TensorProto.FLOAT, [1, "words", weights["draw.weight"].shape[1]]),
            ("region", TensorProto.INT64, [1, "words", 4]),
            ("inside", TensorProto.FLOAT, [1, "words"]),
        ],
        [
            ("roles", TensorProto.FLOAT, [1, "words", weights["roles.weight"].shape[0]]),
            ("media", TensorProto.FLOAT, [1, weights["media.3.weight"].shape[0]]),
        ],
    )


def _distances(graph: Graph, most: int) -> None:
    """`distances` (words, words): how far the second word is from the first, as rows of a table."""
    graph.weight("zero", np.array(0, np.int64))
    graph.weight("one", np.array(1, np.int64))
    graph.weight("first_axis", np.array([0], np.int64))
    graph.weight("second_axis", np.array([1], np.int64))
    graph.weight("most", np.array(most, np.int64))
    graph.weight("least", np.array(-most, np.int64))
    graph.node("Shape", ["features"], "shape")
    graph.node("Gather", ["shape", "one"], "count")
    graph.node("Range", ["zero", "count", "one"], "numbers")
    graph.node("Unsqueeze", ["numbers", "first_axis"], "across")
    graph.node("Unsqueeze", ["numbers", "second_axis"], "down")
    graph.node("Sub", ["across", "down"], "apart")
    graph.node("Clip", ["apart", "least", "most"], "apart_most")
    graph.node("Add", ["apart_most", "most"], "distances")


def _inside_mean(graph: Graph, x: str) -> str:
    return _mean(graph, x, "inside", "inner", least=1.0)


def _cue_mean(graph: Graph, x: str) -> str:
    """Mean over the words by how likely they are of the cue."""
    graph.weight("cue_number", np.array(ROLES.index("cue"), np.int64))
    graph.node("Gather", ["roles", "cue_number"], "cue_weights", axis=2)
    return _mean(graph, x, "cue_weights", "cue_mean", more=NO_CUE)


def _noted_mean(graph: Graph, x: str, weights: Weights) -> str:
    """Mean over the words, each as much as a learnt vector notes it."""
    linear_of(graph, x, weights["note.weight"].T, weights["note.bias"], "notes.exact")
    graph.node("Softmax", ["notes.exact"], "note_weights", axis=1)
    graph.node("Mul", [x, "note_weights"], "noted")
    return graph.node("ReduceSum", ["noted", "first"], "noted_mean", keepdims=0)


def _mean(
    graph: Graph, x: str, by: str, name: str, *, least: float = 0.0, more: float = 0.0
) -> str:
    graph.node("Unsqueeze", [by, "second"], f"{name}.by")
    graph.node("Mul", [x, f"{name}.by"], f"{name}.weighed")
    graph.node("ReduceSum", [f"{name}.weighed", "first"], f"{name}.sum", keepdims=0)
    total = graph.node("ReduceSum", [by, "first"], f"{name}.total", keepdims=1)
    if least:
        graph.weight(f"{name}.least", np.array(least, np.float32))
        total = graph.node("Max", [total, f"{name}.least"], f"{name}.total1")
    if more:
        graph.weight(f"{name}.more", np.array(more, np.float32))
        total = graph.node("Add", [total, f"{name}.more"], f"{name}.total2")
    return graph.node("Div", [f"{name}.sum", total], name)
