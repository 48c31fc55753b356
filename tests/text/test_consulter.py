"""What the consulting body is called, and where its words stand."""

from __future__ import annotations

import pytest

from consult.domain.document import Role
from consult.text.consulter import is_briefing, make_consulter, takes_position
from tests.builders import make_document

PAPER = make_document(
    "# Buses for all",
    "We propose to replace the last bus of the evening by a van that must be booked.",
    role=Role.PAPER,
)
CONSULTER = make_consulter(
    ("Ruth Okafor", "Bus Board"),
    "Hill County Council",
    "Buses for All: a transport strategy",
    PAPER,
)


@pytest.mark.parametrize(
    "phrase",
    [
        "The report",
        "the review’s analysis",
        "the transport strategy",
        "The strategy",
        "the county council",
        "Buses for All",
        "the council",
        "Hill County Council",
        "the Bus Board",
        "Ruth Okafor",
        "Ms Okafor",
        "Okafor",
        "The children’s bus review",
        "Hill’s strategy",
        "an independent review",
    ],
)
def test_names_of_the_consulter(phrase):
    """Names given, the paper's title and its kind, and generic words name the consulter."""
    assert CONSULTER.is_named_by(phrase)


@pytest.mark.parametrize(
    "phrase",
    [
        "The charity’s report",
        "The Marsh Trust’s review",
        "Ann Lee",
        "the parish council",
        "a report by the Marsh Trust",
        "Researchers",
    ],
)
def test_other_papers_and_people_are_not_the_consulter(phrase):
    """Another body's report and other people are not."""
    assert not CONSULTER.is_named_by(phrase)


def test_people_are_learnt_from_the_text():
    """Who led or chaired the review speaks for it."""
    text = "The review, led by former teacher Joan Mair, found little. Later Mair spoke."
    assert CONSULTER.with_people(text).is_named_by("Mair")
    assert not CONSULTER.is_named_by("Mair")


def test_the_papers_own_sentences_are_known_again():
    """A sentence nearly whole in the paper is its; a short or different one is not."""
    assert CONSULTER.wrote("replace the last bus of the evening by a van that must be booked")
    assert not CONSULTER.wrote("the last bus of the evening")
    assert not CONSULTER.wrote("I take the last bus home and would be lost without it every week")


@pytest.mark.parametrize("turn", ["do not propose", "should only propose", "never propose"])
def test_the_papers_claim_turned_round_is_not_its_own(turn):
    """A "not" put into the paper's words makes them somebody's position."""
    said = f"We {turn} to replace the last bus of the evening by a van that must be booked."
    assert not CONSULTER.wrote(said)
    assert CONSULTER.wrote(said.replace(turn, "propose"))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We disagree.", True),
        ("The plan says nothing about taxis.", True),
        ("This is unclear.", True),
        ("It is so, however this costs money.", True),
        ("The bus stops at four places and runs hourly.", False),
    ],
)
def test_positions(sentence, expected):
    """First person, judgement and turns show a position."""
    assert takes_position(sentence) is expected


def test_briefings_are_told_from_answers():
    """A title that summarises the paper makes a briefing; a response's title does not."""
    briefing = make_document("# Buses for All: overview and implications", "Text of it.")
    answer = make_document("# Response of Marsh Parish", "The strategy needs more buses.")
    assert is_briefing(briefing, CONSULTER)
    assert not is_briefing(answer, CONSULTER)


@pytest.mark.parametrize(
    ("sentence", "summary"),
    [
        ("The paper offers a choice of three routes.", True),
        ("The paper offers no evidence for the van whatsoever.", False),
        ("The paper says little about fares.", False),
        ("The strategy gives hardly any figures.", False),
    ],
)
def test_what_a_paper_lacks_is_no_summary_of_it(sentence, summary):
    """To say that it offers nothing is the respondent's own point."""
    assert CONSULTER.is_summarised_by(sentence) is summary


@pytest.mark.parametrize(
    ("heading", "section"),
    [("What the paper says", True), ("What the paper leaves out", False)],
)
def test_what_a_paper_leaves_out_is_no_section_of_it(heading, section):
    """What follows such a heading is the respondent's."""
    assert CONSULTER.is_section(heading, briefing=False) is section
