"""A small writer of ONNX graphs: the layers that encoders are made of, from their weights.

Importing PyTorch takes several seconds; writing the same arithmetic down as an ONNX graph and
loading it takes one or two for six layers, and it runs about one and a half times as fast.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Weights = Mapping[str, npt.NDArray[Any]]

OPSET = 20
"""The first operator set with Gelu."""
IR_VERSION = 10


class Graph:
    """Collects nodes and weights; every method that computes returns the name of its result."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._count = 0
        self.nodes: list[Any] = []
        self.constants: dict[str, npt.NDArray[Any]] = {}

    def constant(self, value: npt.NDArray[Any]) -> str:
        """Add a constant of any shape."""
        name = f"c{len(self.constants)}"
        self.constants[name] = value
        return name

    def bounds(self, start: int, end: int) -> tuple[str, str]:
        """Add where a slice starts and where it ends."""
        return self.constant(np.array([start])), self.constant(np.array([end]))

    def weight(self, key: str, *, transposed: bool = False) -> str:
        """Add the weights of a name."""
        value = self.weights[key]
        return self.constant(np.ascontiguousarray(value.T) if transposed else value)

    def op(self, kind: str, *inputs: str, **attributes: Any) -> str:
        """Add an operator with one output."""
        from onnx import helper

        self._count += 1
        output = f"t{self._count}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
        return output

    def result(self, value: str, name: str) -> None:
        """Give a value the name of an output."""
        from onnx import helper

        self.nodes.append(helper.make_node("Identity", [value], [name]))

    def linear(self, value: str, key: str) -> str:
        """Add a linear layer: ``key.weight`` (out, in) and ``key.bias`` (out)."""
        product = self.op("MatMul", value, self.weight(f"{key}.weight", transposed=True))
        return self.op("Add", product, self.weight(f"{key}.bias"))

    def norm(self, value: str, key: str, epsilon: float) -> str:
        """Add a layer normalisation over the last axis."""
        return self.op(
            "LayerNormalization",
            value,
            self.weight(f"{key}.weight"),
            self.weight(f"{key}.bias"),
            axis=-1,
            epsilon=epsilon,
        )

    def split_heads(self, value: str, heads: int, width: int, order: Sequence[int]) -> str:
        """Reshape (n, tokens, heads * width) to four axes and put them into an order."""
        shape = self.constant(np.array([0, 0, heads, width]))
        return self.op("Transpose", self.op("Reshape", value, shape), perm=list(order))

    def join_heads(self, value: str, hidden: int) -> str:
        """Reshape (n, heads, tokens, width) to (n, tokens, hidden)."""
        shape = self.constant(np.array([0, 0, hidden]))
        return self.op("Reshape", self.op("Transpose", value, perm=(0, 2, 1, 3)), shape)


def serialised(
    graph: Graph,
    name: str,
    inputs: Mapping[str, tuple[int, Sequence[Any]]],
    output: tuple[str, Sequence[Any]],
) -> bytes:
    """Return the model's bytes; they depend on nothing but the graph.

    Args:
        graph: whose nodes are complete, the last of them giving the output.
        name: of the graph.
        inputs: the type (of ``onnx.TensorProto``) and the shape of each input.
        output: the name and the shape of the float32 output.
    """
    from onnx import TensorProto, checker, helper, numpy_helper

    given = [helper.make_tensor_value_info(n, t, list(shape)) for n, (t, shape) in inputs.items()]
    result, shape = output
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            name,
            given,
            [helper.make_tensor_value_info(result, TensorProto.FLOAT, list(shape))],
            [numpy_helper.from_array(array, key) for key, array in graph.constants.items()],
        ),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
        producer_name="consult",
    )
    checker.check_model(model)
    found: bytes = model.SerializeToString()
    return found
