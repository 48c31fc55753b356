"""Yes/no questions said as statements, and options read as positions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.coding.options import position_of_option, takes_positions
from consult.coding.restate import restate_question
from consult.domain.coding import Position


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        (
            "Is a service which does both repairs and checks slowed down in its work?",
            "A service which does both repairs and checks is slowed down in its work.",
        ),
        (
            "Should lorries be completely banned from the old bridge, and what effect do you "
            "think this would have on trade and on the houses nearby?",
            "Lorries should be completely banned from the old bridge.",
        ),
        (
            "Should the market move to the square and how would you get there?",
            "The market should move to the square.",
        ),
        (
            "Do you think that people should be told when and how their data is used?",
            "People should be told when and how their data is used.",
        ),
        (
            "Do you agree that the speed limit in the centre should be 20 mph?",
            "The speed limit in the centre should be 20 mph.",
        ),
        (
            "To what extent do you agree or disagree with the proposal to build 400 homes?",
            "The proposal to build 400 homes should go ahead.",
        ),
        (
            "Do you agree with our proposal that a ferry should run at night before it is sold?",
            "A ferry should run at night before it is sold.",
        ),
        (
            "Do you support the draft recommendation that every pier needs a lamp?",
            "Every pier needs a lamp.",
        ),
        (
            "Do you agree that the benefits of our proposals outweigh their costs?",
            "The benefits of the proposals outweigh their costs.",
        ),
        (
            "Do you agree with our assessment that lamps deter theft?",
            "Lamps deter theft.",
        ),
        (
            "Do you agree with our proposal that would close the old pier?",
            "The proposal that would close the old pier should go ahead.",
        ),
        ("Should libraries open on Sundays?", "Libraries should open on Sundays."),
        ("Should we charge for garden waste?", "We should charge for garden waste."),
        (
            "Should the council close Mill Road to cars?",
            "The council should close Mill Road to cars.",
        ),
        (
            "Should the charge for garden waste be raised?",
            "The charge for garden waste should be raised.",
        ),
        (
            "We propose a limit of 20 mph. What do you think of this?",
            "There should be a limit of 20 mph.",
        ),
        (
            "The plan says that parking is too cheap. What is your view?",
            "Parking is too cheap.",
        ),
        ("Do you support a limit of 20 mph?", "There should be a limit of 20 mph."),
        (
            "Do you agree with the proposed changes to opening hours? If not, why not?",
            "The proposed changes to opening hours should go ahead.",
        ),
        ("Do you agree with our priorities for parks?", "Our priorities for parks are right."),
        ("Does the plan go far enough?", "The plan goes far enough."),
        ("Is the old depot still fit for purpose?", "The old depot is still fit for purpose."),
        ("Is closing the depot the right decision?", "Closing the depot is the right decision."),
        ("Has the council consulted enough?", "The council has consulted enough."),
        (
            "If costs rise, should we close the museum?",
            "If costs rise, we should close the museum.",
        ),
        ("Should people who own cars pay more?", "People who own cars should pay more."),
        (
            "Do you think that volunteers should run the branch, and why?",
            "Volunteers should run the branch.",
        ),
    ],
)
def test_a_yes_agrees_with_the_statement(question: str, statement: str) -> None:
    """Subject and verb change places, what is agreed to stands alone, grammar is right."""
    assert restate_question(question) == statement


@pytest.mark.parametrize(
    "question",
    [
        "What do you think about the plan?",
        "How should we pay for parks?",
        "Do you have any comments?",
        "Would you use a mobile library?",
        "Are there any other options that we should consider?",
        "Should the library close or should it stay open?",
        "Do you agree with this?",
        "Do you oppose the proposed closure of the library?",
        "Do you disagree that parking should be free?",
        "Do you strongly oppose a new road?",
        "Is it fair or unfair to charge residents?",
        "Please give your reasons.",
        "",
    ],
)
def test_other_questions_are_no_statement(question: str) -> None:
    """Open questions, alternatives and questions about the respondent give nothing."""
    assert restate_question(question) is None


@given(st.text(max_size=120))
def test_any_text_gives_a_sentence_or_nothing(text: str) -> None:
    """Whatever is asked, the result ends as a sentence and asks nothing."""
    said = restate_question(text)
    assert said is None or (said.endswith(".") and "?" not in said)


@pytest.mark.parametrize(
    ("option", "position"),
    [
        ("Strongly agree", Position.AGREE),
        ("Tend to disagree", Position.DISAGREE),
        ("Yes", Position.AGREE),
        ("No, not at all", Position.DISAGREE),
        ("Yes, with conditions", Position.AGREE_WITH_CONDITIONS),
        ("Partly agree", Position.AGREE_WITH_CONDITIONS),
        ("Neither agree nor disagree", Position.NEITHER),
        ("No opinion", Position.NEITHER),
        ("Don’t know", Position.UNCLEAR),
        ("Not sure", Position.UNCLEAR),
        ("I do not support it", Position.DISAGREE),
        ("Oppose", Position.DISAGREE),
        ("Option A: a new bus", None),
        ("Notice boards", None),
    ],
)
def test_options_tell_positions_by_their_words(option: str, position: Position | None) -> None:
    """Attitudes have a position, things have none."""
    assert position_of_option(option) == position


def test_a_scale_takes_positions_and_a_choice_of_things_does_not() -> None:
    """Only options that let people agree and disagree make a question about a statement."""
    assert takes_positions(["Yes", "No", "Not sure"])
    assert not takes_positions(["Bus", "Train", "Neither"])


@pytest.mark.parametrize(
    "question",
    [
        "Is this fair?",
        "Do you think this is the right approach?",
        "Have we missed anything?",
        "Do you think there should be any exemptions?",
        "Do you think the changes would have a negative impact on you?",
        "Are you in favour of, or opposed to, the plan?",
        "Do you agree or disagree: fees should rise?",
    ],
)
def test_what_only_a_question_can_say_is_no_statement(question):
    assert restate_question(question) is None


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("Is parking in the centre too expensive?", "Parking in the centre is too expensive."),
        (
            "Are landlords who break the rules punished enough?",
            "Landlords who break the rules are punished enough.",
        ),
        ("Does the charge discourage use?", "The charge discourages use."),
        ("Do you agree with the vision and objectives?", "The vision and objectives are right."),
        ("Do you agree with the plan for roads and paths?", "The plan for roads and paths"),
    ],
)
def test_predicates_begin_where_they_begin(question, statement):
    assert restate_question(question).startswith(statement)
