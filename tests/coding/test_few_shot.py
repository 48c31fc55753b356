"""What decided positions teach about one proposition."""

from __future__ import annotations

import numpy as np
import pytest

from consult.coding.few_shot import learn_stance

DICE = np.random.default_rng(5)


def world(count, *, model_right):
    """Vectors of two sides that lie apart in two of sixteen directions, and a model's scores."""
    agrees = np.arange(count) % 2 == 0
    vectors = DICE.normal(size=(count, 16)) * 0.25
    vectors[:, 0] += np.where(agrees, 1, -1)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    right = DICE.random(count) < model_right
    says = np.where(right, agrees, ~agrees)
    model = np.where(says[:, None], [[0.7, 0.2, 0.1]], [[0.2, 0.7, 0.1]])
    return vectors.astype(np.float32), model.astype(np.float32), agrees


def test_too_few_decisions_teach_nothing():
    """Seven of a side are not enough, whatever the other side has."""
    vectors, model, agrees = world(60, model_right=0.5)
    few = np.flatnonzero(agrees)[:7].tolist() + np.flatnonzero(~agrees).tolist()
    assert learn_stance(vectors[few], model[few], agrees[few]) is None


def test_decisions_correct_a_model_that_is_wrong_here():
    """A model near chance is outdone by what thirty decisions teach, on texts not decided."""
    vectors, model, agrees = world(130, model_right=0.55)
    head = learn_stance(vectors[:30], model[:30], agrees[:30])
    assert head is not None
    assert head.helps
    said = head.agreement(vectors[30:], model[30:]) >= 0.5
    assert (said == agrees[30:]).mean() > 0.85


def test_a_model_that_is_right_is_left_in_charge():
    """Where the model foretells every decision the head does not claim to help."""
    _, model, agrees = world(40, model_right=1.0)
    head = learn_stance(DICE.normal(size=(40, 16)).astype(np.float32), model, agrees)
    assert head is not None
    assert not head.helps


def test_the_order_of_decisions_changes_nothing():
    """Whoever decided first, the head is the same."""
    vectors, model, agrees = world(30, model_right=0.6)
    mixed = DICE.permutation(30)
    one = learn_stance(vectors, model, agrees)
    other = learn_stance(vectors[mixed], model[mixed], agrees[mixed])
    assert one.agreement(vectors, model) == pytest.approx(other.agreement(vectors, model), abs=1e-4)
