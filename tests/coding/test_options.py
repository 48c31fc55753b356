"""What options of closed questions say: by their words alone, and nothing that they do not say."""

from __future__ import annotations

import pytest

from consult.coding.options import (
    asks_who_is_against,
    position_of_option,
    positions_of_options,
    takes_positions,
)
from consult.domain.coding import Position


@pytest.mark.parametrize(
    "option",
    [
        "No objection",
        "No objections in principle",
        "No objection subject to conditions",
        "I have no strong objection",
        "I do not object",
        "I don’t object",
        "We would not oppose it",
        "Not opposed",
        "Not against",
        "Don't disagree",
        "Do not strongly disagree",
        "No, I do not object",
        "Do not agree or disagree",
        "Neither agree nor disagree",
    ],
)
def test_who_does_not_object_is_not_counted_against(option):
    """It is the third option of planning forms: no objection, and no support either."""
    assert position_of_option(option) is Position.NEITHER


@pytest.mark.parametrize(
    "option",
    [
        "No",
        "no.",
        "No, not at all",
        "No – leave it as it is",
        "No (please say why)",
        "No it should not",
        "No to all of it",
        "Object",
        "Objection",
        "I object",
        "Opposed",
        "Strongly disagree",
        "Do not support",
        "Not supportive",
        "It is not acceptable",
        "Not in support",
        "I am not at all supportive",
        "I can't accept it",
        "I do not agree and object",
    ],
)
def test_who_says_no_or_objects_is_against(option):
    """No stands alone, before a stop, or before who says it."""
    assert position_of_option(option) is Position.DISAGREE


@pytest.mark.parametrize(
    "option", ["No concerns", "No impact", "No change", "No more than two", "No children"]
)
def test_no_before_a_thing_is_no_position(option):
    """How much of a thing there is says nothing about a proposition."""
    assert position_of_option(option) is None


def test_the_options_of_a_planning_form_take_three_positions():
    """Support and object are the two sides; no objection is neither."""
    options = ("Support", "No objection", "Object")
    assert list(positions_of_options(options).values()) == [
        Position.AGREE,
        Position.NEITHER,
        Position.DISAGREE,
    ]
    assert takes_positions(options)
    assert not takes_positions(("Support", "No objection"))


@pytest.mark.parametrize(
    ("option", "position"),
    [
        ("Partly agree, partly disagree", Position.MIXED),
        ("Agree with some, disagree with others", Position.MIXED),
        ("I support the aims but object to this plan", Position.MIXED),
        ("No, I do not agree", Position.DISAGREE),
        ("No but I would accept a smaller scheme", Position.DISAGREE),
        ("Strongly disapprove", Position.DISAGREE),
        ("Unable to support", Position.DISAGREE),
        ("Not at all", Position.DISAGREE),
        ("Not really", Position.DISAGREE),
        ("Fully", Position.AGREE),
        ("To some extent", Position.AGREE_WITH_CONDITIONS),
        ("I don't support or oppose it", Position.NEITHER),
        ("I don't mind", Position.NEITHER),
        ("Maybe", Position.UNCLEAR),
        ("Can't say", Position.UNCLEAR),
        ("Rather not say", Position.UNCLEAR),
    ],
)
def test_scales_in_other_words_are_read(option, position):
    assert position_of_option(option) is position


@pytest.mark.parametrize(
    ("question", "turned"),
    [
        ("Do you oppose closing the weir?", True),
        ("Do you disagree that the weir should close?", True),
        ("Are you against a higher weir?", True),
        ("Do you have any objections to a higher weir?", True),
        ("Do you oppose or support closing the weir?", False),
        ("Do you agree or disagree that the weir should close?", False),
        ("Do you support closing the weir?", False),
        ("Should the council reject the plan?", False),
    ],
)
def test_what_yes_means_is_not_guessed_where_the_question_asks_who_is_against(question, turned):
    """Towards "The weir should close" it would be no; a person says so."""
    assert asks_who_is_against(question) is turned
    told = positions_of_options(("Yes", "No", "Don't know"), question)
    assert (Position.AGREE in told.values()) is not turned
    assert Position.UNCLEAR in told.values()
    plain = positions_of_options(("Strongly agree", "Strongly disagree"), question)
    assert takes_positions(plain)


@pytest.mark.parametrize(
    "option", ["Entirely new buildings", "Completely satisfied", "Not at all satisfied"]
)
def test_how_much_of_a_thing_is_meant_is_no_position(option):
    """Only alone do such words answer whether somebody agrees."""
    assert position_of_option(option) is None


@pytest.mark.parametrize("option", ["Do not fully agree", "I don't entirely support it"])
def test_who_does_not_wholly_agree_is_for_a_person_to_read(option):
    """It may be agreement in part, or none."""
    assert position_of_option(option) is None
