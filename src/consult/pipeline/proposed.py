"""What a machine proposes about the responses of one run, for people to decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from consult.analysis.duplicates import propose_same_sender
from consult.analysis.officers import propose_officers
from consult.analysis.withdrawals import propose_withdrawals
from consult.domain.document import Document
from consult.domain.errors import Problem, ProblemCode, Severity
from consult.domain.ledger import Proposal, ProposalKind, Respondent, Response, ResponseState
from consult.pipeline.decided import Decided

_ORDER = {kind: number for number, kind in enumerate(ProposalKind)}
_IN_THE_LEDGER = {ProposalKind.SAME_BYTES, ProposalKind.RESPONDENT}
"""What the state or a problem of its own says already."""


def propose(
    responses: Sequence[Response],
    documents: Sequence[Document],
    respondents: Sequence[Respondent],
    decided: Decided,
    collected: Iterable[Proposal],
    addresses: Mapping[str, str],
    order: Mapping[str, int],
) -> tuple[Proposal, ...]:
    """Return every proposal that nobody has decided, by kind and response, each id once.

    ``collected`` are those that were found while reading: equal bytes, and who sent something.
    A pair with plainer grounds is not proposed again on weaker ones. ``order`` says which of two
    responses that came in the same second was first.
    """
    states = {r.id: r.state for r in responses}
    found = [
        *(p for p in collected if _still_asked(p, states, decided)),
        *propose_same_sender(responses, documents, respondents, order),
        *propose_withdrawals(responses, documents, respondents),
        *propose_officers(responses, documents, respondents, addresses),
    ]
    first: dict[object, Proposal] = {}
    for one in sorted(found, key=lambda p: (_ORDER[p.kind], p.subject_id, p.other_id or "")):
        first.setdefault(_matter(one), one)
    return decided.open(first.values())


def by_kind(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Return proposals by kind, who sent what last for it is asked most often, else as given."""
    return tuple(sorted(proposals, key=lambda p: _ORDER[p.kind]))


def _matter(one: Proposal) -> object:
    """Return what a proposal is about: a sender, taking back, or whether two are one."""
    if one.kind in {ProposalKind.RESPONDENT, ProposalKind.WITHDRAWAL}:
        return one.id
    return frozenset({one.subject_id, one.other_id})


def _still_asked(proposal: Proposal, states: Mapping[str, ResponseState], decided: Decided) -> bool:
    if proposal.kind is ProposalKind.RESPONDENT:
        return states.get(proposal.subject_id) is ResponseState.VALID
    return proposal.subject_id not in decided.states


def problems_of(proposals: Iterable[Proposal]) -> tuple[Problem, ...]:
    """Return a problem for each proposal that asks for a person and that no state shows yet."""
    return tuple(
        Problem(
            code=ProblemCode.WITHDRAWAL_ASKED
            if proposal.proposed is ResponseState.WITHDRAWN
            else ProblemCode.DUPLICATE,
            where=proposal.subject_id,
            message=(
                f"{proposal.evidence}: {_asked(proposal)} Until somebody decides, it counts; "
                f"both originals stay (`consult resolve`, {proposal.id})."
            ),
            severity=Severity.WARNING,
        )
        for proposal in proposals
        if proposal.kind not in _IN_THE_LEDGER
    )


def _asked(proposal: Proposal) -> str:
    other = proposal.other_id or ""
    return {
        ProposalKind.SAME_WORDS: f"it may repeat {other}.",
        ProposalKind.EDITED: f"{other} may replace it.",
        ProposalKind.ONE_PERSON: f"it may be from the sender of {other}.",
        ProposalKind.OFFICER: f"it may speak for the sender of {other}.",
        ProposalKind.WITHDRAWAL: "its sender may want it taken back.",
    }[proposal.kind]
