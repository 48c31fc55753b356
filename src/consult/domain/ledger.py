"""What was received, from whom, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from consult.domain.ids import make_id

_NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})


class RespondentKind(StrEnum):
    """Whether a respondent speaks for itself or for an organisation."""

    INDIVIDUAL = "INDIVIDUAL"
    ORGANISATION = "ORGANISATION"
    UNKNOWN = "UNKNOWN"


class Consent(StrEnum):
    """What a respondent allows to be shown; the strictest of several wins."""

    PUBLISH = "PUBLISH"
    ANONYMOUS = "ANONYMOUS"
    PRIVATE = "PRIVATE"
    UNKNOWN = "UNKNOWN"


class ResponseState(StrEnum):
    """Where a response stands; received is always the sum of the states."""

    RECEIVED = "RECEIVED"
    WAITING = "WAITING"
    VALID = "VALID"
    BLANK = "BLANK"
    INVALID = "INVALID"
    DUPLICATE = "DUPLICATE"
    SUPERSEDED = "SUPERSEDED"
    MERGED = "MERGED"
    OUT_OF_SCOPE = "OUT_OF_SCOPE"
    WITHDRAWN = "WITHDRAWN"
    ERASED = "ERASED"
    QUARANTINED = "QUARANTINED"


class Mark(StrEnum):
    """What is said about a response beside its state."""

    LATE = "late"
    CAMPAIGN = "campaign"
    SAFEGUARDING = "safeguarding"
    RESTRICTED = "restricted"


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderEvidence:
    """One thing that says who sent a response: a proposal until a person confirms it."""

    name: str
    """Whom it points to."""
    kind: RespondentKind
    ground: str
    """What it is: ``form field``, ``on behalf of``, ``signature``, ``title``, ``letterhead``, …"""
    strength: float
    """0..1; from 0.65 on it may name the respondent by itself."""
    quote: str = ""
    """The words that say so, as they stand."""
    document_id: str | None = None
    start: int | None = None
    end: int | None = None
    """Where they stand; None for headers, columns and file names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondent:
    """A person or organisation that responds; an organisation is one respondent."""

    id: str
    name: str
    kind: RespondentKind = RespondentKind.UNKNOWN
    attributes: Mapping[str, str] = field(default_factory=lambda: _NO_ATTRIBUTES)
    consent: Consent = Consent.UNKNOWN
    aliases: tuple[str, ...] = ()
    evidence: tuple[SenderEvidence, ...] = ()
    """What named it, strongest first; empty once a person confirmed it, or for a form's column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that arrived: a file, a message, an attachment, or a row of an export."""

    id: str
    channel: str
    source_key: str
    """What names the thing at its source: a relative path, a message id, a row's own id."""
    name: str
    sha256: str
    size: int
    received: datetime | None
    media_type: str
    parent_id: str | None = None
    """The item this one came in (the export of a row, the message of an attachment)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One whole submission of one respondent."""

    id: str
    respondent_id: str
    item_ids: tuple[str, ...]
    channel: str
    received: datetime | None
    state: ResponseState
    marks: tuple[Mark, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a response says to one question of a form: an option, or a block of a document."""

    response_id: str
    question_id: str
    value: str | None = None
    document_id: str | None = None
    start: int | None = None
    end: int | None = None


def response_id(channel: str, source_key: str) -> str:
    """Return the id of the submission from one place; better readers do not change it."""
    return make_id("resp", channel, source_key)


def awaiting(item: Item) -> Response:
    """Return the row that an item has in the ledger from its first byte until it is read."""
    return Response(
        id=response_id(item.channel, item.source_key),
        respondent_id="",
        item_ids=(item.id,),
        channel=item.channel,
        received=item.received,
        state=ResponseState.RECEIVED,
        reason="not read yet",
    )


class ProposalKind(StrEnum):
    """What a machine proposes about responses or their respondents, for a person to decide."""

    SAFEGUARDING = "SAFEGUARDING"
    SAME_BYTES = "SAME_BYTES"
    SAME_WORDS = "SAME_WORDS"
    EDITED = "EDITED"
    ONE_PERSON = "ONE_PERSON"
    OFFICER = "OFFICER"
    WITHDRAWAL = "WITHDRAWAL"
    CAMPAIGN = "CAMPAIGN"
    RESPONDENT = "RESPONDENT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What may be so about a response, with what speaks for it; only a person decides."""

    id: str
    kind: ProposalKind
    subject_id: str
    """The response whose state, or whose respondent, would change."""
    other_id: str | None
    """The response that it would stand behind, or None."""
    proposed: ResponseState | None
    """The state that the subject would get; None where its sender or campaign is asked about."""
    evidence: str
    """What matched, in words."""
    places: tuple[str, ...] = ()
    """Where it matched: ``<document id>:<start>-<end>``, code points."""
    in_force: bool = False
    """Whether the counts already follow the proposal until it is decided."""
    sender: str = ""
    """For RESPONDENT, what is proposed: ``{"name": …, "kind": …}`` as JSON; empty for nobody."""
    along: tuple[str, ...] = ()
    """Responses that get the same state when it is confirmed: a request that says nothing more."""
    strength: float | None = None
    """0..1, how much speaks for it: that of who is named, the share of words in common, 1 for equal
    bytes or words; None where nothing was measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Something that lies at a source but was not taken, and why; its bytes are not kept."""

    channel: str
    """Empty where no source says which channel it would be."""
    source_key: str
    state: ResponseState
    """WAITING, QUARANTINED (too large) or OUT_OF_SCOPE (no source takes it)."""
    reason: str
    response: bool = False
    """Whether it would be a response, so that it is counted among what was received."""
