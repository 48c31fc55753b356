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


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Support, subject to a proper drain.", Explicit.AGREE),
        ("Most of our members want a bridge, and so the Society supports it.", Explicit.AGREE),
        ("The scheme has our support.", Explicit.AGREE),
        ("I was sceptical, but having tried it I am now firmly for it.", Explicit.AGREE),
        ("We oppose it with everything we have.", Explicit.DISAGREE),
        ("Nurses are content with this so long as one of them can park.", Explicit.AGREE),
    ],
)
def test_a_declaration_may_go_on_to_its_condition_or_its_force(text, position):
    """What follows the object, a condition or an adverb, leaves the declaration one."""
    assert declared(text).position is position


@pytest.mark.parametrize(
    "text",
    [
        "We take no position on the market hall.",
        "On fees the trustees hold no view.",
        "No strong view either way.",
        "Neither for nor against.",
        "I do not mind either way.",
    ],
)
def test_taking_no_side_in_so_many_words_is_neither(text):
    """A writer who says that there is no view here is not left to a model's guess."""
    assert declared(text).position is Explicit.NEITHER


@pytest.mark.parametrize(
    "text", ["The council took no view of the hill.", "We support the local library."]
)
def test_views_that_others_lack_say_nothing(text):
    """The consulting body's silence, and support of something else, are no declaration."""
    assert declared(text) is None
