"""The ONNX graph of a BERT sentence encoder, built from its weights without PyTorch.

The graph takes token ids alone: texts of one batch have the same number of tokens, so nothing is
padded and nothing masked, and a text's vector cannot depend on what it was batched with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from consult.engines.encoder_layer import AttentionNames, EncoderShape, encoder_layer
from consult.engines.onnx_graph import Graph, serialised

if TYPE_CHECKING:
    from consult.engines.onnx_graph import Weights


ATTENTION = AttentionNames(
    query="attention.self.query",
    key="attention.self.key",
    value="attention.self.value",
    joined="attention.output.dense",
    norm="attention.output.LayerNorm",
)


def _embed(graph: Graph, ids: str, shape: EncoderShape) -> str:
    length = graph.op("Slice", graph.op("Shape", ids), *graph.bounds(1, 2))
    positions = graph.op(
        "Slice",
        graph.weight("embeddings.position_embeddings.weight"),
        graph.constant(np.array([0])),
        length,
        graph.constant(np.array([0])),
    )
    words = graph.op("Gather", graph.weight("embeddings.word_embeddings.weight"), ids)
    kind = graph.op(
        "Slice", graph.weight("embeddings.token_type_embeddings.weight"), *graph.bounds(0, 1)
    )
    total = graph.op("Add", graph.op("Add", words, positions), kind)
    return graph.norm(total, "embeddings.LayerNorm", shape.epsilon)


def build_encoder(weights: Weights, shape: EncoderShape) -> bytes:
    """Return a serialised ONNX model: ``ids`` int64 (n, tokens) -> ``states`` float32.

    States have the shape (n, tokens, hidden); averaging them over tokens is left to the caller,
    since the runtime's own mean differs in its last bit between one text and several. The bytes
    depend on nothing but the weights and the shape.
    """
    from onnx import TensorProto

    graph = Graph(weights)
    value = _embed(graph, "ids", shape)
    for number in range(shape.layers):
        prefix = f"encoder.layer.{number}"
        value = encoder_layer(graph, value, prefix, shape, ATTENTION, linear=graph.linear)
    graph.result(value, "states")
    inputs = {"ids": (TensorProto.INT64, ("n", "tokens"))}
    states = ("n", "tokens", shape.hidden)
    return serialised(graph, "sentence-encoder", inputs, ("states", states))
