"""How pages, minutes and papers of several styles say who speaks."""

from __future__ import annotations

import pytest

from consult.text.brackets import without_asides
from consult.text.cast import cast_of
from consult.text.consulter import make_consulter
from consult.text.openings import is_byline, lowered, without_opening
from consult.text.register import Register, Speaker
from consult.text.signed import signatory, signature, signature_alone
from consult.text.speakers import parse_speaker
from consult.text.speech import attributions, masked, quoted
from consult.text.unnamed import somebody_of_a_place, unnamed


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("The Hill Trust took issue with the figures.", "The Hill Trust"),
        ("The Hill Trust has lodged an objection.", "The Hill Trust"),
        ("Ann Lee sees no difficulty in complying.", "Ann Lee"),
        ("The Hill Trust has such doubts about it, and no reservations.", "The Hill Trust"),
        ("The Hill Trust isn’t happy.", "The Hill Trust"),
        ("In Cllr Lee’s opinion the path was good.", "Cllr Lee"),
        ("The Hill Trust’s worry is that nobody will come.", "The Hill Trust"),
        ("The Chair welcomed Ms Lee of Hill Ltd, who explained the plan.", "Ms Lee of Hill Ltd"),
        ("“No,” its secretary Ann Lee quipped.", "its secretary Ann Lee"),
        ("“No” is the verdict of Ann Lee, a baker.", "Ann Lee, a baker"),
        ("For Ann Lee, who runs Hill Trust, it is too late.", "Ann Lee, who runs Hill Trust"),
        (
            "It was praised by Hill Trust, whose director Ann Lee called it good.",
            "Ann Lee, director of Hill Trust",
        ),
        ("The fee is fair, according to Ann Lee, Hill’s founder.", "Ann Lee, Hill’s founder"),
    ],
)
def test_attitudes_have_their_holders(sentence: str, subject: str) -> None:
    """Views are given without a verb of speech as well."""
    hidden = masked(sentence, quoted(sentence)[0])
    assert subject in [found.subject for found in attributions(hidden)]


@pytest.mark.parametrize(
    "sentence",
    ["Hill House provides supported living.", "The bigger worry is timing."],
)
def test_words_that_only_look_like_verbs_of_speech(sentence: str) -> None:
    """What stands as an adjective or a noun gives nobody a view."""
    assert not list(attributions(sentence))


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("09:40 Ann Lee said no.", "Ann Lee said no."),
        ("[12:05] Ann Lee said no.", "Ann Lee said no."),
        ("• Ann Lee said no.", "Ann Lee said no."),
        ("45. Ann Lee said no.", "Ann Lee said no."),
        ("Ann Lee said no.", "Ann Lee said no."),
        ("- ", "- "),
    ],
)
def test_times_numbers_and_bullets_are_no_part_of_a_sentence(line: str, rest: str) -> None:
    """What a live page or a report sets before a sentence is left out."""
    assert without_opening(line) == rest


def test_bylines_and_capitals_of_a_lead() -> None:
    """Who wrote a piece says nothing in it, and its first words may be capitals by layout."""
    assert is_byline("By Ann Lee, Hill Business Correspondent")
    assert not is_byline("By Monday Ann Lee had said no.")
    assert lowered("ANGRY RESIDENTS have met.") == "angry residents have met."
    assert lowered("RNLI crews have met.") == "RNLI crews have met."


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("“No and no again” – Ann Lee, 29, parent", "Ann Lee, 29, parent"),
        ("“No and no again.” (Tenant farmer, Hillshire)", "Tenant farmer, Hillshire"),
        ("“No and no again” (page 4)", None),
        ("“No and no again,” said Ann Lee.", None),
    ],
)
def test_quotations_are_signed(text: str, label: str | None) -> None:
    """A dash or brackets after the words quoted sign them; a page number does not."""
    assert signature(masked(text, quoted(text)[0])) == label


def test_who_signs() -> None:
    """A name has its body; what is no name is kept as printed."""
    register = Register()
    whole = signatory("Ann Lee, head teacher, Hill Primary School", register)
    assert whole == Speaker("Ann Lee", "Hill Primary School")
    assert signatory("Tenant farmer, Hillshire", register) == Speaker("Tenant farmer, Hillshire")
    assert signature_alone("— Ann Lee, Hill Trust") == "Ann Lee, Hill Trust"
    assert signature_alone("Ann Lee, Hill Trust") is None


