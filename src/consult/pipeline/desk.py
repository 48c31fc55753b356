"""What the ledger knows of the things that people decide about, looked up once for many orders."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from consult.analysis.duplicates import proposal
from consult.domain.errors import ConsultError
from consult.domain.ledger import Proposal, ProposalKind, Response, ResponseState
from consult.domain.run import Decision
from consult.pipeline import campaigns
from consult.pipeline.behind import behind, leads_to
from consult.pipeline.decided import in_force, sender_words
from consult.pipeline.endangered import decided_danger
from consult.store.store import Store


class Desk:
    """Proposals, responses and earlier decisions, by the ids that orders name."""

    def __init__(self, store: Store, subjects: Iterable[str]) -> None:
        self.store = store
        self.earlier = store.decisions.all()
        self.in_force = in_force(self.earlier)
        self.campaigns = campaigns.decided_campaigns(self.earlier)
        self.danger = decided_danger(self.earlier)
        self.proposals = {p.id: p for p in store.proposals.all()}
        self._made: dict[str, ResponseState] = {}
        self._noted: set[str] = set()
        self._behind = {
            p.subject_id: p.other_id
            for p in self.proposals.values()
            if p.kind is ProposalKind.SAME_BYTES and p.other_id
        }
        for decision in self.in_force.states.values():
            self._put(decision)
        self._closed = {d.proposal_id: d for d in self.earlier if d.proposal_id}
        wanted = list(subjects)
        found = (self.proposals.get(subject) for subject in wanted)
        about = [i for p in found if p for i in (p.subject_id, p.other_id, *p.along) if i]
        self._responses = store.ledger.by_id([*wanted, *about])

    def response(self, response_id: str) -> Response:
        """Return a response by its id."""
        found = self._responses.get(response_id)
        if found is None:
            found = self.store.ledger.by_id([response_id]).get(response_id)
        if found is None:
            like = _nothing_like(response_id, self.store.ledger.ids())
            raise ConsultError("RESPONSE_UNKNOWN", like)
        return self._responses.setdefault(response_id, found)

    def state(self, response_id: str) -> ResponseState:
        """Return the state of a response, as the decisions noted so far leave it."""
        return self._made.get(response_id, self.response(response_id).state)

    def note(self, decision: Decision) -> None:
        """Heed a decision that was made at this desk and is not kept yet."""
        self._noted.add(decision.subject_id)
        if decision.after in ResponseState.__members__:
            self._made[decision.subject_id] = ResponseState(decision.after)
            self._put(decision)

    def has_noted(self, response_id: str) -> bool:
        """Tell whether anything was decided about a response at this desk."""
        return response_id in self._noted

    def whole(self, response_id: str) -> str:
        """Return what a merged response counts with by now, or the response itself."""
        walked = [response_id]
        while self.state(walked[-1]) is ResponseState.MERGED:
            other = self._behind.get(walked[-1])
            if other is None or other in walked:
                break
            walked.append(other)
        return walked[-1]

    def stands_behind(self, response_id: str, other: str) -> bool:
        """Tell whether a response stands behind another, be it by way of a third."""
        return leads_to(self._behind, response_id, other)

    def _put(self, decision: Decision) -> None:
        self._behind.pop(decision.subject_id, None)
        if (other := behind(decision)) is not None:
            self._behind[decision.subject_id] = other

    def targets(self, subject: str) -> tuple[Proposal | None, list[Response]]:
        """Return the proposal that ``subject`` is, if any, and the responses that it is about."""
        found = self._proposal(subject)
        if found is not None:
            return found, [self.response(found.subject_id)]
        if not subject.startswith("who_"):
            return None, [self.response(subject)]
        responses = list(self.store.ledger.of_respondent(subject))
        if not responses:
            raise ConsultError("RESPONSE_UNKNOWN", f"no response is from a respondent {subject!r}.")
        return None, responses

    def _proposal(self, subject: str) -> Proposal | None:
        if not subject.startswith("proposal_"):
            return None
        decided = self._closed.get(subject)
        if decided is not None and campaigns.is_about_campaign(decided):
            # A campaign has no state of its own by which a decision could be taken back.
            return proposal(ProposalKind.CAMPAIGN, decided.subject_id, None, None, decided.reason)
        if decided is not None:
            raise ConsultError(
                "PROPOSAL_CLOSED",
                f"{subject} was decided by {decided.actor} on {decided.at:%d %B %Y}: "
                f"{decided.after} ({decided.reason}). To change that, decide about "
                f"{decided.subject_id} itself.",
            )
        if subject not in self.proposals:
            raise ConsultError("PROPOSAL_UNKNOWN", _nothing_like(subject, self.proposals))
        return self.proposals[subject]

    def sender_before(self, response: Response) -> str:
        """Return who sent a response as it stands before a decision."""
        sent = self.in_force.sent.get(response.id)
        return sender_words(sent) if sent else response.respondent_id


def _nothing_like(subject: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(subject, list(known), n=3, cutoff=0.8)
    like = f" Did you mean {' or '.join(near)}?" if near else ""
    return (
        f"there is no {subject!r} here.{like} `consult resolve FOLDER` lists what waits; the ids "
        "of all responses stand in responses.jsonl."
    )
