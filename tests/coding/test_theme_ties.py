"""Two texts make one point by more than the subject of their question."""

from __future__ import annotations

import numpy as np

from consult.coding.theme_ties import Ties, tied
from tests.coding.word_vectors import encode

FERRIES = (
    "The ferry is late every morning.",
    "Every morning the ferry comes late.",
    "Nobody on the ferry takes a card.",
    "A dog may not board the ferry.",
    "The ferry has no shelter on deck.",
    "My bicycle is charged on the ferry.",
)


def equally_near(count):
    """Unit rows with a cosine of one half between any two."""
    shared = np.ones((count, 1), dtype=np.float32)
    return np.hstack([shared, np.eye(count, dtype=np.float32)]) / np.float32(np.sqrt(2))


def test_words_that_are_rare_among_the_texts_tie_and_their_subject_does_not():
    near = equally_near(len(FERRIES))
    ties = tied(FERRIES, near, near)

    assert ties[0, 1]
    assert not ties[0, 2]
    assert not ties[3, 5]


def test_ties_are_mutual_and_in_any_order_the_same():
    rows = encode(list(FERRIES))
    ties = tied(FERRIES, rows, rows)
    turned = tied(FERRIES[::-1], rows[::-1], rows[::-1])

    assert (ties == ties.T).all()
    assert (ties == turned[::-1, ::-1]).all()


def test_a_group_falls_into_the_parts_that_are_tied():
    matrix = np.zeros((5, 5), dtype=bool)
    matrix[0, 2] = matrix[2, 0] = matrix[2, 4] = matrix[4, 2] = True
    ties = Ties({10: 0, 11: 1, 12: 2, 13: 3, 14: 4}, matrix)

    assert ties.parts([10, 11, 12, 14]) == [[10, 12, 14], [11]]
    assert ties.without([(12, 14)]).parts([10, 11, 12, 14]) == [[10, 12], [11], [14]]
    assert ties.between(12, 14)


def test_ties_are_found_by_index_whatever_the_order():
    near = equally_near(len(FERRIES))
    for indexes in ([5, 3, 1, 0, 2], [0, 1, 2, 3, 5]):
        ties = Ties.among(indexes, FERRIES, near, near)
        assert ties.between(0, 1)
        assert ties.between(1, 0)
        assert not ties.between(0, 2)
