"""Weights in half bytes come back to within half a step of their group."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.engines.half_byte import GROUP, LEAST, SCALES, STEPS, packed, unpacked


def matrix(seed: int, scale: float = 0.04) -> np.ndarray:
    dice = np.random.default_rng(seed)
    spread = dice.uniform(0.1, 3.0, size=(LEAST // GROUP, 1, 1))
    shape = (LEAST // GROUP, 2, GROUP)
    return (dice.normal(size=shape) * spread * scale).reshape(-1, 2 * GROUP).astype(np.float32)


@given(st.integers(0, 2**16), st.sampled_from([1e-3, 0.04, 5.0]))
def test_every_number_is_within_half_a_step_of_its_group(seed, scale):
    before = matrix(seed, scale)
    after = unpacked(packed({"a": before}))["a"]
    groups = np.abs(before.reshape(len(before), -1, GROUP))
    step = groups.max(axis=2, keepdims=True) / STEPS
    apart = np.abs(after - before).reshape(groups.shape)
    # A scale of two bytes is off by a thousandth at most, and so are seven steps of it.
    assert (apart <= step * 0.5 + groups.max(axis=2, keepdims=True) * 1e-3).all()


def test_what_is_packed_is_packed_the_same_again():
    once = unpacked(packed({"a": matrix(3)}))
    twice = unpacked(packed(once))
    assert twice["a"] == pytest.approx(once["a"], rel=2e-3)


def test_a_number_takes_half_a_byte_and_its_share_of_a_scale():
    kept = packed({"a": matrix(1)})
    assert sum(value.nbytes for value in kept.values()) == matrix(1).size * (4 + 16 / GROUP) / 8
    assert kept["a" + SCALES].dtype == np.float16


@pytest.mark.parametrize("shape", [(7,), (3, GROUP), (LEAST, GROUP + 1)])
def test_what_is_small_or_does_not_fit_stays_as_it_is(shape):
    value = np.ones(shape, np.float32) * 0.123
    assert (unpacked(packed({"a": value}))["a"] == value).all()
    assert set(packed({"a": value})) == {"a"}


def test_nought_stays_nought():
    nothing = np.zeros((LEAST // GROUP, GROUP), np.float32)
    assert not unpacked(packed({"a": nothing}))["a"].any()


@pytest.mark.model
def test_a_network_learns_with_the_weights_that_are_shipped():
    import torch

    from training.stance.rounded import in_half_bytes, rounded

    class One(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.whole = torch.nn.Parameter(torch.tensor(matrix(5)))
            self.small = torch.nn.Parameter(torch.ones(4))

    network = One()
    before = network.whole.detach().clone()
    with rounded(network):
        assert (
            network.whole.detach().numpy() == unpacked(packed({"a": before.numpy()}))["a"]
        ).all()
        (network.whole.sum() + network.small.sum()).backward()
    assert (network.whole.detach() == before).all()
    assert (network.whole.grad == 1).all()
    assert (in_half_bytes(before) != before).any()
    with rounded(network, asked=False):
        assert (network.whole.detach() == before).all()
