"""What a run was made of and all that it knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from consult.domain.coding import Codebook, QuestionCoding, StanceCoding, Theme, ThemeCoding
from consult.domain.consultation import Consultation
from consult.domain.document import Document
from consult.domain.errors import Problem
from consult.domain.finding import QuestionFindings
from consult.domain.ledger import Answer, Item, Proposal, Respondent, Response
from consult.domain.outcome import Exclusion, StageCount
from consult.domain.quote import Quote
from consult.domain.segment import Campaign, Segment


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided, appended and never overwritten."""

    id: str
    actor: str
    at: datetime
    reason: str
    subject_id: str
    """A response, anchored by its channel and place, so that a better reader keeps the decision."""
    before: str
    after: str
    """A state, or a respondent's ``{"name": …, "kind": …, "consent": …}`` as JSON."""
    other_id: str | None = None
    """The response that the subject stands behind now."""
    proposal_id: str | None = None
    """The proposal that it settles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """A model or library that took part, by name and revision."""

    name: str
    revision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunInput:
    """One item that the run read."""

    item_id: str
    name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The record of a run: which code, settings, engines and inputs made its results."""

    id: str
    started: datetime
    finished: datetime | None
    code: str
    settings_sha256: str
    engines: tuple[Engine, ...]
    inputs: tuple[RunInput, ...]
    counts: tuple[StageCount, ...]
    problems: tuple[Problem, ...]
    consent_rules: tuple[str, ...] = ()
    """How the settings read consent; empty in runs of versions that did not keep it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Everything that a run knows before it says anything: records in order of id."""

    consultation: Consultation
    items: tuple[Item, ...] = ()
    responses: tuple[Response, ...] = ()
    respondents: tuple[Respondent, ...] = ()
    answers: tuple[Answer, ...] = ()
    documents: tuple[Document, ...] = ()
    segments: tuple[Segment, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    themes: tuple[Theme, ...] = ()
    codebooks: tuple[Codebook, ...] = ()
    question_codings: tuple[QuestionCoding, ...] = ()
    theme_codings: tuple[ThemeCoding, ...] = ()
    stance_codings: tuple[StanceCoding, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    decisions: tuple[Decision, ...] = ()
    """In the order in which they were made."""
    proposals: tuple[Proposal, ...] = ()
    """What waits for a person to decide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResult:
    """A finished run: its record, what it knows, what it found, and the quotes it rests on."""

    run: Run
    corpus: Corpus
    findings: tuple[QuestionFindings, ...]
    quotes: tuple[Quote, ...] = field(default=())
