"""What a person decides about responses and their senders: checked, appended, and in force."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from consult.analysis.duplicates import proposal
from consult.domain.errors import ConsultError
from consult.domain.ids import make_id
from consult.domain.ledger import (
    Consent,
    Proposal,
    ProposalKind,
    RespondentKind,
    Response,
    ResponseState,
)
from consult.domain.run import Decision
from consult.pipeline import campaigns
from consult.pipeline.decided import Sent, in_force, is_about_sender, sender_words
from consult.pipeline.times import now
from consult.store.store import Store

CONFIRMED, SEPARATE = "confirmed", "separate"
STATES: Mapping[str, ResponseState] = {
    state.value.lower().replace("_", "-"): state
    for state in ResponseState
    if state is not ResponseState.RECEIVED
}
ANSWERS = (CONFIRMED, SEPARATE, *STATES)
"""What a person may say with ``--as``."""

_UNREAD = {ResponseState.RECEIVED, ResponseState.WAITING, ResponseState.QUARANTINED}
_OPEN = {ResponseState.VALID, ResponseState.DUPLICATE, ResponseState.BLANK}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a person wants decided; ``subject`` is a proposal, a response or a respondent."""

    subject: str
    answer: str | None
    by: str
    reason: str
    other: str | None = None
    sent: Sent = field(default_factory=Sent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What was decided, and which responses are to be erased."""

    decisions: tuple[Decision, ...]
    erased: tuple[str, ...]


def open_proposals(store: Store) -> tuple[Proposal, ...]:
    """Return what still waits for a decision, in the order of the newest reading."""
    decided = in_force(store.decisions.all())
    proposals = decided.open(store.proposals.all())
    states = store.ledger.by_id(p.subject_id for p in proposals)

    def waits(one: Proposal) -> bool:
        response = states.get(one.subject_id)
        if response is None or response.state not in _OPEN:
            return False
        if one.kind is ProposalKind.RESPONDENT:
            return one.subject_id not in decided.sent
        copied = one.kind is ProposalKind.SAME_BYTES
        return copied == (response.state is ResponseState.DUPLICATE) and not (
            copied and one.subject_id in decided.states
        )

    return tuple(p for p in proposals if waits(p))


def decide(store: Store, orders: Sequence[Order]) -> Resolved:
    """Check all orders, append them as decisions, and bring the ledger to them; all or none.

    The next run counts and quotes accordingly; a later decision takes an earlier one back.

    Raises:
        ConsultError: ``PROPOSAL_UNKNOWN``, ``PROPOSAL_CLOSED``, ``RESPONSE_UNKNOWN``,
            ``DECISION_INCOMPLETE`` or ``DECISION_IMPOSSIBLE``; nothing is kept then.
    """
    earlier = store.decisions.all()
    at = now()
    decisions: list[Decision] = []
    for order in orders:
        for decision in _decisions(store, order, earlier, at):
            number = str(len(earlier) + len(decisions))
            own = make_id("decision", decision.subject_id, decision.after, number)
            decisions.append(replace(decision, id=own))
    store.decisions.append(*decisions)
    states = {
        d.subject_id: d
        for d in decisions
        if not is_about_sender(d) and not campaigns.is_about_campaign(d)
    }
    before = store.ledger.by_id(states)
    store.ledger.settle(
        [
            replace(before[i], state=ResponseState(d.after), reason=d.reason)
            for i, d in sorted(states.items())
        ],
        actor="consult",
        at=at,
        decided=states,
    )
    return Resolved(
        decisions=tuple(decisions),
        erased=tuple(sorted(i for i, d in states.items() if d.after == ResponseState.ERASED)),
    )


def _decisions(
    store: Store, order: Order, earlier: Sequence[Decision], at: datetime
) -> list[Decision]:
    if not order.by.strip() or not order.reason.strip():
        raise ConsultError(
            "DECISION_INCOMPLETE",
            f"who decides about {order.subject}, and why? Give --by NAME and --reason TEXT.",
        )
    if order.answer is not None and order.answer not in ANSWERS:
        raise ConsultError(
            "DECISION_INCOMPLETE", f"--as {order.answer!r} is none of {', '.join(ANSWERS)}."
        )
    found, responses = _targets(store, order.subject, earlier)
    if found is not None and found.kind is ProposalKind.CAMPAIGN:
        return [_campaign_decision(order, found, responses[0], earlier, at)]
    sent = _sent(order, found)
    if sent != Sent():
        after = sender_words(sent)
        return [
            _made(order, at, r, before=_sender_before(earlier, r), after=after, found=found)
            for r in responses
        ]
    if order.answer is None:
        raise ConsultError(
            "DECISION_INCOMPLETE",
            f"what is {order.subject}? Give --as {'|'.join(ANSWERS)}, "
            "or --name, --kind or --consent for who sent it.",
        )
    return [_state_decision(store, order, found, r, at) for r in responses]


def _campaign_decision(
    order: Order, found: Proposal, response: Response, earlier: Sequence[Decision], at: datetime
) -> Decision:
    said = {CONFIRMED: campaigns.CONFIRMED, SEPARATE: campaigns.SEPARATE}
    if order.answer not in said:
        raise ConsultError(
            "DECISION_INCOMPLETE",
            f"{found.id} asks whether an organiser handed out a text: give --as confirmed, or "
            "--as separate if people wrote alike by themselves.",
        )
    before = campaigns.decided_campaigns(earlier).get(response.id)
    after = said[order.answer]
    return _made(
        order, at, response, before=before.after if before else "", after=after, found=found
    )


def subjects_of(store: Store, subject: str) -> tuple[str, ...]:
    """Return the ids of the responses that a proposal, response or respondent is about.

    Raises:
        ConsultError: as :func:`decide` does for what is unknown or closed.
    """
    _, responses = _targets(store, subject, store.decisions.all())
    return tuple(response.id for response in responses)


def _targets(
    store: Store, subject: str, earlier: Sequence[Decision]
) -> tuple[Proposal | None, list[Response]]:
    found = _proposal(store, subject, earlier)
    if found is not None:
        return found, [_known(store, found.subject_id)]
    if not subject.startswith("who_"):
        return None, [_known(store, subject)]
    responses = list(store.ledger.of_respondent(subject))
    if not responses:
        raise ConsultError("RESPONSE_UNKNOWN", f"no response is from a respondent {subject!r}.")
    return None, responses


def _sent(order: Order, found: Proposal | None) -> Sent:
    """Return what is decided about the sender; confirming a proposed sender takes its name."""
    if found is None or found.kind is not ProposalKind.RESPONDENT:
        return order.sent
    if order.sent != Sent():
        return order.sent
    if order.answer == CONFIRMED and found.sender:
        return in_force([_stub(found)]).sent[found.subject_id]
    raise ConsultError(
        "DECISION_INCOMPLETE",
        f"{found.id} asks who sent {found.subject_id}: give --as confirmed if it is as proposed, "
        "or --name NAME with --kind individual|organisation.",
    )


def _stub(found: Proposal) -> Decision:
    return Decision(
        id="",
        actor="",
        at=datetime.min,
        reason="",
        subject_id=found.subject_id,
        before="",
        after=found.sender,
    )


def _state_decision(
    store: Store, order: Order, found: Proposal | None, response: Response, at: datetime
) -> Decision:
    answer = order.answer
    if answer == CONFIRMED:
        if found is None or found.proposed is None:
            raise ConsultError(
                "DECISION_INCOMPLETE", "--as confirmed is for a proposal; name the state instead."
            )
        state = found.proposed
    else:
        state = ResponseState.VALID if answer == SEPARATE else STATES[answer or ""]
    other = order.other or (found.other_id if found else None)
    if state not in {ResponseState.DUPLICATE, ResponseState.SUPERSEDED, ResponseState.MERGED}:
        other = None
    _check_possible(store, response, state, other)
    return _made(
        order,
        at,
        response,
        before=response.state.value,
        after=state.value,
        found=found,
        other=other,
    )


def _check_possible(
    store: Store, response: Response, state: ResponseState, other: str | None
) -> None:
    if response.state is ResponseState.ERASED and state is not ResponseState.ERASED:
        raise ConsultError(
            "DECISION_IMPOSSIBLE",
            f"{response.id} was erased; its words are gone and can only be sent anew.",
        )
    if state is ResponseState.VALID and response.state in _UNREAD:
        raise ConsultError(
            "DECISION_IMPOSSIBLE",
            f"{response.id} could not be read ({response.reason}); put a readable copy in its "
            "place and run again, or set it to invalid or out-of-scope.",
        )
    if state is ResponseState.MERGED and other is None:
        raise ConsultError(
            "DECISION_INCOMPLETE", f"with which response is {response.id} merged? Give --of."
        )
    if other is None:
        return
    with_other = _known(store, other)
    if other == response.id or (
        state is ResponseState.MERGED and with_other.state is not ResponseState.VALID
    ):
        raise ConsultError(
            "DECISION_IMPOSSIBLE",
            f"{response.id} cannot stand behind {other}, which is "
            f"{'itself' if other == response.id else with_other.state.value}.",
        )


def _made(
    order: Order,
    at: datetime,
    response: Response,
    *,
    before: str,
    after: str,
    found: Proposal | None,
    other: str | None = None,
) -> Decision:
    return Decision(
        id="",
        actor=f"person:{order.by.strip()}",
        at=at,
        reason=order.reason.strip(),
        subject_id=response.id,
        before=before,
        after=after,
        other_id=other,
        proposal_id=found.id if found else None,
    )


def _sender_before(earlier: Sequence[Decision], response: Response) -> str:
    sent = in_force(earlier).sent.get(response.id)
    return sender_words(sent) if sent else response.respondent_id


def _proposal(store: Store, subject: str, earlier: Sequence[Decision]) -> Proposal | None:
    if not subject.startswith("proposal_"):
        return None
    decided = next((d for d in reversed(earlier) if d.proposal_id == subject), None)
    if decided is not None and campaigns.is_about_campaign(decided):
        # A campaign has no state of its own by which a decision could be taken back.
        return proposal(ProposalKind.CAMPAIGN, decided.subject_id, None, None, decided.reason)
    if decided is not None:
        raise ConsultError(
            "PROPOSAL_CLOSED",
            f"{subject} was decided by {decided.actor} on {decided.at:%d %B %Y}: {decided.after} "
            f"({decided.reason}). To change that, decide about {decided.subject_id} itself.",
        )
    proposals = store.proposals.all()
    found = next((p for p in proposals if p.id == subject), None)
    if found is None:
        raise ConsultError("PROPOSAL_UNKNOWN", _nothing_like(subject, [p.id for p in proposals]))
    return found


def _known(store: Store, response_id: str) -> Response:
    found = store.ledger.by_id([response_id]).get(response_id)
    if found is None:
        raise ConsultError("RESPONSE_UNKNOWN", _nothing_like(response_id, store.ledger.ids()))
    return found


def _nothing_like(subject: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(subject, list(known), n=3, cutoff=0.8)
    like = f" Did you mean {' or '.join(near)}?" if near else ""
    return (
        f"there is no {subject!r} here.{like} `consult resolve FOLDER` lists what waits; the ids "
        "of all responses stand in responses.jsonl."
    )


def sender_of(name: str | None, kind: str | None, consent: str | None) -> Sent:
    """Return what a person says about a sender, from the words of a command or a table.

    Raises:
        ConsultError: ``DECISION_INCOMPLETE`` for a kind or consent that there is not.
    """
    try:
        return Sent(
            name=(name or "").strip() or None,
            kind=RespondentKind(kind.strip().upper()) if kind else None,
            consent=Consent(consent.strip().upper()) if consent else None,
        )
    except ValueError as error:
        raise ConsultError(
            "DECISION_INCOMPLETE",
            f"{error}; --kind is individual, organisation or unknown, and --consent is publish, "
            "anonymous, private or unknown.",
        ) from error
