"""Layers of whole numbers do what layers of fractions do, each token by itself."""

from __future__ import annotations

import numpy as np
import pytest

from consult.engines.byte_graph import STEPS, ByteGraph
from consult.engines.one_byte import narrow_rows
from consult.engines.onnx import open_session
from consult.engines.onnx_graph import serialised

FLOAT = 1
WIDTH, OUT = 32, 7


@pytest.fixture(scope="module")
def layer() -> dict[str, np.ndarray]:
    dice = np.random.default_rng(11)
    return {
        "layer.weight": dice.normal(size=(OUT, WIDTH)).astype(np.float32),
        "layer.bias": dice.normal(size=OUT).astype(np.float32),
    }


@pytest.fixture(scope="module")
def session(layer):
    graph = ByteGraph(layer)
    graph.result(graph.byte_linear("values", "layer"), "sums")
    inputs = {"values": (FLOAT, (1, "tokens", WIDTH))}
    return open_session(serialised(graph, "one-layer", inputs, ("sums", (1, "tokens", OUT))), 1)


def run(session, values):
    return session.run(None, {"values": values})[0]


def test_a_layer_of_bytes_is_near_to_one_of_fractions(layer, session):
    values = np.random.default_rng(2).normal(size=(1, 9, WIDTH)).astype(np.float32)
    exact = values @ layer["layer.weight"].T + layer["layer.bias"]
    assert np.abs(run(session, values) - exact).max() < 0.04 * np.abs(exact).max()


def test_one_large_token_leaves_the_others_their_steps(session):
    """With one scale for all tokens the small ones would come out as noughts."""
    values = np.random.default_rng(3).normal(size=(1, 3, WIDTH)).astype(np.float32)
    beside = values.copy()
    beside[0, 1] *= 1000
    assert (run(session, beside)[0, [0, 2]] == run(session, values)[0, [0, 2]]).all()


def test_an_empty_token_is_the_bias(layer, session):
    nothing = np.zeros((1, 2, WIDTH), np.float32)
    assert run(session, nothing)[0] == pytest.approx(np.tile(layer["layer.bias"], (2, 1)))


def test_rows_are_narrowed_to_seven_bits():
    matrix = np.array([[1.0, -2.0], [0.0, 0.0], [1e-3, 5e-4]], np.float32)
    codes, scale = narrow_rows(matrix, STEPS)
    assert codes.dtype == np.int8
    assert np.abs(codes).max() == STEPS
    assert codes * scale[:, None] == pytest.approx(matrix, abs=2.0 / STEPS)
    assert not codes[1].any()


def test_a_value_that_several_layers_read_is_narrowed_once(layer):
    graph = ByteGraph(
        {**layer, "other.weight": layer["layer.weight"], "other.bias": layer["layer.bias"]}
    )
    graph.byte_linear("values", "layer")
    graph.byte_linear("values", "other")
    assert [node.op_type for node in graph.nodes].count("Round") == 1
