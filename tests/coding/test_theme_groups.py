"""Groups of segments: near, of one side, and with what plainly belongs to them."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace

import numpy as np
import pytest

from consult.coding.mutual import MutualReadings
from consult.coding.theme_groups import Grouping
from tests.coding.word_vectors import encode

TEXTS = (
    "The swimming pool should stay open in winter.",
    "The swimming pool should stay open in the winter months.",
    "Keep the swimming pool open in winter for swimming clubs.",
    "Hedgehogs need gaps in garden fences.",
)

POOLS = (
    "The pool should stay open in winter for clubs.",
    "The pool should stay open in winter.",
    "The pool should stay open all winter.",
    "Hedgehogs need gaps in garden fences.",
)


class Contradicts:
    """A model that hears dispute wherever "all winter" is said."""

    name = revision = "test"

    def score(self, _propositions, texts):
        against = [0.9 if "all winter" in text else 0.1 for text in texts]
        return np.array([(1 - one, one, 0.0) for one in against]).reshape(len(texts), 3)


class ByFirstWord:
    name = revision = "test"

    def discover(self, texts, _vectors):
        names = sorted({text.split()[0] for text in texts})
        return np.array([names.index(text.split()[0]) for text in texts], dtype=np.int64)


def grouping(*, texts=TEXTS, sides=None, who=None, points=None, subjects=None, floor=0.5):
    rows = encode(list(texts))
    return Grouping(
        texts=texts,
        sides=sides or [None] * len(texts),
        respondent_ids=who or [f"who_{n}" for n in range(len(texts))],
        points=rows if points is None else points,
        subjects=rows if subjects is None else subjects,
        discoverer=ByFirstWord(),
        floor=floor,
    )


def as_sets(groups):
    return sorted(sorted(group) for group in groups)


def test_a_single_that_plainly_makes_the_point_of_a_group_joins_it():
    """What the discoverer left alone is brought home; what makes another point stays alone."""
    assert as_sets(grouping().of(range(4))) == [[0, 1, 2], [3]]


def test_nothing_is_brought_across_sides():
    """The same words said against it are no part of the group."""
    sides = ["AGREE p1", "AGREE p1", "DISAGREE p1", None]
    assert as_sets(grouping(sides=sides).of(range(4))) == [[0, 1], [2], [3]]


def test_what_is_of_no_known_side_is_at_home_on_one():
    """Whoever ticked nothing may make the point of those who agree."""
    sides = ["AGREE p1", "AGREE p1", None, None]
    groups = grouping(texts=POOLS, sides=sides).of(range(4))
    assert as_sets(groups) == [[0, 1, 2], [3]]
    assert [0, 1, 2] in groups


def test_what_may_be_said_for_either_side_stays_alone():
    sides = ["AGREE p1", "DISAGREE p1", None, None]
    assert as_sets(grouping(texts=POOLS, sides=sides).of(range(4))) == [[0], [1], [2], [3]]


def test_who_takes_no_side_takes_nobody_in():
    sides = ["NEITHER p1", "NEITHER p1", None, None]
    assert as_sets(grouping(texts=POOLS, sides=sides).of(range(4))) == [[0, 1], [2], [3]]


def test_what_disputes_a_side_is_not_at_home_there():
    sides = ["AGREE p1", "AGREE p1", None, None]
    at_odds = replace(grouping(texts=POOLS, sides=sides), mutual=MutualReadings(Contradicts()))
    assert [2] in as_sets(at_odds.of(range(4)))


def test_what_is_far_from_the_group_stays_alone():
    """Being nearer than to anything else is not enough."""
    assert as_sets(grouping(floor=0.95).of(range(4))) == [[0, 1], [2], [3]]


@pytest.mark.parametrize("who", [None, ["who_a"] * 4])
def test_a_group_without_two_that_are_near_is_none(who):
    """That holds between respondents and for what one respondent says."""
    far = np.eye(4, dtype=np.float32)
    groups = grouping(who=who, points=far, subjects=far).of(range(4))
    assert as_sets(groups) == [[0], [1], [2], [3]]


@pytest.mark.parametrize("who", [None, ["who_a"] * 4000])
def test_thousands_of_equal_answers_need_no_square_of_memory(who):
    """All pairs of 4,000 at once would take 64 MB for each kind of nearness."""
    texts = ["Keep the pool open."] * 4000
    same = np.ones((4000, 1), dtype=np.float32)
    many = grouping(texts=texts, who=who, points=same, subjects=same)
    tracemalloc.start()
    groups = many.of(range(4000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [len(group) for group in groups] == [4000]
    assert peak < 40_000_000


def test_nearness_of_either_kind_holds_a_group_together():
    """Two that are about the same thing may make one point in words of their own."""
    far = np.eye(4, dtype=np.float32)
    assert [0, 1] in as_sets(grouping(points=far).of(range(4)))


def test_the_order_of_the_segments_changes_nothing():
    """Groups are the same sets whichever segment comes first."""
    given = grouping()
    assert as_sets(given.of([3, 2, 1, 0])) == as_sets(given.of([0, 1, 2, 3]))


def test_what_only_the_question_has_in_common_makes_no_pair():
    """Any two sentences about ferries are near each other where ferries are asked about."""
    texts = (
        "The ferry is late every morning.",
        "The ferry has no shelter on deck.",
        "Nobody on the ferry takes a card.",
        "A dog may not board the ferry.",
        "Bicycles are charged on the ferry.",
        "Crossing by ferry takes an hour.",
    )
    shared = np.ones((6, 1), dtype=np.float32)
    near = np.hstack([shared, np.eye(6, dtype=np.float32)]) / np.float32(np.sqrt(2))
    groups = grouping(texts=texts, points=near, subjects=near, floor=0.4).of(range(6))
    assert as_sets(groups) == [[n] for n in range(6)]


class Against:
    """Is against whatever stands with a text that holds a word."""

    name = revision = "test"

    def __init__(self, word):
        self.word = word
        self.asked = 0

    def score(self, propositions, texts):
        self.asked += len(texts)
        against = [
            (self.word in p) != (self.word in t) for p, t in zip(propositions, texts, strict=True)
        ]
        return np.array([(0.1, 0.8, 0.1) if a else (0.8, 0.1, 0.1) for a in against])


def test_texts_that_dispute_each_other_make_no_group():
    """They share every word but the one that matters."""
    model = Against("months")
    with_disputes = replace(grouping(), mutual=MutualReadings(model))
    assert as_sets(with_disputes.of(range(4))) == [[0, 2], [1], [3]]
    asked = model.asked
    assert as_sets(with_disputes.of([3, 2, 1, 0])) == [[0, 2], [1], [3]]
    assert model.asked == asked


class Affirms:
    """A model that hears agreement between texts that both have a word, and little elsewhere."""

    name = revision = "test"

    def __init__(self, word):
        self.word = word

    def score(self, propositions, texts):
        both = [self.word in p and self.word in t for p, t in zip(propositions, texts, strict=True)]
        return np.array([(0.95, 0.0, 0.05) if b else (0.1, 0.1, 0.8) for b in both]).reshape(-1, 3)


def test_what_affirms_each_other_is_joined_unless_sides_differ():
    affirm = MutualReadings(Affirms("winter"))
    for order in ([0, 1, 2, 3], [3, 2, 1, 0]):
        told = replace(grouping(texts=POOLS, floor=0.0), mutual=affirm)
        assert as_sets(told.of(order)) == [[0, 1, 2], [3]]
        sides = ("AGREE p1", "AGREE p1", "DISAGREE p1", None)
        assert as_sets(replace(told, sides=sides).of(order)) == [[0, 1], [2], [3]]


def test_what_has_nothing_to_say_to_each_other_is_parted():
    """They share their words, and no more."""
    strange = MutualReadings(Affirms("nowhere"))
    told = replace(grouping(texts=POOLS), mutual=strange)
    assert as_sets(told.of(range(4))) == [[0], [1], [2], [3]]


def test_who_takes_no_side_is_not_parted_for_affirming_nothing():
    sides = ("NEITHER", "NEITHER", "NEITHER", None)
    told = grouping(texts=POOLS, sides=sides)
    silent = replace(told, mutual=MutualReadings(Affirms("nowhere")))
    assert as_sets(silent.of(range(4))) == as_sets(told.of(range(4)))
