"""The ONNX graph of an MPNet encoder that reads a proposition and a text, with a stance head.

MPNet (Song et al. 2020) adds to every attention a bias by how far apart two tokens stand. The head
looks at the averages of both texts, as ``training.stance.network`` has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from consult.engines.byte_graph import ByteGraph
from consult.engines.encoder_layer import AttentionNames, EncoderShape, encoder_layer
from consult.engines.onnx_graph import serialised

if TYPE_CHECKING:
    import numpy.typing as npt

    from consult.engines.onnx_graph import Graph, Weights

FIRST_POSITION = 2
"""MPNet counts positions from two: its padding has the first ones."""
FARTHEST = 128
"""Tokens that stand farther apart than this are all equally far."""


ATTENTION = AttentionNames(
    query="attention.attn.q",
    key="attention.attn.k",
    value="attention.attn.v",
    joined="attention.attn.o",
    norm="attention.LayerNorm",
)


def build_reader(weights: Weights, shape: EncoderShape, tokens: int) -> bytes:
    """Return a serialised ONNX model: ``ids`` and ``text`` (1, tokens) -> ``logits`` (1, 3).

    ``ids`` (int64) are the tokens of both, ``tokens`` at most, and ``text`` (float32) is one at
    those of the text. The logits are those of agree, disagree and neither. Matrices run in whole
    numbers of one byte.
    """
    from onnx import TensorProto

    graph = ByteGraph(weights)
    length = graph.op("Slice", graph.op("Shape", "ids"), *graph.bounds(1, 2))
    bias = _until(graph, distance_bias(weights, tokens), length, axes=(2, 3))
    value = _embed(graph, length, shape, tokens)
    for number in range(shape.layers):
        prefix = f"encoder.encoder.layer.{number}"
        value = encoder_layer(
            graph, value, prefix, shape, ATTENTION, linear=graph.byte_linear, bias=bias
        )
    graph.result(_head(graph, value), "logits")
    inputs = {
        "ids": (TensorProto.INT64, (1, "tokens")),
        "text": (TensorProto.FLOAT, (1, "tokens")),
    }
    return serialised(graph, "stance-reader", inputs, ("logits", (1, 3)))


def distance_bias(weights: Weights, tokens: int) -> npt.NDArray[np.float32]:
    """Return what attention adds for each head by distance: (1, heads, tokens, tokens)."""
    table = weights["encoder.encoder.relative_attention_bias.weight"]
    steps = np.arange(tokens)
    found = table[buckets(steps[None, :] - steps[:, None], len(table))]
    return np.ascontiguousarray(found.transpose(2, 0, 1)[None], dtype=np.float32)


def buckets(distances: npt.NDArray[np.int64], count: int) -> npt.NDArray[np.int64]:
    """Return the bucket of each distance: half of them look ahead, and far ones share theirs."""
    half = count // 2
    exact = half // 2
    away = np.abs(distances)
    far = np.log(np.maximum(away, 1).astype(np.float32) / np.float32(exact))
    spread = far / np.float32(np.log(FARTHEST / exact)) * (half - exact)
    shared = np.minimum(exact + spread.astype(np.int64), half - 1)
    side = np.where(distances > 0, half, 0)
    return np.asarray(side + np.where(away < exact, away, shared), dtype=np.int64)


def _until(
    graph: Graph, value: npt.NDArray[np.float32], length: str, *, axes: tuple[int, ...]
) -> str:
    """Cut a constant to the length of the pair along some axes."""
    ends = graph.op("Concat", *([length] * len(axes)), axis=0) if len(axes) > 1 else length
    start = graph.constant(np.zeros(len(axes), dtype=np.int64))
    return graph.op(
        "Slice", graph.constant(value), start, ends, graph.constant(np.array(axes, np.int64))
    )


def _embed(graph: Graph, length: str, shape: EncoderShape, tokens: int) -> str:
    words = graph.op("Gather", graph.weight("encoder.embeddings.word_embeddings.weight"), "ids")
    places = graph.weights["encoder.embeddings.position_embeddings.weight"]
    read = np.ascontiguousarray(places[FIRST_POSITION : FIRST_POSITION + tokens])
    total = graph.op("Add", words, _until(graph, read, length, axes=(0,)))
    return graph.norm(total, "encoder.embeddings.LayerNorm", shape.epsilon)


def _head(graph: Graph, value: str) -> str:
    one = graph.constant(np.array(1.0, dtype=np.float32))
    claim = _average(graph, value, graph.op("Sub", one, "text"))
    text = _average(graph, value, "text")
    apart = graph.op("Abs", graph.op("Sub", claim, text))
    both = graph.op("Concat", claim, text, apart, graph.op("Mul", claim, text), axis=-1)
    return graph.linear(graph.op("Tanh", graph.linear(both, "head.1")), "head.4")


def _average(graph: Graph, value: str, mask: str) -> str:
    """Average the states (1, tokens, hidden) where the mask (1, tokens) is one."""
    column = graph.op("Unsqueeze", mask, graph.constant(np.array([2])))
    axis = graph.constant(np.array([1]))
    total = graph.op("ReduceSum", graph.op("Mul", value, column), axis, keepdims=0)
    count = graph.op("ReduceSum", mask, axis, keepdims=1)
    return graph.op("Div", total, graph.op("Max", count, graph.constant(np.ones(1, np.float32))))
