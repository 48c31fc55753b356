"""Letters that take the questions in their order: the way through them, and when there is none."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.coding.assignable import Segments
from consult.coding.following import OFF_THE_WAY, ON_THE_WAY, by_order, followed

QUESTIONS = 6
LONG = 80


def speaking(questions, strength=1.5, seed=4):
    """Scores of texts that speak to the given questions, under noise as strong as what they say."""
    noise = np.random.default_rng(seed).normal(size=(len(questions), QUESTIONS))
    for row, question in enumerate(questions):
        noise[row, question] += strength
    return noise


def words(scores, each=LONG):
    return np.full(len(scores), each)


def segments_of(scores, documents=None, positions=None):
    count = len(scores)
    return Segments(
        texts=[" ".join(["word"] * LONG)] * count,
        vectors=np.zeros((count, 2), dtype=np.float32),
        documents=documents or ["d"] * count,
        positions=positions or list(range(count)),
    )


IN_ORDER = [q for q in range(QUESTIONS) for _ in range(5)]
ASTRAY = [q for q in (4, 1, 5, 0, 3, 2) for _ in range(5)]


def test_a_letter_in_the_order_of_the_questions_is_followed():
    """Its way is right where single paragraphs are not."""
    scores = speaking(IN_ORDER)
    way = followed(scores, words(scores))
    assert way is not None
    right = np.mean(np.array(way) == IN_ORDER)
    alone = np.mean(scores.argmax(axis=1) == IN_ORDER)
    assert right > 0.85 > alone


def test_questions_may_be_left_out():
    left = [q for q in IN_ORDER if q not in {2, 3}]
    scores = speaking(left, strength=2.5)
    way = followed(scores, words(scores))
    assert way is not None
    assert np.mean(np.array(way) == left) > 0.85


def test_what_speaks_to_no_question_stands_beside_the_way():
    scores = speaking(IN_ORDER, strength=2.5)
    opening = np.full((6, QUESTIONS), -1.0)
    way = followed(np.vstack([opening, scores]), words(np.vstack([opening, scores])))
    assert way is not None
    assert way[:6] == [-1] * 6


def test_a_letter_in_another_order_is_not_followed():
    for seed in range(5):
        scores = speaking(ASTRAY, seed=seed)
        assert followed(scores, words(scores)) is None


def test_words_without_a_matter_are_not_followed():
    scores = speaking(IN_ORDER, strength=0.0)
    assert followed(scores, words(scores)) is None


def test_the_way_adds_to_its_question_and_takes_off_the_others():
    scores = speaking(IN_ORDER, strength=2.5).astype(np.float32)
    added = by_order(segments_of(scores), scores, [False] * len(scores))
    assert set(np.unique(added).tolist()) == {-OFF_THE_WAY, ON_THE_WAY}
    assert ((added == ON_THE_WAY).sum(axis=1) <= 1).all()
    assert np.mean(added.argmax(axis=1) == IN_ORDER) > 0.85


def test_texts_that_are_told_their_question_are_left_alone():
    scores = speaking(IN_ORDER, strength=2.5).astype(np.float32)
    some = [row % 10 == 0 for row in range(len(scores))]
    added = by_order(segments_of(scores), scores, some)
    assert not added[some].any()
    assert added[[not told for told in some]].all()
    most = [row % 10 > 0 for row in range(len(scores))]
    assert not by_order(segments_of(scores), scores, most).any()


def test_short_letters_few_questions_and_texts_of_no_document_say_nothing():
    scores = speaking(IN_ORDER, strength=2.5).astype(np.float32)
    unnamed = segments_of(scores, documents=[""] * len(scores))
    assert not by_order(unnamed, scores, [False] * len(scores)).any()
    assert not by_order(segments_of(scores[:9]), scores[:9], [False] * 9).any()
    few = scores[:, :3]
    assert not by_order(segments_of(few), few, [False] * len(few)).any()


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(len(IN_ORDER))))
def test_the_places_of_texts_count_and_not_the_order_in_which_they_are_given(order):
    scores = speaking(IN_ORDER, strength=2.5).astype(np.float32)
    plain = by_order(segments_of(scores), scores, [False] * len(scores))
    moved = by_order(
        segments_of(scores[order], positions=list(order)), scores[order], [False] * len(scores)
    )
    assert (moved == plain[order]).all()
