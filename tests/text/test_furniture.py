"""Labels, heads of tables and notes of sources are told from what somebody says."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.text.furniture import is_form_label, is_source_note


@pytest.mark.parametrize(
    "text",
    [
        "Question | Your response", "Question 4.", "Q4:", "Question 12(b)",
        "Consultation question 3",
        "No. | Question | Answer", "Paragraph | Comments from the Lamp Guild", "Ref | Comment",
        "| Section | Our views |", "Proposal | Response", "Question no. 7",
    ],
)  # fmt: skip
def test_labels_of_a_form(text: str) -> None:
    """They name what is asked and where the answer stands."""
    assert is_form_label(text)


@pytest.mark.parametrize(
    "text",
    [
        "Question 4 is unclear.", "4", "Option A", "Yes | No", "Question | Yes", "Our response",
        "Question everything.", "Pier | Keep it", "No | No", "Section 3 | Agree", "Comment", "",
        "Question 4. Yes", "Paragraph | Wrong",
    ],
)  # fmt: skip
def test_answers_are_no_labels(text: str) -> None:
    """A row that says something beside its label is kept."""
    assert not is_form_label(text)


@pytest.mark.parametrize(
    "text",
    [
        "¹ Lamp Company annual report 2025, page 31.",
        "² Office for Piers, Tides in harbours, table 4",
        "[3] https://www.example.org/tides",
        "* Harbour survey, 2024",
        "12 Board paper of 3 March, para 4.2",
        "Footnote 2: Ibid, p. 9.",
    ],
)
def test_notes_of_sources(text: str) -> None:
    """A mark and what is cited, without a verb."""
    assert is_source_note(text)


@pytest.mark.parametrize(
    "text",
    [
        "¹ The report on page 31 is wrong.",
        "* We lost 40 boats in 2024.",
        "2 Table 3 should go.",
        "[3] Not in the plan of 2024",
        "12 lamps in 2024",
        "Annual report 2025, page 31.",
        "¹ More lamps",
        "",
    ],
)
def test_what_says_something_is_no_note(text: str) -> None:
    """Nor is what cites nothing, or has neither a mark nor a place among the notes."""
    assert not is_source_note(text)


def test_where_a_note_stands_is_as_good_as_its_mark() -> None:
    """A reader of DOCX knows notes, whose mark is not among their words."""
    assert is_source_note("Annual report 2025, page 31.", is_note=True)
    assert not is_source_note("We doubt page 31.", is_note=True)


@given(st.text(max_size=250))
def test_any_text_is_judged(text: str) -> None:
    """Nothing is raised."""
    assert is_form_label(text) in (True, False)
    assert is_source_note(text) in (True, False)


@pytest.mark.parametrize("piece", ["question ", "| no ", "¹ ", "* page ", "the your "])
def test_hostile_repetition_costs_little(piece: str) -> None:
    """Lines as long as they may be take no time."""
    began = time.perf_counter()
    for text in ((piece * 100)[:199], (piece * 200)[:399], piece * 10_000):
        is_form_label(text)
        is_source_note(text)
    assert time.perf_counter() - began < 1
