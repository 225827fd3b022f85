"""The trained encoder as an ONNX graph, in float32 and in int8."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

OPSET = 20
_EMBEDDINGS = "word"
# So many channels of the inputs of a layer's inner products are outliers, and taken care of.
_OUTLIERS = 4
# Products that stay in float32 have this in their names.
_EXACT = ".exact"


class Graph:
    """Nodes and weights, collected; every method returns the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, values: np.ndarray) -> str:
        """Add a weight."""
        self.weights.append(numpy_helper.from_array(np.asarray(values, order="C"), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, **attributes: object) -> str:
        """Add a node."""
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output


def build(
    weights: dict[str, np.ndarray],
    *,
    layers: int,
    heads: int,
    epsilon: float,
    largest: Mapping[str, np.ndarray] | None = None,
    middle: int | None = None,
) -> onnx.ModelProto:
    """Graph from `ids` (1, pieces) int64 to `vectors` (1, pieces, width) float32.

    With `middle`, it has a second output of that name: what so many layers make of the pieces.

    The embedding table is kept as int8 with one scale a row, in every variant: at float32 it
    would be two thirds of the file. `largest` has the largest inputs of a layer's `fi` and `fo`
    ("layers.3.fi"), by channel; with it the graph is laid out so that `quantise` costs less, which
    changes nothing before.
    """
    largest = largest or {}
    graph = Graph()
    table = weights["word.weight"]
    scale = np.abs(table).max(axis=1, keepdims=True).astype(np.float32) / 127
    scale[scale == 0] = 1
    graph.weight(_EMBEDDINGS, np.round(table / scale).astype(np.int8))
    graph.weight("word_scale", scale)
    width = table.shape[1]
    graph.node("Gather", [_EMBEDDINGS, "ids"], "rows8")
    graph.node("Cast", ["rows8"], "rows", to=TensorProto.FLOAT)
    graph.node("Gather", ["word_scale", "ids"], "row_scales")
    graph.node("Mul", ["rows", "row_scales"], "words")
    graph.weight("positions", weights["pos"].astype(np.float32))
    graph.weight("zero", np.array([0], np.int64))
    graph.weight("one", np.array([1], np.int64))
    graph.weight("two", np.array([2], np.int64))
    graph.node("Shape", ["ids"], "shape")
    graph.node("Slice", ["shape", "one", "two"], "length")
    graph.node("Slice", ["positions", "zero", "length", "zero"], "position_rows")
    graph.node("Add", ["words", "position_rows"], "embedded")
    x = norm_of(graph, "embedded", weights, "ln", epsilon)
    head_shapes(graph, width, heads)
    for layer in range(layers):
        x = layer_of(graph, x, weights, f"layers.{layer}", epsilon, largest)
        if layer + 1 == middle:
            graph.node("Identity", [x], "middle")
    graph.node("Identity", [x], "vectors")
    outputs = ["vectors"] if middle is None else ["vectors", "middle"]
    return model_of(
        graph,
        "encoder",
        [("ids", TensorProto.INT64, [1, "pieces"])],
        [(name, TensorProto.FLOAT, [1, "pieces", width]) for name in outputs],
    )


def model_of(
    graph: Graph,
    name: str,
    inputs: Sequence[tuple[str, int, list[int | str]]],
    outputs: Sequence[tuple[str, int, list[int | str]]],
) -> onnx.ModelProto:
    """A checked model of a graph; inputs and outputs by name, type and shape."""
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            name,
            [helper.make_tensor_value_info(*one) for one in inputs],
            [helper.make_tensor_value_info(*one) for one in outputs],
            graph.weights,
        ),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=10,
    )
    onnx.checker.check_model(model)
    return model


def quantise(source: Path, target: Path) -> None:
    """Dynamic int8 a channel, at 7 bits: without VNNI, sums of 8-bit products saturate."""
    quantize_dynamic(
        source,
        target,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=[
            node.name for node in onnx.load(source).graph.node if _EXACT in node.name
        ],
    )
    _check_range(target)


def _check_range(path: Path) -> None:
    """Two products of a byte and a weight must fit 16 bits, or processors would disagree."""
    for weight in onnx.load(path).graph.initializer:
        if weight.data_type == TensorProto.INT8 and weight.name != _EMBEDDINGS:
            most = int(np.abs(numpy_helper.to_array(weight).astype(int)).max())
            if 2 * 255 * most > np.iinfo(np.int16).max:
                raise ValueError(f"{weight.name} goes up to {most}: processors would disagree")


