"""Learned readers of sentences: how they weigh words and vectors, and what they add."""

from __future__ import annotations

import numpy as np
import pytest

from consult.coding.challenges import may_challenge
from consult.coding.rhetoric import LearnedActs, speech_acts
from consult.coding.sentence_head import SentenceHead, terms_of

HEAD = SentenceHead(
    least=0.65,
    embedder="fake@1",
    terms={"sums": (1.0, 6.0), "do not": (2.0, 4.0), "boats": (1.0, -6.0)},
    terms_bias=-1.0,
    direction=np.array([4.0, 0.0], dtype=np.float32),
    direction_bias=-1.0,
)
NEAR, FAR = np.array([1.0, 0.0]), np.array([0.0, 1.0])


@pytest.mark.parametrize(
    ("sentence", "vector", "expected"),
    [
        ("The sums do not add up.", NEAR, True),
        ("The sums do not add up.", FAR, False),
        ("The boats are old.", NEAR, False),
        ("Nothing that it knows.", FAR, False),
        ("", FAR, False),
    ],
)
def test_words_and_vector_must_agree(sentence, vector, expected):
    assert HEAD.finds([sentence], vector[None, :].astype(np.float32)) == [expected]


def test_nothing_is_asked_of_nothing():
    assert HEAD.finds([], np.zeros((0, 2), dtype=np.float32)) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sums don’t lie", ["sums", "don't", "lie", "^ sums", "sums don't", "don't lie"]),
        ("“Why?”", ["why", "^ why", "why ?"]),
        ("42.", []),
    ],
)
def test_terms_are_words_and_pairs_in_small_letters_with_how_a_sentence_begins(sentence, expected):
    assert terms_of(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Your table stops in June.", True),
        ("The council counted boats on a wet day.", True),
        ("The boats are old.", False),
        ("The survey should be repeated.", False),
    ],
)
def test_only_what_names_evidence_and_asks_for_nothing_is_read(sentence, expected):
    assert may_challenge(sentence) is expected


LEARNED = LearnedActs(
    challenges=frozenset({"The boats in your sums are mine."}),
    asks=frozenset({"A lamp here wouldn't go amiss.", "Fine by me once the lamp is up."}),
    conditions=frozenset({"Fine by me once the lamp is up."}),
)


def test_a_challenge_that_was_learned_is_an_act_like_one_by_rule():
    text = "We row. The boats in your sums are mine."
    assert speech_acts(text).evidence_challenge is None
    found = speech_acts(text, learned=LEARNED)
    assert found.evidence_challenge is not None
    assert text[found.evidence_challenge.start :] == "The boats in your sums are mine."
    assert found.ask is None


def test_an_ask_that_was_learned_is_one_unless_it_sets_a_condition():
    ask = speech_acts("We row. A lamp here wouldn't go amiss.", learned=LEARNED).ask
    assert ask is not None
    assert ask.start == len("We row. ")
    found = speech_acts("Fine by me once the lamp is up.", learned=LEARNED)
    assert found.ask is None
    assert found.condition is not None
