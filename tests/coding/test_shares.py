"""What undecided texts tell about the shares of themes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.coding.shares import fitted_to_all


def foretold(frequent=900, rare=100):
    """Texts of two themes, of which the first is much more frequent than among the decided."""
    return np.vstack([np.tile([0.7, 0.35], (frequent, 1)), np.tile([0.35, 0.7], (rare, 1))])


EVENLY = np.eye(2)[[0, 1] * 10]


def test_shares_are_drawn_to_those_of_all_texts():
    """Ten of each were decided, but one is written ten times as often: it grows more probable."""
    before = foretold()
    after, _ = fitted_to_all(before, np.full(2, 0.3), EVENLY)
    assert (after[:, 0] / after[:, 1] > before[:, 0] / before[:, 1]).all()


def test_what_was_decided_almost_whole_stays():
    """A few undecided texts tell little beside many decided ones."""
    few = foretold(3, 1)
    after, thresholds = fitted_to_all(few, np.full(2, 0.3), np.tile(EVENLY, (200, 1)))
    assert after == pytest.approx(few, abs=0.01)
    assert thresholds == pytest.approx(np.full(2, 0.3), abs=0.01)


def test_a_text_is_drawn_to_the_usual_number_of_themes():
    """Where decided texts have one theme each, odds fall less for a text that has none yet."""
    before = np.vstack([np.full((100, 2), 0.1), np.full((100, 2), 0.7)])
    after, _ = fitted_to_all(before, np.full(2, 0.3), EVENLY)
    factors = after / (1 - after) * (1 - before) / before
    assert factors[0].min() > 1.5 * factors[-1].max()


def test_nothing_undecided_or_nothing_confirmed_changes_nothing():
    """Without texts to learn shares from, or shares to begin with, all stays as it was."""
    bars = np.full(2, 0.3)
    empty, same = fitted_to_all(np.zeros((0, 2)), bars, EVENLY)
    assert empty.shape == (0, 2)
    assert same is bars
    rows = foretold(2, 1)
    kept, same = fitted_to_all(rows, bars, np.zeros((4, 2)))
    assert kept is rows
    assert same is bars


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 30), st.integers(1, 30), st.integers(0, 10**6))
def test_all_stays_within_bounds(undecided, decided, seed):
    """Probabilities stay 0..1 and thresholds .05 to .5, and the order of texts does not matter."""
    dice = np.random.default_rng(seed)
    labels = dice.choice([0.0, 1.0, np.nan], size=(decided, 3))
    rows, bars = dice.random((undecided, 3)), np.full(3, 0.4)
    found, thresholds = fitted_to_all(rows, bars, labels)
    assert ((found >= 0) & (found <= 1)).all()
    assert ((thresholds >= 0.05) & (thresholds <= 0.5)).all()
    back, again = fitted_to_all(rows[::-1], bars, labels)
    assert back[::-1] == pytest.approx(found, abs=1e-9)
    assert again == pytest.approx(thresholds, abs=1e-3)
