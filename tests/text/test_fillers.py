"""Answers that say nothing by themselves, in English and Welsh, and those that only look so."""

from __future__ import annotations

import time

import pytest

from consult.text.fillers import FillerKind, filler, is_letter_frame, is_particulars


@pytest.mark.parametrize(
    "text",
    [
        "No comment", "no comments.", "N/A", "n/a", "Not applicable", "-", "...", "?", "nil",
        "Nothing to add", "Nothing further to add at this stage.", "I have nothing to add",
        "No further comments", "No opinion", "don't know", "Don’t know", "Not sure", "no views",
        "4 | No response.", "Q12: no comment", "Question 3 - No answer.", "7. No comments to make",
        "How should lamps be paid for? | No comment.",
        "We have no comment on this question.", "We have no comments to make on it.",
        "No comment; we do not offer business accounts.", "No comment, as we do not run a ferry.",
        "No comment – this does not affect us.", "No response: this is outside our remit.",
        "This proposal does not affect us and we have no comment on it.",
        "We do not own any boats, so we have no comment.", "No comment because I have no car.",
        "No strong views", "Dim sylwadau", "skip", "I do not wish to comment", "none of n/a"[8:],
    ],
)  # fmt: skip
def test_no_comment(text):
    """Said with many words or one, no comment is no comment."""
    assert filler(text) is FillerKind.NO_COMMENT


@pytest.mark.parametrize(
    "text",
    [
        "See above", "see above.", "As above", "as above!", "Please see attached",
        "see attached letter", "See attached file(s).", "Please see the attached document(s)",
        "Please see my answer to question 3", "See answer above", "same as above",
        "As per question 2",
        "ditto", "See Q4", "please refer to our attached response", "as stated above",
        "See previous answer",
        "Please see our response to Q1", "answered above", "Gweler uchod",
        "As previously stated",
    ],
)  # fmt: skip
def test_cross_reference(text):
    """A pointer elsewhere is listed for a person to follow."""
    assert filler(text) is FillerKind.CROSS_REFERENCE


def test_none_depends_on_the_question():
    """None and no answer a question that asks whether there are any; else they are filler."""
    for text in ("None", "No", "none.", "Nothing", "Dim"):
        assert filler(text) is FillerKind.NONE
        assert filler(text, "Do you have any concerns about the plan?") is None
        assert filler(text, "Which of these would you change?") is None
        assert filler(text, "Do you have any other comments?") is FillerKind.NONE
        assert filler(text, "Please explain your answer.") is FillerKind.NONE
        assert filler(text, "Do you agree with the plan? Please tell us why.") is None
        assert filler(text, "Do you have any other comments? Please add them.") is FillerKind.NONE


def test_none_is_no_view():
    """To a question for a view "none" says that there is none; "no" says that one is against."""
    assert filler("none", "What is your view?") is FillerKind.NONE
    assert filler("No", "What is your view?") is None
    assert filler("None.", "What do you think, and do you have any concerns?") is None


@pytest.mark.parametrize(
    "text",
    [
        "No buses run after six.", "None of the options work for us.", "See the river first.",
        "Above all, keep the library.", "As above all rents are too high", "I agree", "Yes",
        "No, because it costs too much", "Nothing in the plan helps carers",
        "See above: but also the school",
        "No comment; we do not trust the figures.", "No comment, the plan is a disgrace.",
        "No comment: we do not have enough information in your paper.", "4 | No.",
        "No to the proposal",
        "No comment, we have no confidence in the board.", "We do not run a ferry and need one.",
        "No comment on the lamps, but the pier must stay.", "This does not affect us.",
        "No response came from the board.", "We do not own any boats.",
        "No comment, as we do not use the bus because it is too dear.", "1. Yes",
        "Should lamps be lit? | No",
        "Not sure this will work", "Attached garages should count",
    ],
)  # fmt: skip
def test_points_are_not_filler(text):
    """A word of filler at the start does not swallow a point."""
    assert filler(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dear Sir or Madam,", True),
        ("Dear Councillor Hale", True),
        ("Yours faithfully", True),
        ("Kind regards, Ann", True),
        ("12 August 2031", True),
        ("Thursday 12 August 2031", True),
        ("By email to: plans@example.org", True),
        ("Annwyl Syr", True),
        ("Dear old people need buses. Keep them.", False),
        ("Thank you for asking us, but the plan is wrong.", False),
        ("From the start we opposed this.", False),
    ],
)
def test_salutations(text, expected):
    """Greetings, closes, dates and address lines are no opinions; sentences are kept."""
    assert is_letter_frame(text) is expected


def test_hostile_text_takes_linear_time():
    """Endless repetition of filler words is decided at once."""
    began = time.monotonic()
    for text in ("see " * 40, "no further " * 15, "as per my answer to " * 8, "to " * 50 + "x"):
        filler(text)
        filler(text * 2000)
        is_letter_frame(text)
    assert time.monotonic() - began < 1


@pytest.mark.parametrize(
    "text",
    [
        "I live in Upper Marsh.",
        "I have worked at the mill for nine years.",
        "My postcode is ZZ12 3XY",
        "Name: Ada Aldery",
        "> Signed: A. Aldery",
        "We are writing from the island of Sark",
        "I am 74 years old",
    ],
)
def test_particulars_say_only_who_the_writer_is(text):
    """What a form letter's blanks ask for is nobody's point."""
    assert is_particulars(text)


@pytest.mark.parametrize(
    "text",
    [
        "I live in Upper Marsh and the bus must stay.",
        "My name is not for sale to a supermarket because I said so once and for all.",
        "I work hard",
        "My councillor is wrong about the buses, the lamps, the bins and the hours of the library",
        "We are against it",
    ],
)
def test_what_goes_on_to_a_point_is_no_mere_particular(text):
    """A sentence that argues is not set apart for beginning with its writer."""
    assert not is_particulars(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sent: 4 March 2031 09:12",
        "---------- Forwarded message ---------",
        "Begin forwarded message:",
        "-----Original Message-----",
        "Fw: the ferry",
    ],
)
def test_the_lines_over_a_forwarded_message_are_its_frame(text):
    assert is_letter_frame(text)
