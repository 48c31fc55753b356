"""Texts outside the questions: where the company that they would keep is plain."""

from __future__ import annotations

import numpy as np
import pytest

from consult.coding.neighbours import NEAREST, company


def rows(*angles):
    """Return unit rows of two dimensions, by degrees."""
    turned = np.radians(np.array(angles, dtype=np.float64))
    return np.stack([np.cos(turned), np.sin(turned)], axis=1).astype(np.float32)


ANSWERS = rows(0, 5, 10, 80, 85, 90)
ANSWERED = [{"q1"}] * 3 + [{"q2"}] * 3


def test_a_text_goes_where_its_nearest_answers_are():
    """It must be near to several answers of one question and far from those of the others."""
    assert [found and found[0] for found in company(rows(2, 88), ANSWERS, ANSWERED)] == ["q1", "q2"]


@pytest.mark.parametrize("angle", [45, 180])
def test_between_two_questions_or_far_from_all_it_goes_nowhere(angle):
    """A tie is no evidence, nor is being a little less far."""
    assert company(rows(angle), ANSWERS, ANSWERED) == (None,)


def test_few_answers_draw_nothing():
    """One answer that resembles a text is chance; so is the only question that has enough."""
    few = NEAREST - 1
    assert company(rows(2), ANSWERS[3 - few :], ANSWERED[3 - few :]) == (None,)
    assert company(rows(2), ANSWERS[:3], ANSWERED[:3]) == (None,)
    assert company(rows(), ANSWERS, ANSWERED) == ()


def test_the_order_of_answers_changes_nothing():
    """Only how near they are counts."""
    texts = rows(2, 30, 60, 88)
    assert company(texts, ANSWERS[::-1], ANSWERED[::-1]) == company(texts, ANSWERS, ANSWERED)


def test_a_text_is_placed_alike_in_any_crowd():
    """Many texts are held against the answers block by block; each by itself comes out the same."""
    texts = rows(*np.linspace(0, 90, 600))
    crowd = company(texts, ANSWERS, ANSWERED)
    assert crowd[::97] == tuple(
        company(texts[[n]], ANSWERS, ANSWERED)[0] for n in range(0, 600, 97)
    )
    assert {found[0] for found in crowd if found} == {"q1", "q2"}
