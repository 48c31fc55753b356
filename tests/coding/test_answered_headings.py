"""Answers under headings end where a heading of the same rank begins something else."""

from __future__ import annotations

from consult.coding.answered import Answered, end_at_headings
from consult.domain.document import Span

TEXT = "Question 1\nYes.\nA detail\nMore.\nQuestion 2\nNo.\nWhat is left out\nTransport."


def heading(words: str, level: int) -> tuple[Span, int]:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words)), level


def answered(mark: str, until: str | None, question: int) -> Answered:
    start = TEXT.index(mark)
    end = TEXT.index(until) if until else len(TEXT)
    span = Span(start=start, end=start + len(mark))
    answer = Span(start=span.end + 1, end=end)
    return Answered(questions=(question,), mark=span, answer=answer, by="label")


ANSWERS = (answered("Question 1", "Question 2", 0), answered("Question 2", None, 1))


def said(detail: int, left_out: int) -> list[str]:
    headings = [
        heading("Question 1", 2),
        heading("A detail", detail),
        heading("Question 2", 2),
        heading("What is left out", left_out),
    ]
    found = end_at_headings(ANSWERS, headings)
    return [TEXT[one.answer.start : one.answer.end].strip() for one in found]


def test_a_heading_of_the_same_level_ends_the_answer():
    """It is a peer of the questions' own headings; one below them is part of the answer."""
    assert said(3, 2) == ["Yes.\nA detail\nMore.", "No."]
    assert said(2, 1) == ["Yes.", "No."]
    assert said(3, 3)[1] == "No.\nWhat is left out\nTransport."


def test_one_question_in_a_heading_shows_no_level():
    """Other headings may then be parts of its answer."""
    headings = [heading("Question 1", 2), heading("A detail", 2)]
    assert end_at_headings(ANSWERS, headings) == ANSWERS


def test_marks_outside_headings_are_left():
    """A label in running text has no rank."""
    assert end_at_headings(ANSWERS, [heading("A detail", 1)]) == ANSWERS
