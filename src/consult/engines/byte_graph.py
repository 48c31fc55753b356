"""Linear layers that multiply whole numbers of one byte.

Weights have a scale a row and values a scale a token (Dettmers et al. 2022, "LLM.int8()"): with one
scale for all, the few large values of an encoder leave the others no steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from consult.engines.one_byte import narrow_rows
from consult.engines.onnx_graph import Graph

if TYPE_CHECKING:
    from consult.engines.onnx_graph import Weights

STEPS = 63
"""Weights use seven bits: older processors add two products of eight in sixteen."""
ZERO = 128
"""What stands for nought among values."""


class ByteGraph(Graph):
    """A graph with such layers; values that several of them read are narrowed once."""

    def __init__(self, weights: Weights) -> None:
        super().__init__(weights)
        self._narrow: dict[str, tuple[str, str]] = {}

    def byte_linear(self, value: str, key: str) -> str:
        """Add a linear layer: ``key.weight`` (out, in) and ``key.bias`` (out)."""
        from onnx import TensorProto

        codes, scale = narrow_rows(self.weights[f"{key}.weight"], STEPS)
        narrow, step = self._narrowed(value)
        turned = self.constant(np.ascontiguousarray(codes.T))
        zero = self.constant(np.array(ZERO, np.uint8))
        product = self.op("MatMulInteger", narrow, turned, zero)
        whole = self.op("Mul", self.op("Cast", product, to=TensorProto.FLOAT), step)
        scaled = self.op("Mul", whole, self.constant(scale))
        return self.op("Add", scaled, self.weight(f"{key}.bias"))

    def _narrowed(self, value: str) -> tuple[str, str]:
        """Return the values as one byte each around ``ZERO``, and a scale for each token."""
        from onnx import TensorProto

        if value not in self._narrow:
            last = self.constant(np.array([-1]))
            largest = self.op("ReduceMax", self.op("Abs", value), last, keepdims=1)
            full = self.constant(np.array(ZERO - 1, np.float32))
            least = self.constant(np.array(1e-12, np.float32))
            step = self.op("Div", self.op("Max", largest, least), full)
            zero = self.constant(np.array(ZERO, np.float32))
            raised = self.op("Round", self.op("Add", self.op("Div", value, step), zero))
            self._narrow[value] = (self.op("Cast", raised, to=TensorProto.UINT8), step)
        return self._narrow[value]
