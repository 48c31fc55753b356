"""Thanks, introductions and procedure are told from points."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.coding.procedure import is_courtesy, is_procedural


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for the map, the letter and the reminder.",
        "Many thanks!",
        "We want to begin with thanks.",
        "We thank the harbour board for the time that it gave us.",
        "The Guild welcomes the opportunity to respond to the review.",
        "The Guild was founded in 1874 to look after the lamps. It has 90 members.",
        "The Guild of Lamplighters is the national organisation in Wales for lamplighters.",
        "The Guild of Lamplighters Ltd. (GLL) is the national body in Wales for lamps.",
        "We are 31 households above the quay.",
        "The trustees discussed the draft plan on 3 March. Our views are these.",
        "The meeting in the net loft was attended by 12 people.",
        "The clerk was asked to send the following.",
        "What follows is the view of the Guild.",
        "Please find attached the response of the Guild.",
        "thanks for the reminder. My answers are below, I hope that this counts.",
        "Sorry that this is late.",
        "See what I said at the meeting.",
        "I think I may have ticked the wrong box.",
        "I have written to you separately about the quay.",
        "Yours sincerely",
        "I support it.",
        "Absolutely.",
        "yes do it",
        "No concerns at all.",
        "None.",
        "Fine by me.",
        "Good luck with it.",
        "NO NO NO",
        "Makes sense to me",
        "Just on question 4.",
        "Three things stand out from our discussions with schools.",
        "I read your paper twice.",
        "I answer question 3 only.",
        "Individual member councils will also respond.",
        "The Forum of Shire and Unitary Councils represents 38 local authorities.",
        "I cannot think of anything.",
        "No strong view either way.",
        "Our view of Lamps for Everyone",
        "I filled in the form at the harbour office, but I have more to say than fits into a box.",
        "Issued on behalf of the Union by its policy committee, 26 May 2026.",
        "Submitted by the Lamp Guild's standing committee.",
        "For questions about this response please contact the Directorate.",
        "If you have any queries please telephone the clerk at the harbour office.",
        "Enquiries about this letter may be sent to the secretary.",
        "Our numbering follows that of the questions in the paper.",
        "Our answers are numbered as the chapters are.",
        "The replies are summarised in the annex, which can be had from the office.",
        "The full results are set out in appendix B.",
        "What follows is set out by topic and not by question.",
        "We answer below in the order of the chapters of the paper.",
        "Our response is informed by conversations with 230 of the people who use the pier.",
        "This submission draws on a survey of 120 crews carried out in May.",
        "We run 12 lamp shops in two counties.",
    ],
)
def test_what_speaks_of_the_response_itself_is_procedure(text: str) -> None:
    """It is listed, and makes no point."""
    assert is_procedural(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for the letter, but the pier must stay.",
        "Thanks to the new lamps I can walk home at night.",
        "We thank the board for the paper. The pier leaks.",
        "The Guild welcomes the lamps.",
        "The lamp is a help to the whole village.",
        "We are worried about the tide.",
        "The board met the crews with contempt.",
        "I see what the board wants.",
        "The pier was founded on sand and leaks.",
        "We represent the crews, who oppose the fare.",
        "Bus companies will respond.",
        "Sorry, no.",
        "I have answered the door to the bailiffs twice.",
        "The meeting thought that the fare is fair.",
        "I support it because the pier leaks.",
        "I agree with 20 on the quay, but not on the hill.",
        "Nothing runs after seven.",
        "Good lamps help.",
        "I filled in the form, but the pier leaks.",
        "Issued on behalf of the board, the figures should be withdrawn.",
        "Please contact the crews before you close the pier.",
        "Contact the crews and ask them.",
        "The results are set out in a way that hides the cost, which must be shown.",
        "The replies are few because nobody was told.",
        "Our order of priority is the pier, then the lamps.",
        "The data are not available from the office.",
        "Our response is based on fear of the tide.",
        "The paper follows the wrong order.",
        "We have answered the call of the crews for forty years.",
        "We run 12 lamp shops, which must close if the pier does.",
        "",
    ],
)
def test_points_are_no_procedure(text: str) -> None:
    """What asks, limits, denies or tells of the matter stays a point."""
    assert not is_procedural(text)


def test_an_introduction_by_name_is_of_the_author_alone() -> None:
    """Of somebody else the same words tell a fact, which may be an argument."""
    said = "Quay Light is a mutual that 900 crews own. It has 30 boats."
    assert is_procedural(said, ["Quay Light Society"])
    assert not is_procedural(said, ["Lamp Guild"])
    assert not is_procedural(said)


@given(st.text(max_size=300))
def test_any_text_is_judged(text: str) -> None:
    """Nothing is raised, and a text that makes a point beside it is no procedure."""
    assert is_procedural(text) in (True, False)
    assert not is_procedural(f"{text} The pier must stay.")


@pytest.mark.parametrize("piece", ["thank you ", "the meeting of ", "We are a ", "The A ", "our "])
def test_hostile_repetition_costs_little(piece: str) -> None:
    """A hundred kilobytes of openings take no more than seconds."""
    began = time.perf_counter()
    is_procedural(piece * (100_000 // len(piece)))
    is_procedural((piece * 30)[:390])
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    ("text", "courtesy"),
    [
        ("Good luck with it.", True),
        ("Thank you for asking. I read your paper twice.", True),
        ("No concerns at all.", False),
        ("I agree.", False),
        ("Good luck with it, but we oppose it.", False),
        ("", False),
    ],
)
def test_courtesy_takes_no_side(text: str, courtesy: bool) -> None:
    """Thanks and wishes are no position; saying that one has no concerns is."""
    assert is_courtesy(text) is courtesy
