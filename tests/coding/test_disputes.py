"""Pairs of texts that dispute each other, asked of a model once, whichever comes first."""

from __future__ import annotations

import numpy as np
import pytest

from consult.coding.disputes import DISPUTE, Disputes


class Reader:
    """Gives each (proposition, text) the probability of disagreement that it is told."""

    name = revision = "test"

    def __init__(self, told):
        self.told = told
        self.asked = []

    def score(self, propositions, texts):
        self.asked += zip(propositions, texts, strict=True)
        against = [self.told.get(pair, 0.0) for pair in zip(propositions, texts, strict=True)]
        return np.array([(1 - p, p, 0.0) for p in against])


@pytest.mark.parametrize(
    ("one", "other", "dispute"),
    [(2 * DISPUTE, 0.0, True), (DISPUTE, DISPUTE, True), (DISPUTE, DISPUTE - 0.01, False)],
)
def test_both_ways_of_asking_count_alike(one, other, dispute):
    reader = Reader({("A lottery", "No lottery."): one, ("No lottery", "A lottery."): other})
    disputes = Disputes(reader)
    pair = ("A lottery.", "No lottery.")
    assert disputes.between([pair, pair[::-1]]) == [dispute, dispute]
    assert len(reader.asked) == 2


def test_equal_and_very_long_texts_are_not_asked_about():
    reader = Reader({})
    assert Disputes(reader).between([("Same.", "Same."), ("Short.", "word " * 61)]) == [
        False,
        False,
    ]
    assert reader.asked == []


def test_no_pairs_ask_nothing():
    assert Disputes(Reader({})).between([]) == []
