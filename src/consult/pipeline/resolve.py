"""What a person decides about responses and their senders: checked, appended, and in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

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
from consult.pipeline import campaigns, endangered
from consult.pipeline.decided import Sent, in_force, sender_words
from consult.pipeline.desk import Desk
from consult.pipeline.times import now
from consult.store.store import Store

CONFIRMED, SEPARATE = "confirmed", "separate"
CONCERN, NO_CONCERN = "concern", "no-concern"
STATES: Mapping[str, ResponseState] = {
    state.value.lower().replace("_", "-"): state
    for state in ResponseState
    if state is not ResponseState.RECEIVED
}
ANSWERS = (CONFIRMED, SEPARATE, CONCERN, NO_CONCERN, *STATES)
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
    decisions = store.decisions.all()
    decided = in_force(decisions)
    proposals = decided.open(store.proposals.all())
    states = store.ledger.by_id(p.subject_id for p in proposals)
    looked_at = endangered.decided_danger(decisions)

    def waits(one: Proposal) -> bool:
        response = states.get(one.subject_id)
        if one.kind is ProposalKind.SAFEGUARDING:
            return response is not None and one.subject_id not in looked_at
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
        ConsultError: as :func:`decisions_of` does; nothing is kept then.
    """
    at = now()
    decisions = decisions_of(store, orders, at)
    store.decisions.append(*decisions)
    states = {d.subject_id: d for d in decisions if d.after in ResponseState.__members__}
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
        decisions=decisions,
        erased=tuple(sorted(i for i, d in states.items() if d.after == ResponseState.ERASED)),
    )


def decisions_of(store: Store, orders: Sequence[Order], at: datetime) -> tuple[Decision, ...]:
    """Return the decisions that orders come to, in their order; nothing is kept.

    What leaves along with a request that is confirmed is a decision of its own.

    Raises:
        ConsultError: ``PROPOSAL_UNKNOWN``, ``PROPOSAL_CLOSED``, ``RESPONSE_UNKNOWN``,
            ``DECISION_INCOMPLETE`` or ``DECISION_IMPOSSIBLE``.
    """
    desk = Desk(store, [order.subject for order in orders])
    decisions: list[Decision] = []
    for order in orders:
        for decision in _decisions(desk, order, at):
            number = str(len(desk.earlier) + len(decisions))
            own = make_id("decision", decision.subject_id, decision.after, number)
            decisions.append(replace(decision, id=own))
            desk.note(decision)
    return tuple(decisions)


def possible_orders(store: Store, orders: Sequence[Order]) -> tuple[Order, ...]:
    """Return those orders that can be followed once the ones before them are, in their order.

    Raises:
        ConsultError: as :func:`decisions_of` does, but for ``DECISION_IMPOSSIBLE``.
    """
    desk = Desk(store, [order.subject for order in orders])
    at = now()
    possible: list[Order] = []
    for order in orders:
        try:
            made = _decisions(desk, order, at)
        except ConsultError as error:
            if error.code != "DECISION_IMPOSSIBLE":
                raise
            continue
        possible.append(order)
        for decision in made:
            desk.note(decision)
    return tuple(possible)


def _decisions(desk: Desk, order: Order, at: datetime) -> list[Decision]:
    if not order.by.strip() or not order.reason.strip():
        raise ConsultError(
            "DECISION_INCOMPLETE",
            f"who decides about {order.subject}, and why? Give --by NAME and --reason TEXT.",
        )
    if order.answer is not None and order.answer not in ANSWERS:
        raise ConsultError(
            "DECISION_INCOMPLETE", f"--as {order.answer!r} is none of {', '.join(ANSWERS)}."
        )
    found, responses = desk.targets(order.subject)
    if found is not None and found.kind is ProposalKind.CAMPAIGN:
        return [_campaign_decision(desk, order, found, responses[0], at)]
    about_danger = found is not None and found.kind is ProposalKind.SAFEGUARDING
    if about_danger or order.answer in (CONCERN, NO_CONCERN):
        return [_danger_decision(desk, order, found, r, at) for r in responses]
    sent = _sent(order, found)
    if sent != Sent():
        after = sender_words(sent)
        return [
            _made(order, at, r, before=desk.sender_before(r), after=after, found=found)
            for r in responses
        ]
    if order.answer is None:
        raise ConsultError(
            "DECISION_INCOMPLETE",
            f"what is {order.subject}? Give --as {'|'.join(ANSWERS)}, "
            "or --name, --kind or --consent for who sent it.",
        )
    made = [_state_decision(desk, order, found, r, at) for r in responses]
    return [*made, *_along(desk, order, found, made, at)]


