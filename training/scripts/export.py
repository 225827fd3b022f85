"""The trained encoder as an ONNX graph, in float32 and in int8."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

OPSET = 20


class _Graph:
    """Nodes and weights, collected; every method returns the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, values: np.ndarray) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output


def build(
    weights: dict[str, np.ndarray], *, layers: int, heads: int, epsilon: float
) -> onnx.ModelProto:
    """Graph from `ids` (1, pieces) int64 to `vectors` (1, pieces, width) float32.

    The embedding table is kept as int8 with one scale a row, in every variant: at float32 it
    would be two thirds of the file.
    """
    graph = _Graph()
    table = weights["word.weight"]
    scale = np.abs(table).max(axis=1, keepdims=True).astype(np.float32) / 127
    scale[scale == 0] = 1
    graph.weight("word", np.round(table / scale).astype(np.int8))
    graph.weight("word_scale", scale)
    width = table.shape[1]
    graph.node("Gather", ["word", "ids"], "rows8")
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
    x = _norm(graph, "embedded", weights, "ln", epsilon)
    graph.weight("split_heads", np.array([0, 0, heads, width // heads], np.int64))
    graph.weight("join_heads", np.array([0, 0, width], np.int64))
    graph.weight("shrink", np.array((width / heads) ** -0.5, np.float32))
    for layer in range(layers):
        x = _layer(graph, x, weights, f"layers.{layer}", epsilon)
    graph.node("Identity", [x], "vectors")
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "encoder",
            [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "pieces"])],
            [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, [1, "pieces", width])],
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
    )


def _layer(graph: _Graph, x: str, weights: dict[str, np.ndarray], name: str, epsilon: float) -> str:
    def linear(source: str, parts: list[str], output: str) -> str:
        matrix = np.concatenate([weights[f"{name}.{part}.weight"] for part in parts]).T
        bias = np.concatenate([weights[f"{name}.{part}.bias"] for part in parts])
        graph.weight(f"{output}.w", matrix)
        graph.weight(f"{output}.b", bias)
        graph.node("MatMul", [source, f"{output}.w"], f"{output}.product")
        return graph.node("Add", [f"{output}.product", f"{output}.b"], output)

    joined = linear(x, ["q", "k", "v"], f"{name}.qkv")
    graph.node("Split", [joined], f"{name}.q0", axis=2, num_outputs=3)
    graph.nodes[-1].output.extend([f"{name}.k0", f"{name}.v0"])
    for part, order in (("q", [0, 2, 1, 3]), ("k", [0, 2, 3, 1]), ("v", [0, 2, 1, 3])):
        graph.node("Reshape", [f"{name}.{part}0", "split_heads"], f"{name}.{part}1")
        graph.node("Transpose", [f"{name}.{part}1"], f"{name}.{part}", perm=order)
    graph.node("Mul", [f"{name}.q", "shrink"], f"{name}.q2")
    graph.node("MatMul", [f"{name}.q2", f"{name}.k"], f"{name}.scores")
    graph.node("Softmax", [f"{name}.scores"], f"{name}.weights", axis=-1)
    graph.node("MatMul", [f"{name}.weights", f"{name}.v"], f"{name}.mixed")
    graph.node("Transpose", [f"{name}.mixed"], f"{name}.mixed1", perm=[0, 2, 1, 3])
    graph.node("Reshape", [f"{name}.mixed1", "join_heads"], f"{name}.mixed2")
    out = linear(f"{name}.mixed2", ["ao"], f"{name}.ao")
    graph.node("Add", [x, out], f"{name}.attended")
    x = _norm(graph, f"{name}.attended", weights, f"{name}.aln", epsilon)
    inner = linear(x, ["fi"], f"{name}.fi")
    graph.node("Gelu", [inner], f"{name}.gelu")
    outer = linear(f"{name}.gelu", ["fo"], f"{name}.fo")
    graph.node("Add", [x, outer], f"{name}.fed")
    return _norm(graph, f"{name}.fed", weights, f"{name}.oln", epsilon)


def _norm(graph: _Graph, x: str, weights: dict[str, np.ndarray], name: str, epsilon: float) -> str:
    graph.weight(f"{name}.scale", weights[f"{name}.weight"])
    graph.weight(f"{name}.shift", weights[f"{name}.bias"])
    return graph.node(
        "LayerNormalization",
        [x, f"{name}.scale", f"{name}.shift"],
        f"{name}.out",
        axis=-1,
        epsilon=epsilon,
    )
