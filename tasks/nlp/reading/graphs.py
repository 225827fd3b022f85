"""ONNX graphs, opened so that a process keeps to its own core."""

from __future__ import annotations

import onnxruntime

from tasks.machine.shortage import is_shortage

# Adding and normalising apart is a tenth faster than the library's fused operator.
_SLOWER = ("SkipLayerNormFusion",)


def open_graph(weights: bytes, whose: str) -> onnxruntime.InferenceSession:
    """A session of one thread.

    Raises ValueError where the weights are damaged, MemoryError where the memory is used up.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(
            weights,
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=list(_SLOWER),
        )
    except Exception as error:  # the library raises nothing narrower
        if is_shortage(error):
            raise MemoryError(str(error)) from error
        raise ValueError(f"{whose} weights are damaged: {error}") from error
