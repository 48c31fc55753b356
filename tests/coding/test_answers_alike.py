"""What answers have in common: learnt from other documents alone, whatever the order."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.coding import answers_alike
from consult.coding.answers_alike import FEWEST, with_answers_alike

EACH = 8
"""Texts about either of two matters; those of one lie near to each other."""


def answers(seed=5, noise=0.4):
    """Return vectors of texts about two matters by turns, and scores that hardly tell them."""
    dice = np.random.default_rng(seed)
    matters = np.eye(2, 12).repeat(EACH, axis=0)
    vectors = matters + noise * dice.normal(size=(2 * EACH, 12)) / 12**0.5
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    scores = np.zeros((2 * EACH, 3), np.float32)
    scores[:, 0] = [1.5] * EACH + [0.4] * EACH
    scores[:, 1] = [0.4] * EACH + [1.5] * EACH
    scores[:, 2] = dice.uniform(-0.8, 0.3, size=2 * EACH)
    # One text on either matter names what the other question asks.
    scores[[0, EACH], :2] = [[0.5, 0.7], [0.7, 0.5]]
    return vectors.astype(np.float32), scores


def better(scores, vectors, documents=None, told=None, teaches=None):
    count = len(scores)
    return with_answers_alike(
        scores,
        vectors,
        told or [()] * count,
        documents or [""] * count,
        teaches or [True] * count,
    )


def test_an_odd_answer_goes_with_those_it_is_like():
    vectors, scores = answers()
    assert scores[[0, EACH], :2].argmax(axis=1).tolist() == [1, 0]
    found = better(scores, vectors)
    assert found[:, :2].argmax(axis=1).tolist() == [0] * EACH + [1] * EACH


def test_scores_keep_their_scale_by_question():
    vectors, scores = answers()
    found = better(scores, vectors)
    assert found.mean(axis=0) == pytest.approx(scores.mean(axis=0), abs=1e-5)
    assert found.std(axis=0) == pytest.approx(scores.std(axis=0), abs=1e-5)


def test_a_few_documents_teach_nothing():
    vectors, scores = answers()
    documents = [f"d{row % (FEWEST - 1)}" for row in range(len(scores))]
    assert (better(scores, vectors, documents) == scores).all()
    teaches = [row < FEWEST - 1 for row in range(len(scores))]
    assert (better(scores, vectors, teaches=teaches) == scores).all()


@pytest.mark.parametrize(("document", "moved"), [("one", False), ("two", True)])
def test_no_document_has_a_say_about_itself(document, moved):
    """What an equal text is told draws a text to that question, unless it is its neighbour."""
    vectors, scores = answers()
    vectors[1] = vectors[0]
    documents = ["one", document, *(f"d{row}" for row in range(2, len(scores)))]
    told = [()] * len(scores)
    towards = []
    for column in (0, 2):
        told[1] = (column,)
        towards.append(better(scores, vectors, documents, told)[0, 2])
    # Within its document only the scale, and what others learnt from it, move a little.
    assert bool(towards[1] - towards[0] > 0.4) is moved


def test_what_is_told_teaches():
    """Texts of a form that answer the third question draw what is like them there."""
    vectors, scores = answers()
    scores[:EACH, 0] = 0.5
    plain = better(scores, vectors)
    told = [()] + [(2,)] * (EACH - 1) + [()] * EACH
    taught = better(scores, vectors, told=told)
    assert (taught[1:EACH] == scores[1:EACH]).all()
    assert taught[0, 2] > plain[0, 2]
    assert taught[0, 0] < plain[0, 0]


def test_of_many_teachers_some_stand_for_all(monkeypatch):
    """Time and memory grow with what is told nothing, and little is lost."""
    vectors, scores = answers()
    many = np.vstack([vectors, *(answers(seed)[0] for seed in range(40, 60))])
    wide = np.vstack([scores, *(answers(seed)[1] for seed in range(40, 60))])
    told = [()] * len(scores) + [(row // EACH % 2,) for row in range(len(many) - len(scores))]
    whole = better(wide, many, told=told)
    monkeypatch.setattr(answers_alike, "MOST_TEACHERS", 120)
    monkeypatch.setattr(answers_alike, "MOST_TOLD", 60)
    some = better(wide, many, told=told)
    assert (whole[len(scores) :] == wide[len(scores) :]).all()
    assert some[:, :2].argmax(axis=1).tolist() == whole[:, :2].argmax(axis=1).tolist()


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(2 * EACH)), st.integers(0, 5))
def test_the_order_of_texts_changes_nothing(order, seed):
    vectors, scores = answers(seed)
    documents = [f"d{row // 2 if row < 4 else row}" for row in range(len(scores))]
    found = better(scores, vectors, documents)
    again = better(scores[order], vectors[order], [documents[row] for row in order])
    assert again == pytest.approx(found[order], abs=1e-4)
