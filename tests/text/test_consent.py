"""What people write about being published."""

from __future__ import annotations

import pytest

from consult.domain.ledger import Consent
from consult.text.consent import only_about_consent, stated_consent
from tests.builders import make_document
from tests.intake.reading_of import read_bytes
from tests.text.who_letters import letters


def consents(*paragraphs: str) -> list[Consent]:
    document = make_document(*paragraphs)
    return [words.consent for words in stated_consent(document.text, document.blocks)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Please treat my response as confidential.",
        "We ask that this submission is kept confidential.",
        "Please do not publish any part of this letter.",
        "I do not wish my response to be published.",
        "I would not want these comments shared with the press.",
        "This letter is not for publication.",
        "Our answers must not be made public.",
        "NOT FOR PUBLICATION",
        "Commercial in confidence",
        "May we publish your response? No",
        "Confidential: yes",
        "I don't want any of my comments to be quoted.",
        "This is sent in confidence.",
    ],
)
def test_private_words(sentence):
    """Nothing of it may be shown."""
    assert consents("The bus is late.", sentence) == [Consent.PRIVATE]


@pytest.mark.parametrize(
    "sentence",
    [
        "Please do not publish my name.",
        "I wish to remain anonymous.",
        "Name and address withheld",
        "You may publish this response but not my name.",
        "Please withhold my name from anything that you print.",
        "I am happy for this to be published anonymously.",
        "We would not like our name to be published.",
        "Keep my name out of it, please.",
        "My identity must not be revealed.",
        "I would prefer to stay anonymous because of my job.",
        "Are you happy for your name to be published? No.",
    ],
)
def test_words_for_leaving_out_the_name(sentence):
    """The words may be shown, not whose they are."""
    assert consents("The bus is late.", sentence) == [Consent.ANONYMOUS]


@pytest.mark.parametrize(
    "sentence",
    [
        "I am happy for my name to be published.",
        "We are content for our response to be published in full.",
        "You may quote this letter.",
        "I have no objection to my comments being published.",
        "We consent to the publication of this response.",
        "May we publish your response? Yes",
    ],
)
def test_words_that_allow_publishing(sentence):
    """All of it may be shown."""
    assert consents("The bus is late.", sentence) == [Consent.PUBLISH]


@pytest.mark.parametrize(
    "sentence",
    [
        "It is a field in which it is possible for private companies to make money.",
        "The helpline works because it is confidential.",
        "This is a confidential service for young people.",
        "Older people do not use it because public transport is so poor.",
        "Ministers do not share our views on privacy.",
        "The council did not share our concerns about the private road.",
        "The lane is narrow and it is private.",
        "The profit is kept in confidence-building schemes.",
        "It is important that people have confidence in what is published.",
        "Most staff do not name them in public.",
        "The figures do not include us and were printed without us.",
        "Our evidence is not public knowledge.",
    ],
)
def test_words_about_something_else_that_is_private(sentence):
    """What is private or shared elsewhere says nothing of the response."""
    assert consents("The bus is late.", sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The council should publish the accounts each year.",
        "Patients' records must be kept confidential.",
        "The report was published in May and names nobody.",
        "Do not publish the timetable before the drivers have seen it.",
        "Victims should be able to remain anonymous in court.",
        "This e-mail is confidential and intended solely for the addressee.",
        "We have no confidence in this plan.",
        "Advice must be private and free.",
        "If you wish your response to be confidential, tick here.",
        "My private garden would be lost.",
        "Please name the officer who is answerable.",
        "It is not confidential that the bridge is failing.",
        "Her name was printed in the paper without asking.",
        "It should be published.",
        "The data should not be shared with the police.",
    ],
)
def test_words_about_something_else(sentence):
    """What is asked for others, or said of a plan, is no wish of the sender."""
    assert not {*consents("The bus is late.", sentence)} - {Consent.UNKNOWN}


@pytest.mark.parametrize("corpus", ["letters", "later"])
def test_letters_say_what_they_say_and_no_more(corpus):
    """Over the invented letters: consent found where one stands, missing where none does."""
    for letter in letters(corpus):
        part = read_bytes(letter.words.encode(), f"{letter.id}.{letter.suffix}").parts[0]
        said = {w.consent.value for w in stated_consent(part.text, part.blocks)}
        assert letter.consent in (said or {"UNKNOWN"}), letter.id
        assert len(said) <= 1, (letter.id, said)


def test_the_words_stand_where_it_says():
    """Quote and offsets agree."""
    document = make_document("The bus is late. Please do not publish my name. It is cold.")
    (words,) = stated_consent(document.text, document.blocks)
    assert document.text[words.start : words.end] == words.quote
    assert words.quote == "Please do not publish my name."


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Please do not publish my name.", True),
        ("We are happy for this response to be published.", True),
        ("Please do not publish my name. The road is bad.", False),
        ("The council should publish its figures.", False),
        ("", False),
    ],
)
def test_what_only_says_what_may_be_published_is_told_from_points(text: str, only: bool) -> None:
    """It is heeded as consent, and is no ask of the consultation."""
    assert only_about_consent(text) is only
