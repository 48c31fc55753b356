"""What may be one response, and what asks to be taken back, is proposed with its evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from consult.analysis.duplicates import copies_apart, propose_same_sender
from consult.analysis.officers import propose_officers
from consult.analysis.withdrawals import propose_withdrawals
from consult.domain.ids import make_id
from consult.domain.ledger import Item, ProposalKind, RespondentKind, Response, ResponseState
from tests.builders import make_document, make_respondent

START = datetime(2026, 3, 1, tzinfo=UTC)
LONG = (
    "The weir should stay as it is because the anglers of the village look after it, and "
    "nobody else has done so since the mill was closed."
)


class Ledger:
    """Responses in the order in which they came, each with one document."""

    def __init__(self) -> None:
        self.responses, self.documents, self.people, self.items = [], [], {}, []

    def add(self, name, text, *, channel="letters", kind=RespondentKind.INDIVIDUAL, who=None):
        number = str(len(self.responses))
        person = make_respondent(name, kind)
        owner = who or make_id("who", name, number)
        self.people[owner] = make_respondent(name, kind).__class__(
            id=owner, name=person.name, kind=kind
        )
        document = make_document(*text.split("\n\n"), name=number, respondent_id=owner)
        self.documents.append(document)
        response = Response(
            id=f"resp_{number}",
            respondent_id=owner,
            item_ids=(document.item_id,),
            channel=channel,
            received=START + timedelta(days=len(self.responses)),
            state=ResponseState.VALID,
        )
        self.responses.append(response)
        self.items.append(
            Item(
                id=document.item_id,
                channel=channel,
                source_key=f"{channel}/{number}",
                name=number,
                sha256=make_id("x", text),
                size=len(text),
                received=response.received,
                media_type="text/plain",
            )
        )
        return response.id

    def same_sender(self):
        found = propose_same_sender(self.responses[::-1], self.documents, self.people.values())
        return [(p.kind, p.subject_id, p.other_id, p.proposed) for p in found]

    def becomes(self, response, state):
        self.responses = [
            replace(r, state=state) if r.id == response else r for r in self.responses
        ]

    def asked_back(self):
        return propose_withdrawals(self.responses, self.documents, self.people.values())

    def withdrawals(self):
        return [(p.subject_id, p.other_id) for p in self.asked_back()]

    def officers(self, **addresses):
        return propose_officers(self.responses, self.documents, self.people.values(), addresses)


@pytest.fixture
def ledger():
    return Ledger()


def test_equal_bytes_set_the_later_aside_and_name_the_first(ledger):
    first, second = ledger.add("Jo Wren", LONG), ledger.add("Al Coot", LONG)

    settled, (asked,) = copies_apart(ledger.responses[::-1], ledger.items)

    assert {r.id: r.state for r in settled} == {
        first: ResponseState.VALID,
        second: ResponseState.DUPLICATE,
    }
    assert (asked.subject_id, asked.other_id, asked.in_force) == (second, first, True)
    assert "letters/0" in asked.evidence


def test_equal_words_under_one_name_are_a_duplicate_of_the_first(ledger):
    first = ledger.add("Jo Wren", LONG)
    second = ledger.add("JO WREN", f"{LONG.upper()}", channel="e-mail")

    assert ledger.same_sender() == [
        (ProposalKind.SAME_WORDS, second, first, ResponseState.DUPLICATE)
    ]


def test_an_edit_by_the_same_sender_supersedes_the_earlier(ledger):
    """Also where the sender is an organisation, whose second letter replaces its first."""
    kind = RespondentKind.ORGANISATION
    first = ledger.add("Weir Trust", LONG, kind=kind, who="who_trust")
    second = ledger.add(
        "Weir Trust", f"{LONG} It is also a home of otters.", kind=kind, who="who_trust"
    )

    assert ledger.same_sender() == [(ProposalKind.EDITED, first, second, ResponseState.SUPERSEDED)]


def test_of_two_letters_of_one_second_the_order_of_their_places_says_which_is_earlier(ledger):
    """Files that were copied together bear one time, which says nothing of what replaces what."""
    first = ledger.add("Jo Wren", LONG)
    second = ledger.add("Jo Wren", f"{LONG} It is also a home of otters.")
    at_once = [replace(r, received=START) for r in ledger.responses]

    for order, earlier in (({first: 0, second: 1}, first), ({second: 0, first: 1}, second)):
        (asked,) = propose_same_sender(at_once, ledger.documents, ledger.people.values(), order)
        assert (asked.kind, asked.subject_id) == (ProposalKind.EDITED, earlier)


def test_one_full_name_on_two_channels_is_asked_about(ledger):
    first = ledger.add("Jo Wren", LONG)
    second = ledger.add("Jo Wren", "Keep the footpath dry in winter.", channel="survey")
    ledger.add("Jo", "A first name alone is no evidence.", channel="survey")

    assert ledger.same_sender() == [(ProposalKind.ONE_PERSON, second, first, ResponseState.MERGED)]


def test_a_name_that_many_bear_is_no_evidence(ledger):
    for number in range(7):
        ledger.add("Local Resident", f"Point {number}: {'weir ' * number}")

    assert ledger.same_sender() == []


def test_equal_words_under_different_names_are_no_duplicate(ledger):
    """They are a campaign, which counts by its own convention."""
    ledger.add("Jo Wren", LONG)
    ledger.add("Al Coot", LONG)

    assert ledger.same_sender() == []


def test_who_signs_for_an_organisation_that_responded_is_asked_about(ledger):
    trust = ledger.add("The Weir Trust", LONG, kind=RespondentKind.ORGANISATION)
    officer = ledger.add(
        "Jo Wren",
        "I would add that the lock leaks.\n\nYours faithfully,\n\nJo Wren\n\nChair, Weir Trust",
    )
    ledger.add("Al Coot", "The Weir Trust is right about the lock.\n\nYours,\n\nAl Coot")

    (asked,) = ledger.officers()

    assert (asked.subject_id, asked.other_id) == (officer, trust)
    document_id, _, span = asked.places[0].partition(":")
    start, end = map(int, span.split("-"))
    document = next(d for d in ledger.documents if d.id == document_id)
    assert document.text[start:end] == "Chair, Weir Trust"


def test_an_address_at_an_organisation_s_domain_is_evidence(ledger):
    trust = ledger.add("The Weir Trust", LONG, kind=RespondentKind.ORGANISATION)
    officer = ledger.add("Jo Wren", "I would add that the lock leaks.")

    (asked,) = ledger.officers(**{officer: "From: Jo Wren <jo@weir-trust.example>"})
    nobody = ledger.officers(**{officer: "From: Jo Wren <jo@post.example>"})

    assert (asked.subject_id, asked.other_id) == (officer, trust)
    assert "weir-trust" in asked.evidence
    assert nobody == ()


@pytest.mark.parametrize(
    "words",
    [
        "Please withdraw my response to the consultation.",
        "I am writing to ask that you disregard my earlier e-mail.",
        "We would like our submission of March to be withdrawn.",
        "I hereby retract my comments.",
    ],
)
def test_a_request_to_take_back_is_about_the_sender_s_earlier_response(ledger, words):
    first = ledger.add("Jo Wren", LONG)
    request = ledger.add("Jo Wren", words)

    assert ledger.withdrawals() == [(first, request)]


def test_a_request_without_an_earlier_response_is_about_itself(ledger):
    request = ledger.add("Jo Wren", "Please withdraw my response.")

    assert ledger.withdrawals() == [(request, None)]


def test_a_file_that_was_saved_after_the_request_came_may_be_what_it_means(ledger):
    """A file's time says when somebody saved it; within one channel, times can be compared."""
    request = ledger.add("Jo Wren", "Please withdraw my response.", channel="e-mail")
    letter = ledger.add("Jo Wren", LONG, channel="letters")
    ledger.add("Jo Wren", "A message sent afterwards is meant to stand.", channel="e-mail")

    assert ledger.withdrawals() == [(letter, request)]


