"""Relevance: which texts speak to a proposition."""

from __future__ import annotations

import numpy as np
import pytest

from consult.coding.evidence import Texts
from consult.coding.relevance import SPEAKS_TO, relevance
from tests.coding.word_vectors import encode

PROPOSITIONS = [
    "The swimming pool should stay open in winter.",
    "Parking charges should be doubled for visitors.",
    "Hedges should be cut only after the nesting season.",
]
TEXTS = [
    "Closing the swimming pool in winter would be a disaster.",
    "Doubling parking charges will keep visitors away.",
    "My sister plays the violin on Thursday evenings.",
    "Hedges must be left alone until the nesting season is over.",
]


def _relevance(propositions, texts):
    return relevance(
        Texts(texts=propositions, vectors=encode(propositions)),
        Texts(texts=texts, vectors=encode(texts)),
    )


def test_texts_speak_to_their_proposition_for_or_against():
    speaks = _relevance(PROPOSITIONS, TEXTS) >= SPEAKS_TO
    assert np.argwhere(speaks).tolist() == [[0, 0], [1, 1], [3, 2]]


def test_scores_are_shares_and_do_not_depend_on_the_order_of_texts():
    scores = _relevance(PROPOSITIONS, TEXTS)
    assert scores.shape == (4, 3)
    assert 0 <= scores.min() <= scores.max() <= 1
    assert (_relevance(PROPOSITIONS, TEXTS[::-1])[::-1] == scores).all()


def test_one_proposition_alone_can_be_asked():
    scores = _relevance(PROPOSITIONS[:1], TEXTS)
    assert (scores[:, 0] >= SPEAKS_TO).tolist() == [True, False, False, False]


@pytest.mark.parametrize(("propositions", "texts"), [([], TEXTS), (PROPOSITIONS, []), ([], [])])
def test_nothing_speaks_to_nothing(propositions, texts):
    assert _relevance(propositions, texts).shape == (len(texts), len(propositions))
