"""The ledger in tables: why responses do not count, what waits, and what people decided."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC
from typing import Any

from consult.domain.ledger import Proposal, ProposalKind, Response, ResponseState
from consult.domain.run import Corpus, Decision
from consult.report.parts import TableView
from consult.report.subjects import Subjects
from consult.report.words import STATE_LABELS, plural, shown

PROPOSAL_LABELS: dict[ProposalKind, str] = {
    ProposalKind.SAFEGUARDING: "Somebody may be in danger",
    ProposalKind.SAME_BYTES: "The same file twice",
    ProposalKind.SAME_WORDS: "The same words under one name",
    ProposalKind.EDITED: "An edited resubmission",
    ProposalKind.ONE_PERSON: "One person twice",
    ProposalKind.OFFICER: "An organisation and its officer",
    ProposalKind.WITHDRAWAL: "A request to take a response back",
    ProposalKind.CAMPAIGN: "Copies of an organiser's text",
    ProposalKind.RESPONDENT: "Who sent it",
}
BY_A_PERSON = "decided by a person"
"""All that the public reads of a reason that a person gave."""
_DECIDED_WORDS = {
    "campaign:confirmed": "In a campaign",
    "campaign:separate": "In no campaign",
    "safeguarding:concern": "A safeguarding concern",
    "safeguarding:no concern": "No safeguarding concern",
}
_STUCK = {ResponseState.QUARANTINED, ResponseState.WAITING}


def ledger_tables(
    corpus: Corpus, masked: Callable[[str], str], *, public: bool
) -> tuple[TableView, ...]:
    """Return the tables that are not empty; the public gets reasons and counts alone."""
    decided = {d.subject_id for d in corpus.decisions} if public else set()
    tables = [_reasons(corpus.responses, masked, decided)]
    if not public:
        subjects = Subjects(corpus)
        tables += [
            _stuck(corpus.responses, subjects),
            _proposed(corpus.proposals, subjects),
            _decided(corpus.decisions, subjects),
        ]
    return tuple(table for table in tables if table.rows)


def _reasons(
    responses: Iterable[Response], masked: Callable[[str], str], decided: set[str]
) -> TableView:
    """Count reasons; what people wrote about the ``decided`` is not for the public."""
    counted = Counter(
        (
            STATE_LABELS[r.state],
            BY_A_PERSON if r.id in decided else shown(masked(r.reason)),
        )
        for r in responses
        if r.state is not ResponseState.VALID
    )
    return TableView(
        caption="Responses that are not analysed, by reason",
        head=("State", "Reason", "Responses"),
        rows=tuple(
            (state, reason or "not said", str(count))
            for (state, reason), count in sorted(counted.items())
        ),
    )


def _stuck(responses: Iterable[Response], subjects: Subjects) -> TableView:
    """Return what could not be read; its reason says what to do."""
    return TableView(
        caption="Files that wait for a person, and what to do about each",
        head=("File", "State", "What to do"),
        rows=tuple(
            sorted(
                (subjects.words(r.id), STATE_LABELS[r.state], shown(r.reason))
                for r in responses
                if r.state in _STUCK
            )
        ),
    )


def _proposed(proposals: Iterable[Proposal], subjects: Subjects) -> TableView:
    return TableView(
        caption="Proposals that wait for a decision (consult resolve)",
        head=("What may be so", "Response", "The other", "Why", "Id"),
        rows=tuple(
            (
                PROPOSAL_LABELS[p.kind],
                subjects.words(p.subject_id),
                subjects.words(p.other_id) if p.other_id else "",
                shown(p.evidence),
                p.id,
            )
            for p in proposals
        ),
    )


def _decided(decisions: Iterable[Decision], subjects: Subjects) -> TableView:
    """Return the decisions about responses, passages and themes, in the order they were made."""
    return TableView(
        caption="What people decided",
        head=("When", "Who", "About", "Before", "After", "Reason"),
        rows=tuple(
            (
                f"{d.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC",
                shown(d.actor.removeprefix("person:")),
                subjects.words(d.subject_id),
                _state_words(d.before, subjects),
                _state_words(d.after, subjects),
                shown(d.reason),
            )
            for d in decisions
        ),
    )


def _state_words(said: str, subjects: Subjects) -> str:
    if said in _DECIDED_WORDS:
        return _DECIDED_WORDS[said]
    if said in ResponseState.__members__:
        return STATE_LABELS[ResponseState(said)]
    if not said.startswith("{"):
        return shown(said) if said.startswith("[") else subjects.words(said)
    told = json.loads(said)
    if "theme" in told:
        return _theme_words(told["theme"], subjects)
    if "recode" in told:
        # Where the words stood is for replaying; they are not repeated in a table.
        told = {key: value for key, value in told["recode"].items() if key != "anchor"}
    return shown(json.dumps(told, ensure_ascii=False))


def _theme_words(said: Mapping[str, Any], subjects: Subjects) -> str:
    """Return what a decision about a theme does; the passages that it names are not repeated."""
    words = [str(said["do"])]
    if said.get("other"):
        words.append(f"to “{subjects.words(said['other'])}”")
    if said.get("label"):
        words.append(f"as “{shown(said['label'])}”")
    if said.get("passages"):
        words.append(f"with {plural(len(said['passages']), 'passage')}")
    return " ".join(words)
