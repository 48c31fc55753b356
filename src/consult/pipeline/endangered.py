"""Responses whose words tell of present danger: shown to people first, and kept from quotation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from consult.analysis.duplicates import proposal
from consult.domain.document import BlockKind, Document, Role
from consult.domain.errors import Problem, ProblemCode, Severity
from consult.domain.ledger import Mark, Proposal, ProposalKind, Response, ResponseState
from consult.domain.run import Decision
from consult.domain.segment import Segment, VoiceKind
from consult.text.danger import Danger, find_danger

CONCERN, NO_CONCERN = "safeguarding:concern", "safeguarding:no concern"
"""What ``Decision.after`` says of a response."""
_APART = {BlockKind.FURNITURE, BlockKind.QUOTATION, BlockKind.HEADING}
_SEEN_ELSEWHERE = {ResponseState.DUPLICATE, ResponseState.MERGED}
_SHOWN = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Endangered:
    """What people are told of danger, and the responses with their marks."""

    responses: tuple[Response, ...]
    problems: tuple[Problem, ...]
    proposals: tuple[Proposal, ...]
    """One for each response that nobody has decided about yet, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    document: Document
    danger: Danger

    @property
    def place(self) -> str:
        return f"{self.document.id}:{self.danger.start}-{self.danger.end}"

    @property
    def words(self) -> str:
        said = self.document.text[self.danger.start : self.danger.end]
        return " ".join(said.split())[:_SHOWN]


def is_about_danger(decision: Decision) -> bool:
    """Tell whether a decision is about danger that a response tells of."""
    return decision.after in {CONCERN, NO_CONCERN}


def decided_danger(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Return response -> the last decision about danger, from decisions in their order."""
    return {d.subject_id: d for d in decisions if is_about_danger(d)}


def find_endangered(
    responses: Sequence[Response],
    documents: Iterable[Document],
    segments: Iterable[Segment],
    decided: Mapping[str, Decision],
) -> Endangered:
    """Return what respondents tell of danger in their own words, in whatever state they are.

    In documents that were cut into segments only the respondent's own are looked at, in others
    all that is no quotation. A response is marked until a person finds no concern, and for good
    where one does, whether or not a rule finds words in it.
    """
    told = _told(responses, documents, segments)
    marked = {i for i in told if i not in decided}
    marked |= {i for i, d in decided.items() if d.after == CONCERN}
    problems: list[Problem] = []
    proposals: list[Proposal] = []
    for response_id in sorted(told):
        decision = decided.get(response_id)
        if decision is None or decision.after == CONCERN:
            problems += [_problem(one, decision) for one in told[response_id]]
        if decision is None:
            proposals.append(_proposal(response_id, told[response_id]))
    return Endangered(
        responses=tuple(
            replace(r, marks=(*r.marks, Mark.SAFEGUARDING))
            if r.id in marked and Mark.SAFEGUARDING not in r.marks
            else r
            for r in responses
        ),
        problems=tuple(problems),
        proposals=tuple(proposals),
    )


def _told(
    responses: Iterable[Response], documents: Iterable[Document], segments: Iterable[Segment]
) -> dict[str, list[_Told]]:
    by_weight = sorted(responses, key=lambda r: r.state is ResponseState.VALID)
    of_item = {item_id: r for r in by_weight for item_id in r.item_ids}
    by_document: dict[str, list[Segment]] = defaultdict(list)
    for segment in segments:
        by_document[segment.document_id].append(segment)
    told: dict[str, list[_Told]] = defaultdict(list)
    for document in sorted(documents, key=lambda d: d.id):
        response = of_item.get(document.item_id)
        if response is None or document.role is not Role.RESPONSE:
            continue
        own = by_document.get(document.id)
        if own is None and response.state in _SEEN_ELSEWHERE:
            continue
        for start, end in _of_blocks(document) if own is None else _of_segments(own):
            for danger in find_danger(document.text[start:end]):
                moved = replace(danger, start=start + danger.start, end=start + danger.end)
                told[response.id].append(_Told(document=document, danger=moved))
    return told


def _of_segments(segments: Iterable[Segment]) -> Iterator[tuple[int, int]]:
    for segment in segments:
        if segment.voice.kind is VoiceKind.RESPONDENT and segment.campaign_id is None:
            yield segment.start, segment.end


def _of_blocks(document: Document) -> Iterator[tuple[int, int]]:
    for block in document.blocks:
        if block.kind not in _APART:
            yield block.start, block.end


def _problem(told: _Told, decision: Decision | None) -> Problem:
    whom = "their own life" if told.danger.to_self else "somebody whom the writer knows"
    message = (
        f"somebody may be in danger now: these words tell of danger to {whom}. Read them before "
        "anything else, do what your safeguarding procedure says, then say so with `consult "
        "resolve` (--as concern, or --as no-concern). Until then nothing of the response is quoted."
    )
    severity = Severity.ERROR
    if decision is not None:
        who = decision.actor.removeprefix("person:")
        message = (
            f"words that tell of danger to {whom}; a concern by {who} on {decision.at:%d %B %Y}: "
            f"{decision.reason}. Nothing of the response is quoted."
        )
        severity = Severity.INFO
    return Problem(
        code=ProblemCode.SAFEGUARDING, where=told.place, message=message, severity=severity
    )


def _proposal(response_id: str, told: Sequence[_Told]) -> Proposal:
    words = "; ".join(f"“{one.words}”" for one in told[:3])
    more = f" and {len(told) - 3} more" if len(told) > 3 else ""
    return proposal(
        ProposalKind.SAFEGUARDING,
        response_id,
        None,
        None,
        f"its words may tell of present danger: {words}{more}",
        places=tuple(one.place for one in told),
        in_force=True,
    )
