"""Asks, challenges to the evidence and conditions are found where they stand."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.coding.rhetoric import speech_acts
from consult.domain.document import Span
from tests.coding.field import field_sentences


@pytest.mark.parametrize(
    "text",
    [
        "The harbour board should publish its accounts.",
        "We call on ministers to fund the ferry.",
        "We urge the panel to visit at night.",
        "Greater clarity on fares would be welcome.",
        "Reopen the waiting room.",
        "More wardens are needed.",
        "Our members would like to see seats at every stop.",
        "The rules need to be simplified.",
        "My pier must be mended.",
        "We need to move away from paper tickets.",
        "A trial must be run before the winter.",
        "The board has to act.",
        "We need a national plan for lamps.",
        "We also need clear rules on mooring.",
        "A clear timetable for every quay is essential.",
        "Harbour crews believe a change in the rules is vital.",
        "It is important that crews are consulted.",
        "It is vital to keep the steps open.",
        "Priority must be given to the old pier.",
        "We look forward to seeing a full plan.",
        "There must be a lamp on every corner.",
        "Patients must be told when the boat is late.",
        "They should be told in writing.",
        "Rich owners should pay.",
        "Nobody should have to wait an hour.",
        "What we need is a longer ferry.",
        "We want the board to publish its accounts.",
        "We are asking the board to publish.",
        "It is time to mend the steps.",
        "It would be better to mend the steps first.",
        "The steps need mending.",
        "We hope that the board will publish its accounts.",
        "We would prefer a ferry at noon.",
        "Could the board please publish its accounts?",
        "More seats please.",
    ],
)
def test_an_ask_is_found(text: str) -> None:
    """Duty, call, wish and imperative are asks."""
    ask = speech_acts(text).ask
    assert ask is not None
    assert text[ask.start : ask.end] == text


@pytest.mark.parametrize(
    "text",
    [
        "The paper proposes that fares should rise.",
        "It should be noted that the survey was held in May.",
        "Should the ferry run at night?",
        "People who need to travel early take the first boat.",
        "The ferry leaves at nine.",
        "Please see the attached map.",
        "My mother needs to be carried up the gangway.",
        "My boat must come to the steps.",
        "A swim before work should be a pleasure.",
        "The choirs have a valuable contribution to make.",
        "The worth of a lighthouse must not be underestimated.",
        "The gate is narrow, and a trolley that meets a pram has to go round.",
        "If the pier shuts, we would have to sell the boat.",
        "The crews are few and will need to hire more hands.",
        "Deckhands are paid little and must drive.",
        "It is right that the lamps should burn all night.",
        "Review findings come from a good place.",
        "The ferry is essential for the island.",
        "We need a boat to get to the shop.",
        "It is important to remember that the survey was held in May.",
        "We look forward to hearing from you.",
        "Staff have to work at night.",
        "Children have to walk home.",
        "People have to queue for the boat.",
        "The need for lamps is great.",
        "Light the lamps and people will come.",
        "I like the idea of a second boat.",
        "At dusk the crew sees the lamp before it needs to have seen the rock.",
    ],
)
def test_descriptions_are_no_asks(text: str) -> None:
    """What others propose, questions and notes want nothing of anybody."""
    assert speech_acts(text).ask is None


@pytest.mark.parametrize(
    ("lead", "asked"),
    [
        ("The board should:", True),
        ("We call for:", True),
        ("What we want besides:", True),
        (
            "The Guild has put forward reforms which would save money for lamps, these include:",
            True,
        ),
        ("Every child ought to be able to say:", False),
        ("Young people told us:", False),
        ("The review recommendations are sound and we do some of this but", False),
        ("The paper's recommendations include:", False),
        ("", False),
    ],
)
def test_an_item_of_a_list_is_an_ask_where_its_lead_asks(lead: str, asked: bool) -> None:
    """What leads into a list says what its items are."""
    ask = speech_acts("a lamp on every corner. It is dark there.", lead=lead).ask
    assert ask == (Span(start=0, end=23) if asked else None)


@pytest.mark.parametrize(
    "text",
    [
        "The report says boats are late; this is not the view of the harbour master.",
        "The figures do not bear that out.",
        "We should guard against concluding that crews are careless.",
        "There is no evidence for this.",
        "The paper relies on a survey of nine people.",
        "The analysis ignores the winter.",
        "We do not recognise that description.",
    ],
)
def test_a_challenge_to_the_evidence_is_found(text: str) -> None:
    """How evidence was gathered or read is disputed."""
    assert speech_acts(text).evidence_challenge is not None


@pytest.mark.parametrize(
    "text", ["The paper has nine chapters.", "We like the figures on the cover.", "I disagree."]
)
def test_plain_words_challenge_nothing(text: str) -> None:
    """Naming the evidence is no challenge, nor is disagreement."""
    assert speech_acts(text).evidence_challenge is None


def test_spans_are_those_of_the_sentence_concerned() -> None:
    """In a passage, each act points at its own sentence or clause."""
    text = "Boats are late. We accept fines, provided that fares stay. Crews must be trained."
    acts = speech_acts(text)
    assert acts.ask is not None
    assert acts.condition is not None
    assert text[acts.ask.start : acts.ask.end] == "Crews must be trained."
    assert text[acts.condition.start : acts.condition.end] == "provided that fares stay"
    assert acts.evidence_challenge is None


def test_asks_and_challenges_of_the_field_sentences_are_found() -> None:
    """At least nine in ten of those written as asks, and of those that guard against a reading."""
    rows = field_sentences()
    asks = [speech_acts(r["text"]).ask for r in rows if r["kind"] == "ask"]
    guards = [speech_acts(r["text"]).evidence_challenge for r in rows if r["kind"] == "guard"]
    assert sum(a is not None for a in asks) >= 0.9 * len(asks)
    assert sum(g is not None for g in guards) >= 0.9 * len(guards)


@given(st.text(max_size=400))
def test_spans_lie_inside_their_text(text: str) -> None:
    """Offsets hold for any text."""
    acts = speech_acts(text)
    for span in (acts.ask, acts.evidence_challenge, acts.condition):
        assert span is None or 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "the data ",
        "we also ",
        "more help ",
        "idea that a ",
        "must ",
        "the estimate of a ",
        "the costs of it that ",
        "do not think that it is ",
        "the survey says that ",
        "the claim that it is, as it is, ",
        "we suggest that the a ",
        "we would like a b ",
    ],
)
def test_hostile_repetition_costs_little(piece: str) -> None:
    """A hundred kilobytes of openings take no more than seconds."""
    began = time.perf_counter()
    speech_acts(piece * (100_000 // len(piece)))
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    "text",
    [
        "In my case the bus is not running after six.",
        "Large numbers of pupils do not have a seat.",
        "The model railway club does not have a room.",
        "My account is not with that bank.",
        "There is no evidence of damp in our flats.",
        "The numbers 4 and 12 buses do not stop here.",
    ],
)
def test_words_with_another_sense_challenge_no_evidence(text):
    assert speech_acts(text).evidence_challenge is None


@pytest.mark.parametrize(
    "text",
    [
        "The figures in table 4 do not include weekends.",
        "There is little evidence of the benefits.",
        "The traffic model does not count deliveries.",
        "The paper ignores the villages.",
    ],
)
def test_what_the_paper_rests_on_is_challenged(text):
    assert speech_acts(text).evidence_challenge is not None


def test_what_a_condition_demands_is_no_ask():
    """ "We would support it, provided that somebody has to attend" sets a condition."""
    acts = speech_acts("We would support the proposal, provided that a nurse has to attend.")
    assert acts.ask is None
    assert acts.condition is not None
    asked = speech_acts("Please build it, and we would support it if a nurse has to attend.")
    assert asked.ask is not None
