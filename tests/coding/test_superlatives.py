"""What is praised instead of what a proposition calls the best."""

from __future__ import annotations

import pytest

from consult.coding.superlatives import praises_another

CHARGES = "Raising parking charges is the fairest way to pay for better buses."


@pytest.mark.parametrize(
    "text",
    [
        "Council tax is fairer because everybody gains.",
        "It is late. A levy on employers would be much fairer.",
        "I think income tax is the fairest.",
        "Savings elsewhere are far more sensible.",
    ],
)
def test_praise_of_another_thing_is_heard(text):
    assert praises_another(text, CHARGES)


@pytest.mark.parametrize(
    "text",
    [
        "Raising charges is fairer than anything else.",
        "This is fairer than council tax.",
        "It is the fairest way.",
        "Parking charges are more honest.",
        "Council tax is high enough.",
        "Council tax is fair.",
        "",
    ],
)
def test_what_praises_the_same_or_nothing_is_not(text):
    assert not praises_another(text, CHARGES)


def test_a_proposition_that_calls_nothing_best_has_no_rivals():
    assert not praises_another("Council tax is fairer.", "Parking charges should rise.")
