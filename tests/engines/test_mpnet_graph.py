"""The graph of the large reader is the network that was trained."""

from __future__ import annotations

import numpy as np
import pytest

from consult.engines.encoder_layer import EncoderShape
from consult.engines.mpnet_graph import buckets, build_reader
from consult.engines.onnx import open_session

SHAPE = EncoderShape(layers=2, heads=4, hidden=32, epsilon=1e-5)
TOKENS = 40


def test_distances_share_buckets_as_mpnet_has_it():
    """The first and the last of each: exact up to seven, then wider, a half for each side."""
    near = buckets(np.arange(-9, 10), 32)
    assert near.tolist() == [8, 8, 7, 6, 5, 4, 3, 2, 1, 0, 17, 18, 19, 20, 21, 22, 23, 24, 24]
    assert buckets(np.array([-127, -91, 90, 127]), 32).tolist() == [15, 15, 30, 31]


@pytest.mark.model
def test_the_graph_computes_what_the_network_computes():
    """A small network with weights drawn by chance, read by PyTorch and by ONNX Runtime."""
    import torch
    from transformers import MPNetConfig, MPNetModel

    from training.stance.network import StanceNetwork

    torch.manual_seed(3)
    config = MPNetConfig(
        vocab_size=50,
        hidden_size=SHAPE.hidden,
        num_hidden_layers=SHAPE.layers,
        num_attention_heads=SHAPE.heads,
        intermediate_size=64,
        max_position_embeddings=TOKENS + 2,
        layer_norm_eps=SHAPE.epsilon,
        initializer_range=0.15,
    )
    encoder = MPNetModel(config, add_pooling_layer=False)
    network = StanceNetwork(encoder).eval()
    # Weights that matter: near nought, any part of the graph could be wrong unseen.
    torch.nn.init.normal_(encoder.encoder.relative_attention_bias.weight, std=2.0)
    torch.nn.init.normal_(network.head[4].weight, std=0.3)
    weights = {name: value.numpy() for name, value in network.state_dict().items()}
    session = open_session(build_reader(weights, SHAPE, TOKENS), 1)
    dice = np.random.default_rng(8)
    for length, begin in ((9, 5), (TOKENS, 12)):
        ids = dice.integers(3, 50, size=(1, length))
        text = np.zeros((1, length), np.float32)
        text[0, begin:-1] = 1
        with torch.no_grad():
            wanted = network(
                torch.tensor(ids), torch.ones((1, length)), torch.tensor(text, dtype=torch.long)
            )
        got = session.run(None, {"ids": ids, "text": text})[0]
        assert got == pytest.approx(wanted.numpy(), abs=0.05)
