"""Texts that answer nothing by themselves, and the questions of those around them."""

from __future__ import annotations

import numpy as np
import pytest

from consult.coding.assignable import Segments, in_own_order
from consult.coding.going_on import BESIDE, BETWEEN, going_on

CHAPTERS = ("a", "a", "b")


def texts(count, paragraphs=None, contexts=None, said="It leads to delay in the end"):
    return in_own_order(
        Segments(
            texts=[f"{said} {place}" for place in range(count)],
            vectors=np.zeros((count, 2), dtype=np.float32),
            contexts=contexts or ["Heading"] * count,
            paragraphs=paragraphs or ["p"] * count,
            documents=["d"] * count,
            positions=list(range(count)),
        )
    )[1]


def found(segments, middle, answered, free=True, chapters=CHAPTERS):
    scores = np.zeros((len(segments.texts), 3), dtype=np.float32)
    scores[1] = middle
    return dict(going_on(segments, scores, answered, [free] * len(segments.texts), chapters))


@pytest.mark.parametrize(
    ("score", "around", "floor"),
    [
        (1.0, ([0], [0]), BETWEEN),
        (1.0, ([0], [1]), BETWEEN),
        (1.0, ([0], [2]), None),
        (1.5, ([0], [2]), BESIDE),
        (1.5, ([0], []), BESIDE),
        (1.5, ([1], [1]), BESIDE),
        (1.5, ([1], [2]), None),
        (0.7, ([0], [0]), None),
    ],
)
def test_a_text_goes_on_with_its_neighbours(score, around, floor):
    """Between two answers to its question it shows less of it; beside one, or its chapter, more."""
    before, after = around
    expected = {} if floor is None else {1: (0, floor)}
    assert found(texts(3), [score, 0.0, 0.0], [before, [], after]) == expected


def test_another_paragraph_beside_it_is_not_enough():
    """Items of a list are matters of their own; between two of one question they belong to it."""
    apart = texts(3, paragraphs=["p1", "p2", "p3"])
    assert found(apart, [1.5, 0, 0], [[0], [], []]) == {}
    assert found(apart, [1.5, 0, 0], [[0], [], [0]]) == {1: (0, BETWEEN)}


def test_what_stands_under_another_heading_is_no_neighbour():
    parted = texts(3, contexts=["One", "Two", "Two"])
    assert found(parted, [1.5, 0, 0], [[0], [], []]) == {}


def test_only_the_best_question_counts_and_only_for_texts_that_may_have_one():
    assert found(texts(3), [1.5, 1.6, 0], [[0], [], []], chapters=("a", "b", "c")) == {}
    assert found(texts(3), [1.5, 0, 0], [[0], [], [0]], free=False) == {}
    assert found(texts(3), [1.5, 0, 0], [[0], [2], [0]]) == {}
    assert found(texts(3, said="So"), [1.5, 0, 0], [[0], [], [0]]) == {}


def test_one_chapter_for_all_questions_tells_nothing():
    assert found(texts(3), [1.5, 0, 0], [[1], [], [1]], chapters=("a",) * 3) == {}
