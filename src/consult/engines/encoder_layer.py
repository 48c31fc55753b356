"""One layer of an encoder in an ONNX graph: attention, then two layers (Vaswani et al. 2017)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from consult.engines.onnx_graph import Graph

    Linear = Callable[[str, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderShape:
    """The sizes of an encoder."""

    layers: int
    heads: int
    hidden: int
    epsilon: float

    @classmethod
    def of_config(cls, config: Mapping[str, Any]) -> EncoderShape:
        """Return the sizes that a model's config.json gives."""
        return cls(
            layers=config["num_hidden_layers"],
            heads=config["num_attention_heads"],
            hidden=config["hidden_size"],
            epsilon=config["layer_norm_eps"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionNames:
    """What the weights of attention are called in a layer; the rest has one name everywhere."""

    query: str
    key: str
    value: str
    joined: str
    norm: str


def encoder_layer(
    graph: Graph,
    value: str,
    prefix: str,
    shape: EncoderShape,
    names: AttentionNames,
    *,
    linear: Linear,
    bias: str | None = None,
) -> str:
    """Add a layer to a graph and return the name of its states (n, tokens, hidden).

    Args:
        graph: that holds the weights.
        value: the states (n, tokens, hidden) that go in.
        prefix: of the layer's weights.
        shape: of the encoder.
        names: of its attention's weights.
        linear: adds a linear layer to the graph, of a value and a key.
        bias: what attention adds (1, heads, tokens, tokens), if anything.
    """
    mixed = _attention(graph, value, prefix, shape, names, linear, bias)
    added = graph.op("Add", linear(mixed, f"{prefix}.{names.joined}"), value)
    attended = graph.norm(added, f"{prefix}.{names.norm}", shape.epsilon)
    wide = graph.op("Gelu", linear(attended, f"{prefix}.intermediate.dense"))
    added = graph.op("Add", linear(wide, f"{prefix}.output.dense"), attended)
    return graph.norm(added, f"{prefix}.output.LayerNorm", shape.epsilon)


def _attention(
    graph: Graph,
    value: str,
    prefix: str,
    shape: EncoderShape,
    names: AttentionNames,
    linear: Linear,
    bias: str | None,
) -> str:
    width = shape.hidden // shape.heads

    def heads(name: str, order: tuple[int, ...]) -> str:
        return graph.split_heads(linear(value, f"{prefix}.{name}"), shape.heads, width, order)

    query = heads(names.query, (0, 2, 1, 3))
    key = heads(names.key, (0, 2, 3, 1))
    scale = graph.constant(np.array(1.0 / np.sqrt(width), dtype=np.float32))
    scores = graph.op("Mul", graph.op("MatMul", query, key), scale)
    if bias is not None:
        scores = graph.op("Add", scores, bias)
    shares = graph.op("Softmax", scores, axis=-1)
    mixed = graph.op("MatMul", shares, heads(names.value, (0, 2, 1, 3)))
    return graph.join_heads(mixed, shape.hidden)
