"""Short reactions with which people begin an answer to what a form proposes."""

import pytest

from consult.coding.explicit import Explicit, declared


@pytest.mark.parametrize(
    "text",
    ["A good idea.", "Yes please.", "Fine by me.", "I like it.",
     "Its good", "Fair enough. Those who park can pay.", "We love the idea.", "Long overdue.",
     "It's a sensible plan."],
)  # fmt: skip
def test_a_warm_reaction_agrees(text):
    """What opens with approval of the proposal agrees with it."""
    assert declared(text).position is Explicit.AGREE


@pytest.mark.parametrize(
    "text",
    ["No thanks.", "I do not like it.", "I don't want this.", "A terrible idea.", "Pointless.",
     "Rubbish. Nobody will use it.", "Waste of money!"],
)  # fmt: skip
def test_a_cold_reaction_disagrees(text):
    """What opens with rejection of the proposal disagrees with it."""
    assert declared(text).position is Explicit.DISAGREE


@pytest.mark.parametrize(
    "text",
    ["Oh brilliant, another gate.", "Good luck with that.", "A good idea would be a bench.",
     "I like the river.", "I do not like dogs.", "Good schools need good roads.",
     "It is good that people walk."],
)  # fmt: skip
def test_words_of_praise_for_something_else_say_nothing(text):
    """Irony and praise of other things declare no position."""
    assert declared(text) is None