@pytest.mark.parametrize(
    "text",
    [
        "Please withdraw my response.",
        "Dear team,\n\nI am writing to ask that you withdraw my response to the consultation, "
        "which I sent on 3 March.\n\nI have changed my mind and no longer wish to take part. "
        "Please confirm that you have done so.\n\nKind regards,\n\nJo Wren\n\n4 Weir Lane",
        "I sent you an e-mail last week by mistake. Please disregard my earlier e-mail. Thank you.",
    ],
)
def test_a_request_that_says_nothing_more_leaves_with_what_it_takes_back(ledger, text):
    first, request = ledger.add("Jo Wren", LONG), ledger.add("Jo Wren", text)

    (asked,) = ledger.asked_back()

    assert (asked.subject_id, asked.other_id, asked.along) == (first, request, (request,))
    assert "leaves with it" in asked.evidence


@pytest.mark.parametrize(
    "text",
    [
        "Please disregard my earlier response.\n\n" + LONG,
        "Please disregard my earlier response. I now support the new weir.",
        "Please withdraw my response. The weir is a danger to canoes and to everybody who swims.",
        "Please ignore my previous e-mail, and keep the weir.",
    ],
)
def test_a_request_that_goes_on_to_say_something_stays_a_response(ledger, text):
    """The new words of somebody who takes the old ones back count."""
    ledger.add("Jo Wren", LONG)
    ledger.add("Jo Wren", text)

    (asked,) = ledger.asked_back()

    assert asked.along == ()
    assert "says more" in asked.evidence


def test_a_request_that_left_already_still_asks_for_the_sender_s_other_response(ledger):
    """One of two taken back, the question of the other stays open."""
    first, second = ledger.add("Jo Wren", LONG), ledger.add("Jo Wren", LONG + " I add this.")
    request = ledger.add("Jo Wren", "Please withdraw my response.")
    ledger.becomes(first, ResponseState.WITHDRAWN)
    ledger.becomes(request, ResponseState.WITHDRAWN)

    assert ledger.withdrawals() == [(second, request)]


def test_what_very_many_call_themselves_takes_back_nobody_else_s_response(ledger):
    """Where six sign as "Local resident", the request of one is about that one alone."""
    for number in range(5):
        ledger.add("Local Resident", f"{LONG} So say {number + 1} of us.")
    request = ledger.add("Local resident", "Please withdraw my response.")

    assert ledger.withdrawals() == [(request, None)]


def test_a_request_that_left_alone_asks_for_nothing_more(ledger):
    request = ledger.add("Jo Wren", "Please withdraw my response.")
    ledger.becomes(request, ResponseState.WITHDRAWN)

    assert ledger.withdrawals() == []


@pytest.mark.parametrize(
    "words",
    [
        "The council should withdraw the form and think again.",
        "I do not wish to withdraw my response.",
        "We would withdraw our support for the weir.",
        "They ignored our comments last year.",
        "Please remove the old letter boxes.",
    ],
)
def test_other_words_about_withdrawing_ask_for_nothing(ledger, words):
    ledger.add("Jo Wren", words)

    assert ledger.withdrawals() == []
