"""What people decided, replayed on what was received."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from consult.domain.document import Document
from consult.domain.ledger import Answer, Consent, Proposal, RespondentKind, Response, ResponseState
from consult.domain.run import Decision
from consult.pipeline.behind import UNREAD, in_circle, whole_of

ERASED_WORDS = "[erased]"
"""What stands where a decision held words of somebody whose response was erased."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a person decided about who sent a response; None is not decided."""

    name: str | None = None
    kind: RespondentKind | None = None
    consent: Consent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The decisions in force, by the response that they are about; the last one holds."""

    states: Mapping[str, Decision] = field(default_factory=dict)
    sent: Mapping[str, Sent] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()
    """The ids of the proposals that somebody decided."""

    def open(self, proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
        """Return those proposals that nobody has decided, in the order given."""
        return tuple(p for p in proposals if p.id not in self.settled)


def is_about_sender(decision: Decision) -> bool:
    """Tell whether a decision is about who sent a response rather than about its state."""
    return decision.after.startswith("{") and decision.subject_id.startswith("resp_")


def in_force(decisions: Sequence[Decision]) -> Decided:
    """Return what holds after all decisions, given in the order in which they were made."""
    states: dict[str, Decision] = {}
    sent: dict[str, Sent] = {}
    for decision in decisions:
        if is_about_sender(decision):
            known = sent.get(decision.subject_id, Sent())
            sent[decision.subject_id] = _renewed(known, decision)
        elif decision.after in ResponseState.__members__:
            states[decision.subject_id] = decision
    return Decided(
        states=states,
        sent=sent,
        settled=frozenset(d.proposal_id for d in decisions if d.proposal_id),
    )


def _renewed(known: Sent, decision: Decision) -> Sent:
    said = json.loads(decision.after)
    return Sent(
        name=said.get("name", known.name),
        kind=RespondentKind(said["kind"]) if "kind" in said else known.kind,
        consent=Consent(said["consent"]) if "consent" in said else known.consent,
    )


def sender_words(sent: Sent) -> str:
    """Return what a decision about a sender says, as it stands in ``Decision.after``."""
    said = {
        "name": sent.name,
        "kind": sent.kind.value if sent.kind else None,
        "consent": sent.consent.value if sent.consent else None,
    }
    return json.dumps({k: v for k, v in said.items() if v is not None}, ensure_ascii=False)


def with_states(
    responses: Iterable[Response], decided: Decided, copies: Mapping[str, str] | None = None
) -> list[Response]:
    """Return the responses in the states that people decided, in the order given.

    What could not be read does not become valid by a decision. A response that is merged into
    another lends it its items, so that its words count there, once. One that cannot stand where
    it was put, since nothing that counts stands there, stays as it was read; ``copies`` are the
    responses that were put behind one with the same bytes.
    """
    known = {r.id: r for r in responses}
    lent: dict[str, list[str]] = {}
    settled: list[Response] = []
    for response in known.values():
        decision = decided.states.get(response.id)
        if decision is None:
            settled.append(response)
            continue
        state = ResponseState(decision.after)
        impossible = state is ResponseState.VALID and response.state in UNREAD
        if impossible or in_circle(response.id, copies or {}, decided.states):
            settled.append(response)
            continue
        if state is ResponseState.MERGED:
            whole = whole_of(response.id, known, decided.states)
            if whole is None:
                settled.append(response)
                continue
            lent.setdefault(whole, []).extend(response.item_ids)
        settled.append(replace(response, state=state, reason=decision.reason))
    return [
        replace(r, item_ids=tuple(dict.fromkeys((*r.item_ids, *lent[r.id])))) if r.id in lent else r
        for r in settled
    ]


def merged_into(responses: Iterable[Response], decided: Decided) -> dict[str, str]:
    """Return merged response -> the response that its words count with."""
    known = {r.id: r for r in responses}
    return {
        i: whole
        for i, r in known.items()
        if r.state is ResponseState.MERGED
        and (whole := whole_of(i, known, decided.states)) is not None
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Union:
    """Respondents that are one, since responses of theirs were merged."""

    whole: str
    parts: tuple[str, ...]
    gone: tuple[str, ...]
    """Those of the parts that have no response left of their own."""


def unions(responses: Iterable[Response], merged: Mapping[str, str]) -> tuple[Union, ...]:
    """Return which respondents became one by merges, in order of id."""
    sender = {r.id: r.respondent_id for r in responses}
    left = {who for i, who in sender.items() if i not in merged}
    parts: dict[str, set[str]] = {}
    for part, whole in merged.items():
        if sender[part] != sender[whole]:
            parts.setdefault(sender[whole], set()).add(sender[part])
    return tuple(
        Union(whole=whole, parts=tuple(sorted(ids)), gone=tuple(sorted(ids - left)))
        for whole, ids in sorted(parts.items())
    )


def moved_documents(
    documents: Iterable[Document],
    responses: Sequence[Response],
    merged: Mapping[str, str],
) -> list[Document]:
    """Give the documents of merged responses to the respondent that they are merged with."""
    by_id = {r.id: r for r in responses}
    owner = {
        item_id: by_id[whole].respondent_id
        for part, whole in merged.items()
        for item_id in by_id[part].item_ids
    }
    return [
        replace(d, respondent_id=owner[d.item_id])
        if d.item_id in owner and d.respondent_id is not None
        else d
        for d in documents
    ]


def moved_answers(answers: Iterable[Answer], merged: Mapping[str, str]) -> list[Answer]:
    """Give the answers of merged responses to the response that they count with, each once."""
    moved = [
        replace(a, response_id=merged[a.response_id]) if a.response_id in merged else a
        for a in answers
    ]
    return list(dict.fromkeys(moved))
