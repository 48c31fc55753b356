"""Pairs of texts that dispute each other, asked of a model once, whichever comes first."""

from __future__ import annotations

import numpy as np
import pytest

from consult.coding.mutual import DISPUTE, STRANGE, MutualReadings


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
    disputes = MutualReadings(reader)
    pair = ("A lottery.", "No lottery.")
    assert disputes.dispute([pair, pair[::-1]]) == [dispute, dispute]
    assert len(reader.asked) == 2


def test_equal_and_very_long_texts_are_not_asked_about():
    reader = Reader({})
    assert MutualReadings(reader).dispute([("Same.", "Same."), ("Short.", "word " * 61)]) == [
        False,
        False,
    ]
    assert reader.asked == []


def test_texts_affirm_each_other_as_surely_as_the_less_sure_of_both_ways():
    reader = Reader({("A lottery", "A fair lottery."): 0.3, ("A fair lottery", "A lottery."): 0.1})
    readings = MutualReadings(reader)
    pair = ("A lottery.", "A fair lottery.")
    assert readings.probabilities([pair, pair[::-1]]) == [0.7, 0.7]
    assert len(reader.asked) == 2


def test_what_disputes_or_is_very_long_affirms_nothing_and_equals_do():
    told = {("One", "Other."): 0.9, ("Other", "One."): 0.0}
    readings = MutualReadings(Reader(told))
    pairs = [("One.", "Other."), ("Short.", "word " * 61), ("Same.", "Same.")]
    assert readings.probabilities(pairs) == [0.0, 0.0, 1.0]


@pytest.mark.parametrize(("agree", "strange"), [(STRANGE, False), (STRANGE - 0.01, True)])
def test_texts_that_hardly_agree_are_strange_to_each_other(agree, strange):
    reader = Reader({("A", "B"): 1 - agree, ("B", "A"): 1 - agree})
    assert MutualReadings(reader).strange([("A", "B"), ("A", "A")]) == [strange, False]


def test_no_pairs_ask_nothing():
    assert MutualReadings(Reader({})).dispute([]) == []
