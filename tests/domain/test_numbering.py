"""The number of a question at the head of an answer is told from other numbers."""

from __future__ import annotations

import pytest

from consult.domain.numbering import number_end


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Question 4: We agree.", "We agree."),
        ("Q4. Yes", "Yes"),
        ("“Q12b) – Not sure", "Not sure"),
        ("Q3:No view", "No view"),
    ],
)
def test_what_stands_behind_the_number_is_the_answer(text, rest):
    """Whatever mark stands between the two."""
    assert text[number_end(text) :] == rest


@pytest.mark.parametrize(
    "text", ["Question 4.2: yes", "Question time is short", "Q4", "Quite. 4: no", ""]
)
def test_other_beginnings_are_left(text):
    """A part's number, a word and a number without an answer stay."""
    assert number_end(text) == 0