@pytest.mark.parametrize(
    ("phrase", "speaker"),
    [
        ("Cllr Ann Lee (Hill Party, Mill ward)", Speaker("Ann Lee")),
        ("Mr Lee (Church Lane)", Speaker("Lee")),
        ("Dr Ann Lee (Hill Research Group)", Speaker("Ann Lee", "Hill Research Group")),
        ("Hill Drinks’ packaging director Ann Lee", Speaker("Ann Lee", "Hill Drinks")),
        ("Ann Lee, vice president growth EMEA at Karta", Speaker("Ann Lee", "Karta")),
        ("Ann Lee of Lee’s Farm Stays in Kentshire", Speaker("Ann Lee", "Lee’s Farm Stays")),
        ("A resident of Mill End", Speaker("A resident of Mill End")),
        ("A Whitehall insider", Speaker("A Whitehall insider")),
        ("Nicky in Crewe", Speaker("Nicky in Crewe")),
        ("Hill in Bloom", Speaker(None, "Hill in Bloom")),
        ("the charity Focus on Walks", Speaker(None, "Focus on Walks")),
    ],
)
def test_subjects_of_many_forms(phrase: str, speaker: Speaker) -> None:
    """Wards and streets are no bodies, and some people are known by a place alone."""
    assert parse_speaker(phrase, Register(cast=cast_of(phrase))) == speaker


def test_two_who_speak_together_are_both_remembered() -> None:
    """Of "Mr Lee and Bob Roe, of Mill Trust" the first was met before and keeps his body."""
    register = Register()
    parse_speaker("Ann Lee, of the Hill Trust,", register)
    assert parse_speaker("Both Ms Lee and Bob Roe, of Mill Trust", register) == Speaker(
        "Ann Lee", "Hill Trust"
    )
    assert register.people["roe"] == Speaker("Bob Roe", "Mill Trust")


def test_unnamed_people() -> None:
    """ "Another" is somebody, a survey nobody, and staff of a body are told by the body."""
    assert unnamed("Another") == "Another"
    assert unnamed("a survey") is None
    assert unnamed("One of the women at our Hull centre") == "One of the women at our Hull centre"
    assert unnamed("One of our tenants") == "One of our tenants"
    assert unnamed("One of the reports from our Hull centre") is None
    assert somebody_of_a_place("a spokesman for the Hill Trust", Register()) is None
    assert somebody_of_a_place("one member of the Hill Trust", Register()) is None


def test_brackets_that_hold_a_body_stay() -> None:
    """Only what is no body is left out of a subject."""
    assert without_asides("Ann Lee (Hill Trust)", Register()) == "Ann Lee (Hill Trust)"
    assert without_asides("Ann Lee (Plot 14b)", Register()) == "Ann Lee"


@pytest.mark.parametrize(
    ("text", "name", "body"),
    [
        ("Rhieni dros Addysg, which has 40 members, met.", "Rhieni dros Addysg", True),
        ("Hill Forward could hardly contain its glee.", "Hill Forward", True),
        ("Hill Roundtable, whose members pay, met.", "Hill Roundtable", True),
        ("Iain, a locum, was there.", "Iain", False),
        ("Delroy – he’s the brother – left.", "Delroy", False),
        ("Her brother Aled was there.", "Aled", False),
        ("Leader of the Greens Cllr Ann Lee was there.", "Greens", True),
    ],
)
def test_more_that_shows_what_a_name_is(text: str, name: str, body: bool) -> None:
    """Kin and asides show people, what is "its" or has members shows bodies."""
    cast = cast_of(text)
    assert (cast.has_body(name), cast.has_person(name)) == (body, not body)


def test_another_commission_is_not_the_consulter() -> None:
    """A longer name that begins as the body's short one is somebody else's."""
    consulter = make_consulter((), "Hill Reform Commission", "A Plan", None)
    assert consulter.is_named_by("the Commission")
    assert not consulter.is_named_by("the Commission for Student Life")
