"""What single sentences add to the score of a text."""

from __future__ import annotations

import numpy as np
import pytest

from consult.coding.sentence_scores import Sentences, sentences_of, with_best_sentence


class Counting:
    """An encoder that tells only how long a text is."""

    name = "counting"
    revision = "1"
    dimension = 1

    def encode(self, texts):
        return np.array([[len(text)] for text in texts], dtype=np.float32).reshape(-1, 1)


def test_only_texts_of_several_sentences_are_taken_apart():
    """One sentence is the text itself; of two, each knows the text that it stands in."""
    found = sentences_of(["One only.", "The first. The second!", ""], Counting())
    assert list(found.texts) == ["The first.", "The second!"]
    assert list(found.owners) == [1, 1]
    assert found.vectors.tolist() == [[10.0], [11.0]]


def test_the_best_sentence_draws_theme_by_theme():
    """Each theme is drawn to the sentence that speaks most for it; other texts stay."""
    scores = np.array([[0.2, 0.2], [0.5, 0.5]])
    said = np.array([[1.2, 0.0], [0.1, 0.7]])
    found = with_best_sentence(scores, said, [0, 0])
    assert found[0] == pytest.approx([0.6, 0.4])
    assert found[1].tolist() == [0.5, 0.5]


def test_no_sentence_changes_nothing():
    """Texts of one sentence each keep their scores."""
    scores = np.array([[0.2, 0.9]])
    assert with_best_sentence(scores, np.zeros((0, 2)), []).tolist() == scores.tolist()


def test_sentences_of_chosen_texts_count_by_their_new_places():
    """Taken in another order, a sentence follows its text; those of others are left out."""
    every = Sentences(texts=["a", "b", "c"], owners=[0, 2, 2], vectors=np.eye(3, dtype=np.float32))
    found = every.among([2, 1])
    assert (list(found.texts), list(found.owners)) == (["b", "c"], [0, 0])
    assert found.vectors.tolist() == np.eye(3)[1:].tolist()
    assert every.among([1]).vectors.shape == (0, 3)
