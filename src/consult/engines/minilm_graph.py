"""The ONNX graph of a BERT sentence encoder, built from its weights without PyTorch.

The graph takes token ids alone: texts of one batch have the same number of tokens, so nothing is
padded and nothing masked, and a text's vector cannot depend on what it was batched with.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from consult.engines.onnx_graph import Graph, serialised

if TYPE_CHECKING:
    from consult.engines.onnx_graph import Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class BertShape:
    """The sizes of a BERT encoder, as its config.json gives them."""

    layers: int
    heads: int
    hidden: int
    epsilon: float


def _embed(graph: Graph, ids: str, shape: BertShape) -> str:
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


def _attend(graph: Graph, value: str, prefix: str, shape: BertShape) -> str:
    width = shape.hidden // shape.heads
    heads = {}
    for name, order in (("query", (0, 2, 1, 3)), ("key", (0, 2, 3, 1)), ("value", (0, 2, 1, 3))):
        flat = graph.linear(value, f"{prefix}.self.{name}")
        heads[name] = graph.split_heads(flat, shape.heads, width, order)
    scale = graph.constant(np.array(1.0 / np.sqrt(width), dtype=np.float32))
    scores = graph.op("Mul", graph.op("MatMul", heads["query"], heads["key"]), scale)
    mixed = graph.op("MatMul", graph.op("Softmax", scores, axis=-1), heads["value"])
    flat = graph.join_heads(mixed, shape.hidden)
    added = graph.op("Add", graph.linear(flat, f"{prefix}.output.dense"), value)
    return graph.norm(added, f"{prefix}.output.LayerNorm", shape.epsilon)


def _layer(graph: Graph, value: str, prefix: str, shape: BertShape) -> str:
    attended = _attend(graph, value, f"{prefix}.attention", shape)
    wide = graph.op("Gelu", graph.linear(attended, f"{prefix}.intermediate.dense"))
    added = graph.op("Add", graph.linear(wide, f"{prefix}.output.dense"), attended)
    return graph.norm(added, f"{prefix}.output.LayerNorm", shape.epsilon)


def build_encoder(weights: Weights, shape: BertShape) -> bytes:
    """Return a serialised ONNX model: ``ids`` int64 (n, tokens) -> ``states`` float32.

    States have the shape (n, tokens, hidden); averaging them over tokens is left to the caller,
    since the runtime's own mean differs in its last bit between one text and several. The bytes
    depend on nothing but the weights and the shape.
    """
    from onnx import TensorProto

    graph = Graph(weights)
    value = _embed(graph, "ids", shape)
    for number in range(shape.layers):
        value = _layer(graph, value, f"encoder.layer.{number}", shape)
    graph.result(value, "states")
    inputs = {"ids": (TensorProto.INT64, ("n", "tokens"))}
    states = ("n", "tokens", shape.hidden)
    return serialised(graph, "sentence-encoder", inputs, ("states", states))