def layer_of(
    graph: Graph,
    x: str,
    weights: dict[str, np.ndarray],
    name: str,
    epsilon: float,
    largest: Mapping[str, np.ndarray],
    *,
    nearness: str | None = None,
) -> str:
    """One layer; `nearness` names what is added to the scores of its attention, if anything."""

    def linear(source: str, parts: list[str], output: str) -> str:
        matrix = np.concatenate([weights[f"{name}.{part}.weight"] for part in parts]).T
        bias = np.concatenate([weights[f"{name}.{part}.bias"] for part in parts])
        return linear_of(graph, source, matrix, bias, output)

    joined = linear(x, ["q", "k", "v"], f"{name}.qkv")
    graph.node("Split", [joined], f"{name}.q0", axis=2, num_outputs=3)
    graph.nodes[-1].output.extend([f"{name}.k0", f"{name}.v0"])
    for part, order in (("q", [0, 2, 1, 3]), ("k", [0, 2, 3, 1]), ("v", [0, 2, 1, 3])):
        graph.node("Reshape", [f"{name}.{part}0", "split_heads"], f"{name}.{part}1")
        graph.node("Transpose", [f"{name}.{part}1"], f"{name}.{part}", perm=order)
    graph.node("Mul", [f"{name}.q", "shrink"], f"{name}.q2")
    scores = graph.node("MatMul", [f"{name}.q2", f"{name}.k"], f"{name}.scores")
    if nearness is not None:
        scores = graph.node("Add", [scores, nearness], f"{name}.scores2")
    graph.node("Softmax", [scores], f"{name}.weights", axis=-1)
    graph.node("MatMul", [f"{name}.weights", f"{name}.v"], f"{name}.mixed")
    graph.node("Transpose", [f"{name}.mixed"], f"{name}.mixed1", perm=[0, 2, 1, 3])
    graph.node("Reshape", [f"{name}.mixed1", "join_heads"], f"{name}.mixed2")
    out = linear(f"{name}.mixed2", ["ao"], f"{name}.ao")
    graph.node("Add", [x, out], f"{name}.attended")
    x = norm_of(graph, f"{name}.attended", weights, f"{name}.aln", epsilon)
    outer = _feed_forward(graph, x, weights, name, largest)
    graph.node("Add", [x, outer], f"{name}.fed")
    return norm_of(graph, f"{name}.fed", weights, f"{name}.oln", epsilon)


def head_shapes(graph: Graph, width: int, heads: int) -> None:
    """What all layers of a graph share."""
    graph.weight("split_heads", np.array([0, 0, heads, width // heads], np.int64))
    graph.weight("join_heads", np.array([0, 0, width], np.int64))
    graph.weight("shrink", np.array((width / heads) ** -0.5, np.float32))


def _feed_forward(
    graph: Graph,
    x: str,
    weights: dict[str, np.ndarray],
    name: str,
    largest: Mapping[str, np.ndarray],
) -> str:
    """The inner layer of a layer, so that its outliers take no steps of int8 from all others."""
    inward, outward = weights[f"{name}.fi.weight"].T, weights[f"{name}.fo.weight"].T
    bias, outward_bias = weights[f"{name}.fi.bias"], weights[f"{name}.fo.bias"]
    if f"{name}.fi" not in largest:
        inner = linear_of(graph, x, inward, bias, f"{name}.fi")
        graph.node("Gelu", [inner], f"{name}.gelu")
        return linear_of(graph, f"{name}.gelu", outward, outward_bias, f"{name}.fo")
    # Outlying neurons go through products of their own; without weights they say nothing here.
    neurons = np.argsort(largest[f"{name}.fo"])[-_OUTLIERS:]
    exact = linear_of(graph, x, inward[:, neurons], bias[neurons], f"{name}.fi{_EXACT}")
    graph.node("Gelu", [exact], f"{name}.gelu{_EXACT}")
    graph.weight(f"{name}.fo{_EXACT}.w", outward[neurons])
    aside = graph.node(
        "MatMul", [f"{name}.gelu{_EXACT}", f"{name}.fo{_EXACT}.w"], f"{name}.fo{_EXACT}"
    )
    inward, bias, outward = inward.copy(), bias.copy(), outward.copy()
    inward[:, neurons], bias[neurons], outward[neurons] = 0, 0, 0
    # So do outlying inputs; all others are quantised without them.
    inputs = np.argsort(largest[f"{name}.fi"])[-_OUTLIERS:]
    others = np.ones(len(inward), np.float32)
    others[inputs] = 0
    graph.weight(f"{name}.others", others)
    graph.node("Mul", [x, f"{name}.others"], f"{name}.level")
    level = linear_of(graph, f"{name}.level", inward * others[:, None], bias, f"{name}.fi.level")
    graph.weight(f"{name}.inputs", inputs.astype(np.int64))
    graph.node("Gather", [x, f"{name}.inputs"], f"{name}.loud", axis=2)
    graph.weight(f"{name}.loud{_EXACT}.w", inward[inputs])
    loud = graph.node("MatMul", [f"{name}.loud", f"{name}.loud{_EXACT}.w"], f"{name}.loud{_EXACT}")
    inner = graph.node("Add", [level, loud], f"{name}.fi")
    graph.node("Gelu", [inner], f"{name}.gelu")
    outer = linear_of(graph, f"{name}.gelu", outward, outward_bias, f"{name}.fo")
    return graph.node("Add", [outer, aside], f"{name}.outer")


def linear_of(graph: Graph, x: str, matrix: np.ndarray, bias: np.ndarray, output: str) -> str:
    """A product and a bias; the matrix has shape (in, out)."""
    graph.weight(f"{output}.w", matrix)
    graph.weight(f"{output}.b", bias)
    graph.node("MatMul", [x, f"{output}.w"], f"{output}.product")
    return graph.node("Add", [f"{output}.product", f"{output}.b"], output)


def norm_of(graph: Graph, x: str, weights: dict[str, np.ndarray], name: str, epsilon: float) -> str:
    """A normalisation of the last axis."""
    graph.weight(f"{name}.scale", weights[f"{name}.weight"])
    graph.weight(f"{name}.shift", weights[f"{name}.bias"])
    return graph.node(
        "LayerNormalization",
        [x, f"{name}.scale", f"{name}.shift"],
        f"{name}.out",
        axis=-1,
        epsilon=epsilon,
    )
