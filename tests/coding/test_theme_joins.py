"""Texts that a reader says make one point, in groups."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.coding.mutual import SURELY, MutualReadings
from consult.coding.same_points import SamePoints
from consult.coding.theme_joins import MEAN, NEIGHBOURS, TOGETHER, joined, nearest_pairs

TEXTS = tuple("abcdef")


class Knows:
    """A reader that knows how likely pairs make one point; what it does not know is unlikely."""

    name = revision = "test"

    def __init__(self, **likely):
        self._likely = likely
        self.asked = []

    def one_point(self, firsts, seconds):
        pairs = ["".join(sorted(pair)) for pair in zip(firsts, seconds, strict=True)]
        self.asked += pairs
        return np.array([self._likely.get(pair, 0.01) for pair in pairs], dtype=np.float32)


def groups(sides=None, texts=TEXTS, **likely):
    count = len(texts)
    pairs = [(a, b) for a in range(count) for b in range(a + 1, count)]
    alone = [[i] for i in range(count)]
    found = joined(alone, pairs, texts, sides or [None] * count, SamePoints(Knows(**likely)))
    return ["".join(texts[i] for i in group) for group in found]


def test_what_makes_one_point_stands_together():
    assert groups(ab=0.9, de=0.95) == ["ab", "c", "de", "f"]


def test_a_pair_that_is_likely_but_not_sure_stays_apart():
    assert "ab" not in groups(ab=TOGETHER - 0.01)


def test_a_third_joins_where_it_makes_the_point_of_most():
    assert "abc" in groups(ab=0.95, bc=0.9, ac=2 * MEAN - 0.9 + 0.01)
    assert "abc" not in groups(ab=0.95, bc=0.9, ac=2 * MEAN - 0.9 - 0.01)


def test_different_sides_never_meet_not_even_through_one_that_has_none():
    sides = ["AGREE p1", None, "DISAGREE p1", "AGREE p2", None, None]
    assert groups(sides, ab=0.9, bc=0.95, ac=0.99, ad=0.99) == ["a", "cb", "d", "e", "f"]


def test_equal_texts_are_one_point_and_no_reader_is_asked():
    reader = Knows()
    same = SamePoints(reader)
    assert same.probabilities([("a", "a"), ("b", "a"), ("a", "b")]) == [1.0, 0.01, 0.01]
    assert reader.asked == ["ab"]


def test_what_surely_disputes_another_makes_no_point_with_it():
    class Hears:
        name = revision = "test"

        def score(self, propositions, texts):
            pairs = ["".join(sorted(pair)) for pair in zip(propositions, texts, strict=True)]
            against = [{"ab": SURELY, "ac": SURELY - 0.01}.get(pair, 0.0) for pair in pairs]
            return np.array([(1 - one, one, 0.0) for one in against])

    same = SamePoints(Knows(ab=0.9, ac=0.9), MutualReadings(Hears()))
    assert same.probabilities([("a", "b"), ("c", "a")]) == [0.0, 0.9]


@given(st.permutations(range(6)), st.data())
def test_where_the_texts_stand_changes_nothing(order, data):
    """They are named in an order of their own; equally likely pairs are told apart by it."""
    pairs = [(a, b) for a in range(6) for b in range(a + 1, 6)]
    drawn = data.draw(st.lists(st.sampled_from([0.5, 0.86, 0.99]), min_size=15, max_size=15))
    likely = {TEXTS[a] + TEXTS[b]: one for (a, b), one in zip(pairs, drawn, strict=True)}
    given = [TEXTS[i] for i in order]
    indexes = [given.index(text) for text in TEXTS]
    turned = joined(
        [[i] for i in indexes],
        [(indexes[b], indexes[a]) for a, b in pairs],
        given,
        [None] * 6,
        SamePoints(Knows(**likely)),
    )
    assert ["".join(given[i] for i in group) for group in turned] == groups(**likely)


def on_a_line(count):
    angles = np.linspace(0, 1, count)
    return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


@pytest.mark.parametrize("count", [2, 5, 40])
def test_each_text_is_read_with_its_nearest(count):
    rows = on_a_line(count)
    texts = [str(n) for n in range(count)]
    pairs = nearest_pairs(range(count), texts, rows, rows)
    assert len(pairs) == len(set(pairs))
    assert all((n, n + 1) in pairs for n in range(count - 1))
    assert all(sum(n in pair for pair in pairs) >= min(NEIGHBOURS, count - 1) for n in range(count))


def test_what_many_say_in_the_same_words_crowds_nobody_out():
    count = 3 * NEIGHBOURS
    rows = np.repeat(on_a_line(3), [1, count, 1], axis=0)
    texts = ["first", *["the same"] * count, "last"]
    pairs = nearest_pairs(range(count + 2), texts, rows, rows)
    assert (0, count + 1) in pairs
    assert {(0, n) for n in range(1, count + 1)} <= set(pairs)
    assert (1, count) in pairs
