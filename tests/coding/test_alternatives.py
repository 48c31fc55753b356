"""Named alternatives: which of them a proposition is, and sides taken by their names."""

from __future__ import annotations

import pytest

from consult.coding.alternatives import Choice, choice_of, chosen, names_only_rivals
from consult.coding.explicit import Explicit

PASSAGES = (
    "The pool costs a great deal to heat. Under Option 1 it would open from May to September only. "
    "Under Option 2 every ticket would cost a pound more. We considered Option 1 and Option 2.",
    "Option 3: the pool would be handed to a trust of swimmers.",
)
CLAIM = "Tickets for the pool should cost a pound more."
CHOICE = Choice(own="option 2", rivals=frozenset({"option 1", "option 3"}))


def test_a_proposition_is_the_alternative_that_says_the_same():
    assert choice_of(CLAIM, PASSAGES) == CHOICE


def test_a_proposition_that_names_its_alternative_is_that_one():
    found = choice_of("The council should take Option three.", PASSAGES)
    assert found is not None
    assert (found.own, found.rivals) == ("option 3", frozenset({"option 1", "option 2"}))


@pytest.mark.parametrize(
    ("proposition", "passages"),
    [
        ("Dogs should be kept on leads.", PASSAGES),
        (CLAIM, ()),
        (CLAIM, ("Under Option 2 every ticket for the pool would cost a pound more.",)),
        ("The pool should be kept.", PASSAGES),
    ],
)
def test_what_no_alternative_says_alone_is_none_of_them(proposition, passages):
    assert choice_of(proposition, passages) is None


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("We support Option 2.", Explicit.AGREE),
        ("On balance the Swimming Club supports option two, subject to a review.", Explicit.AGREE),
        ("Otterpool prefers Option 2, because it is simple.", Explicit.AGREE),
        ("To us Option 2 is clearly the fairest.", Explicit.AGREE),
        ("Compared with Option 1, Option 2 is more just.", Explicit.AGREE),
        ("We disagree with Option 2.", Explicit.DISAGREE),
        ("We cannot support Option 2.", Explicit.DISAGREE),
        ("I do not favour Option 2", Explicit.DISAGREE),
        ("We therefore prefer Option 1.", Explicit.DISAGREE),
        ("Option 3 would be preferable, though we doubt the figures.", Explicit.DISAGREE),
        ("Option 2 is unworkable.", Explicit.DISAGREE),
        ("Option 2 for me.", Explicit.AGREE),
        ("Our members come down in favour of Option 1, and by far.", Explicit.DISAGREE),
        ("Option 1 would be my pick because it is warm.", Explicit.DISAGREE),
        ("I'd sooner you went for Option 3 than lose the slide.", Explicit.DISAGREE),
        ("I could go along with Option 2 were there a bus.", Explicit.AGREE),
    ],
)
def test_who_takes_a_side_by_name_takes_it_on_the_proposition(text, position):
    assert chosen(text, CHOICE) is position


@pytest.mark.parametrize(
    "text",
    [
        "We do not support Option 1.",
        "We support Option 2. We also support Option 3.",
        "Some clubs would prefer Option 1.",
        "The paper prefers Option 2.",
        "Option 2 would raise a pound a ticket.",
        "We have no preference between Option 1 and Option 2.",
        "We support Option 4.",
        "If we supported Option 2, we would lose members.",
        "We support option 2a.",
    ],
)
def test_what_is_told_of_others_or_says_nothing_of_it_takes_no_side(text):
    assert chosen(text, CHOICE) is None


def test_praise_of_a_rival_is_no_assent():
    assert names_only_rivals("Option 1 has a lot to be said for it.", CHOICE)
    assert not names_only_rivals("Option 1 costs less than Option 2.", CHOICE)
    assert not names_only_rivals("The pool is cold.", CHOICE)