def _along(
    desk: Desk,
    order: Order,
    found: Proposal | None,
    made: Sequence[Decision],
    at: datetime,
) -> Iterator[Decision]:
    """Yield what leaves with a confirmed request, unless a person has decided about it."""
    if found is None or found.proposed is None or made[0].after != found.proposed:
        return
    for response_id in found.along:
        response = desk.response(response_id)
        known = desk.has_noted(response_id) or response_id in desk.in_force.states
        if response.state is ResponseState.VALID and not known:
            reason = f"it only asks to take {found.subject_id} back; {order.reason.strip()}"
            yield replace(
                _made(
                    order,
                    at,
                    response,
                    before=response.state.value,
                    after=found.proposed.value,
                    found=None,
                ),
                reason=reason,
            )


def _campaign_decision(
    desk: Desk, order: Order, found: Proposal, response: Response, at: datetime
) -> Decision:
    said = {CONFIRMED: campaigns.CONFIRMED, SEPARATE: campaigns.SEPARATE}
    if order.answer not in said:
        raise ConsultError(
            "DECISION_INCOMPLETE",
            f"{found.id} asks whether an organiser handed out a text: give --as confirmed, or "
            "--as separate if people wrote alike by themselves.",
        )
    before = desk.campaigns.get(response.id)
    after = said[order.answer]
    return _made(
        order, at, response, before=before.after if before else "", after=after, found=found
    )


def _danger_decision(
    desk: Desk, order: Order, found: Proposal | None, response: Response, at: datetime
) -> Decision:
    said = {CONCERN: endangered.CONCERN, NO_CONCERN: endangered.NO_CONCERN}
    answer = CONCERN if found is not None and order.answer == CONFIRMED else order.answer
    if answer not in said or (found and found.kind is not ProposalKind.SAFEGUARDING):
        raise ConsultError(
            "DECISION_INCOMPLETE",
            f"is somebody in danger by {response.id}? Give --as concern, and nothing of it is "
            "quoted, or --as no-concern, for that proposal or for the response itself.",
        )
    before = desk.danger.get(response.id)
    return _made(
        order,
        at,
        response,
        before=before.after if before else "",
        after=said[answer],
        found=found,
    )


def subjects_of(store: Store, subject: str) -> tuple[str, ...]:
    """Return the ids of the responses that a proposal, response or respondent is about.

    Raises:
        ConsultError: as :func:`decide` does for what is unknown or closed.
    """
    _, responses = Desk(store, [subject]).targets(subject)
    return tuple(response.id for response in responses)


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
    desk: Desk, order: Order, found: Proposal | None, response: Response, at: datetime
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
    _check_possible(desk, response, state, other)
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
    desk: Desk, response: Response, state: ResponseState, other: str | None
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
    desk.response(other)
    if other != response.id and desk.stands_behind(other, response.id):
        raise ConsultError(
            "DECISION_IMPOSSIBLE",
            f"{response.id} cannot stand behind {other}, which stands behind it: neither would "
            f"count. Set {other} valid first, if it shall be the one that counts.",
        )
    with_other = desk.state(desk.whole(other))
    if other == response.id or (
        state is ResponseState.MERGED and with_other is not ResponseState.VALID
    ):
        raise ConsultError(
            "DECISION_IMPOSSIBLE",
            f"{response.id} cannot stand behind {other}, which is "
            f"{'itself' if other == response.id else with_other.value}.",
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
