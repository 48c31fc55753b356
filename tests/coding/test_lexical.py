"""Lexical similarity: ranges, tolerance of spelling, and independence of order."""

from __future__ import annotations

import numpy as np
import pytest

from consult.coding.lexical import LexicalSpace, letter_similarity

TEXTS = [
    "The library should open on Sundays.",
    "Buses to the hospital are too rare.",
    "Opening the libraries on Sunday would help families.",
    "",
]


def test_cosines_lie_between_nought_and_one_and_a_text_equals_itself():
    space = LexicalSpace(TEXTS)
    for similar in (space.letters(TEXTS, TEXTS), space.words(TEXTS, TEXTS)):
        assert similar.shape == (4, 4)
        assert similar.min() >= 0
        assert similar.max() <= 1 + 1e-6
        assert np.allclose(np.diag(similar)[:3], 1, atol=1e-5)


def test_letters_see_through_inflection_where_words_do_not():
    """ "library" and "libraries" share letters, not words."""
    space = LexicalSpace(TEXTS)
    letters = space.letters(["library"], ["libraries", "hospital"])[0]
    words = space.words(["library"], ["libraries", "hospital"])[0]
    assert letters[0] > 0.3 > letters[1]
    assert words[0] == 0


def test_an_empty_side_gives_an_empty_matrix():
    space = LexicalSpace(TEXTS)
    assert space.words([], TEXTS).shape == (0, 4)
    assert space.letters(TEXTS, []).shape == (4, 0)


@pytest.mark.parametrize("texts", [[""], ["of the and"], ["?"], ["x"]])
def test_texts_without_words_break_nothing(texts):
    space = LexicalSpace(texts)
    assert space.words(texts, texts).shape == (1, 1)
    assert np.isfinite(space.letters(texts, texts)).all()


def test_weights_do_not_depend_on_the_order_of_the_texts():
    forward, backward = LexicalSpace(TEXTS), LexicalSpace(TEXTS[::-1])
    assert (forward.words(TEXTS, TEXTS) == backward.words(TEXTS, TEXTS)).all()


def test_a_heading_that_repeats_a_title_is_nearly_the_same():
    similar = letter_similarity(["2. Getting about town"], ["Getting about town", "Parks"])[0]
    assert similar[0] > 0.6 > similar[1]
