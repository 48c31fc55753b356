"""What frames a letter, and typed labels."""

from __future__ import annotations

import pytest

from consult.text.labels import LabelKind, typed_label
from consult.text.letters import letter_frame

LETTER = [
    "Hill Trust",
    "12 Mill Lane, AB1 2CD",
    "Our ref: 17/B",
    "Monday 2 March 2026",
    "Dear Councillor Mason,",
    "We support the plan, with two changes.",
    "Thank you for the chance to say so.",
    "Yours sincerely",
    "Ada Hill",
    "On behalf of the Hill Trust",
]


def test_the_frame_of_a_letter_is_told_from_what_it_says():
    """Everything but the two sentences is frame."""
    assert letter_frame(LETTER) == (
        "address",
        "address",
        "reference",
        "date",
        "salutation",
        None,
        None,
        "sign-off",
        "sign-off",
        "sign-off",
    )


def test_a_welsh_letter_has_a_frame_too():
    """Greeting and close are known as those of English letters are."""
    letter = ("Annwyl Syr neu Fadam,", "Rwy'n cytuno.", "Yr eiddoch yn gywir,", "Elin Rhys")

    assert letter_frame(letter) == ("salutation", None, "sign-off", "sign-off")


@pytest.mark.parametrize(
    "last",
    [
        "Ada Hill\nManager, Mill House",
        "Dan Morley\nMill Bakers' Co-operative",
        "Dan Morley\nClerk\nMill Parish Council\nTel: 01999 555123",
    ],
)
def test_a_last_paragraph_of_name_and_body_is_a_signature(last):
    """A formula above it is not needed; the same lines in the midst of a letter stay."""
    assert letter_frame(["We support the plan.", last]) == (None, "sign-off")
    assert letter_frame([last, "We support the plan."])[0] is None


@pytest.mark.parametrize(
    "last",
    [
        "Mill Council\nMill Trust",
        "Ada Hill\nThe council should keep the mill",
        "Ada Hill\nis right",
    ],
)
def test_lines_that_say_something_are_no_signature(last):
    """Neither bodies without a person, nor a name over a sentence."""
    assert letter_frame(["We support the plan.", last])[1] is None


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["Thank you for asking us. We think that the plan is good, and here is why we do."],
        ["Dear me, what a plan. It will not do."],
        ["Thanks to the plan the street is safer.", "It should stay. Many of us say so every day."],
        ["Best wishes do not build bus shelters.", "Money does that, and there is none of it."],
    ],
)
def test_sentences_that_sound_like_a_frame_stay_content(paragraphs):
    """What is not clearly frame is content."""
    assert letter_frame(paragraphs) == (None,) * len(paragraphs)


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("17. We agree", LabelKind.NUMBER, "17."),
        ("2.3 The plan", LabelKind.NUMBER, "2.3"),
        ("(4) “No", LabelKind.NUMBER, "(4)"),
        ("• more buses", LabelKind.BULLET, "•"),
        ("- more buses", LabelKind.BULLET, "-"),
        ("(iv) more", LabelKind.LETTER, "(iv)"),
        ("b) more", LabelKind.LETTER, "b)"),
    ],
)
def test_typed_labels_are_found(text, kind, label):
    """Numbers, letters and bullets that people type."""
    found = typed_label(text)
    assert found is not None
    assert (found.kind, found.label) == (kind, label)


@pytest.mark.parametrize(
    "text",
    ["1.5 million people", "12. of them", "2026 was good", "-5 degrees", "I. agree", "(c) 2026"],
)
def test_figures_of_a_sentence_are_no_labels(text):
    """A number is a label only where a sentence starts behind it."""
    assert typed_label(text) is None
