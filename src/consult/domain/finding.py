"""What the report says, each with the respondents and quotes it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from consult.domain.coding import Position


class FindingKind(StrEnum):
    """The kinds of finding; agree and disagree are never mixed in one."""

    AGREEMENT = "AGREEMENT"
    DISAGREEMENT = "DISAGREEMENT"
    VIEWS_DIFFER = "VIEWS_DIFFER"
    CONDITION = "CONDITION"
    EVIDENCE_CHALLENGE = "EVIDENCE_CHALLENGE"
    ASK = "ASK"
    POINT = "POINT"
    OUTSIDE_THE_QUESTIONS = "OUTSIDE_THE_QUESTIONS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One statement that its quotes support; ``base`` is the number its share is out of."""

    id: str
    question_id: str | None
    kind: FindingKind
    statement: str
    respondent_ids: tuple[str, ...]
    base: int
    quote_ids: tuple[str, ...]
    proposition_id: str | None = None
    theme_id: str | None = None
    single_point: bool = False
    """Raised by one or two respondents, where more than those answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PropositionResult:
    """Who takes which position on a proposition; every respondent of the base stands once."""

    proposition_id: str
    base: int
    positions: Mapping[Position, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedResult:
    """The table of a closed question: options in order, with respondents; ``base`` answered it."""

    question_id: str
    base: int
    options: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """The three counts: responses, respondents, and respondents with campaigns collapsed."""

    responses: int
    respondents: int
    campaign_collapsed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFindings:
    """All that is found about one question; ``question_id`` None is "outside the questions"."""

    question_id: str | None
    received: Received
    """Those in the base, in the three counts."""
    base: int
    """How many respondents the shares are out of, by the counting convention in force."""
    base_respondent_ids: tuple[str, ...]
    propositions: tuple[PropositionResult, ...]
    closed: ClosedResult | None
    findings: tuple[Finding, ...]
    reported: tuple[Finding, ...]
    """Findings from reported statements, beside the base."""
    silent_organisation_ids: tuple[str, ...]
    silent_individuals: int
    unclustered_quote_ids: tuple[str, ...] = ()
    """Segments that no theme holds, listed so that none is lost."""
