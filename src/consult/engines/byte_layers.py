"""Linear layers that multiply whole numbers of one byte.

Weights have a scale a row and values a scale a token (Dettmers et al. 2022, "LLM.int8()"): with one
scale for all, the few large values of an encoder leave the others no steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from consult.engines.one_byte import narrow_rows

if TYPE_CHECKING:
    from consult.engines.onnx_graph import Graph

STEPS = 63
"""Weights use seven bits: older processors add two products of eight in sixteen."""
ZERO = 128
"""What stands for nought among values."""


class ByteLayers:
    """Adds such layers to a graph; values that several of them read are narrowed once."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._narrow: dict[str, tuple[str, str]] = {}

    def linear(self, value: str, key: str) -> str:
        """Add a linear layer: ``key.weight`` (out, in) and ``key.bias`` (out)."""
        from onnx import TensorProto

        graph = self._graph
        codes, scale = narrow_rows(graph.weights[f"{key}.weight"], STEPS)
        narrow, step = self._narrowed(value)
        turned = graph.constant(np.ascontiguousarray(codes.T))
        zero = graph.constant(np.array(ZERO, np.uint8))
        product = graph.op("MatMulInteger", narrow, turned, zero)
        whole = graph.op("Mul", graph.op("Cast", product, to=TensorProto.FLOAT), step)
        scaled = graph.op("Mul", whole, graph.constant(scale))
        return graph.op("Add", scaled, graph.weight(f"{key}.bias"))

    def _narrowed(self, value: str) -> tuple[str, str]:
        """Return the values as one byte each around ``ZERO``, and a scale for each token."""
        from onnx import TensorProto

        if value not in self._narrow:
            graph = self._graph
            last = graph.constant(np.array([-1]))
            largest = graph.op("ReduceMax", graph.op("Abs", value), last, keepdims=1)
            full = graph.constant(np.array(ZERO - 1, np.float32))
            least = graph.constant(np.array(1e-12, np.float32))
            step = graph.op("Div", graph.op("Max", largest, least), full)
            zero = graph.constant(np.array(ZERO, np.float32))
            raised = graph.op("Round", graph.op("Add", graph.op("Div", value, step), zero))
            self._narrow[value] = (graph.op("Cast", raised, to=TensorProto.UINT8), step)
        return self._narrow[value]
