"""What training changed in an encoder comes back as well as its rank allows."""

from __future__ import annotations

import numpy as np
import pytest

from consult.engines.low_rank import changed, changes


@pytest.fixture
def weights() -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """An encoder of one matrix and one bias, and the same moved along three directions."""
    dice = np.random.default_rng(5)
    base = {
        "matrix": dice.normal(size=(12, 9)).astype(np.float32),
        "bias": dice.normal(size=12).astype(np.float32),
        "same": dice.normal(size=(12, 9)).astype(np.float32),
    }
    moved = (dice.normal(size=(12, 3)) @ dice.normal(size=(3, 9))).astype(np.float32)
    trained = {
        "matrix": base["matrix"] + moved,
        "bias": base["bias"] + 1,
        "same": base["same"],
        "head": dice.normal(size=(3, 12)).astype(np.float32),
    }
    return base, trained


def test_a_change_of_that_rank_comes_back_whole(weights):
    base, trained = weights
    again = changed(base, changes(base, trained, 3))
    assert set(again) == set(trained)
    assert all(again[name] == pytest.approx(trained[name], abs=1e-4) for name in trained)


def test_a_lower_rank_keeps_the_largest_part(weights):
    base, trained = weights
    whole = trained["matrix"] - base["matrix"]
    sizes = np.linalg.svd(whole, compute_uv=False)
    again = changed(base, changes(base, trained, 1))
    left_over = np.linalg.norm(again["matrix"] - trained["matrix"])
    assert left_over == pytest.approx(np.sqrt((sizes[1:] ** 2).sum()), rel=1e-3)


def test_what_is_equal_takes_no_room(weights):
    base, trained = weights
    kept = changes(base, trained, 3)
    assert sorted(kept) == ["bias.change", "head", "matrix.left", "matrix.right"]
    assert kept["matrix.left"].shape == (3, 12)
    assert kept["matrix.right"].shape == (3, 9)


def test_the_base_is_left_as_it_was(weights):
    base, trained = weights
    before = {name: value.copy() for name, value in base.items()}
    changed(base, changes(base, trained, 2))
    assert all((base[name] == before[name]).all() for name in base)


def test_a_change_of_what_the_base_lacks_is_an_error():
    with pytest.raises(KeyError):
        changed({}, {"bias.change": np.ones(2, np.float32)})
