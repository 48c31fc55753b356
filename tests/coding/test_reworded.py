"""Questions that a response puts in words that are nearly their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.coding.answered import Mark
from consult.coding.reworded import Reworded
from consult.coding.told import Told
from consult.domain.document import Span

QUESTIONS = (
    "Do you agree that the mill pond should be opened for swimming? Please give your reasons.",
    "How should the footpath round the pond be lit at night, and who should pay for the lamps?",
    "Should parks be locked?",
    "Which of the village's trees should be kept when the lane to the school is widened?",
)


def put_anew(text, found=()):
    marks = Reworded(QUESTIONS).marks_in(text, found)
    return [(mark.questions[0], text[mark.span.start : mark.span.end]) for mark in marks]


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("Do you think the old mill pond should be open for public swimming?", 0),
        ("How should the path around the pond be lit, and who would pay for lamps?", 1),
        ("3. Should parks be locked?", 2),
        ("**Q4** Which village trees should be kept when the lane is widened?", 3),
        ("Which trees of the village should we keep\nwhen the lane to the school is widened?", 3),
        ("How should the footpath round the pond be lit …?", 1),
        ("How should the footpath be lit at night, and who should pay for the lamps", 1),
    ],
)
def test_a_line_that_nearly_repeats_a_question_leads_to_its_answer(line, question):
    """Other words, a number before it, two lines, its beginning alone, no question mark."""
    text = f"Dear team,\n\n{line}\nNo, because of the herons there.\n"
    found = Told(QUESTIONS, [[] for _ in QUESTIONS]).answered_in(text)
    assert [(one.questions, one.by) for one in found] == [((question,), "wording")]
    assert text[found[0].answer.start :].startswith("No, because")


@pytest.mark.parametrize(
    "text",
    [
        "Is it right that children should have nowhere to swim?\nWe think not.",
        "Who would pay for that?\nNobody has said.",
        "We were asked whether the mill pond should be opened for swimming.\nIt should.",
        "Nobody knows how the footpath round the pond should be lit at\nnight, nor who would pay.",
        "Should it?\nYes.",
    ],
)
def test_another_question_or_a_sentence_is_no_wording(text):
    """Rhetorical questions, sentences that retell a question, and lines that break in one."""
    assert put_anew(text) == []


def test_a_line_as_near_to_two_questions_leads_to_neither():
    twins = ("Should the old pool be opened at night?", "Should the old hall be opened at night?")
    assert Reworded(twins).marks_in("Should the old mill be opened at night?\nYes.", ()) == ()


def test_what_is_a_wording_already_is_not_marked_again():
    text = "Should parks be locked?\nNo."
    known = Mark(questions=(2,), span=Span(start=0, end=23), by="wording")
    assert put_anew(text) == [(2, "Should parks be locked?")]
    assert put_anew(text, [known]) == []


@given(st.text(alphabet="Should parks be locked?\n 3.", max_size=200))
def test_marks_stand_in_the_text_in_order_and_never_overlap(text):
    spans = [mark.span for mark in Reworded(QUESTIONS).marks_in(text, ())]
    bounds = [place for span in spans for place in (span.start, span.end)]
    assert bounds == sorted(bounds)
    assert all(0 <= place <= len(text) for place in bounds)


def test_an_answer_before_a_reworded_question_is_no_part_of_it():
    """Of the stretches that end in one question mark the likest is taken."""
    text = (
        "How must the path round the pond be lit at night, and who should pay for lamps?\n"
        "By low lamps, paid for by all.\n"
        "Which of the village trees must be kept when the lane to school is widened?"
    )
    first, _, last = text.split("\n")
    assert put_anew(text) == [(1, first), (3, last)]
