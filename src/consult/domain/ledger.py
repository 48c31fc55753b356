"""What was received, from whom, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

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
class Respondent:
    """A person or organisation that responds; an organisation is one respondent."""

    id: str
    name: str
    kind: RespondentKind = RespondentKind.UNKNOWN
    attributes: Mapping[str, str] = field(default_factory=lambda: _NO_ATTRIBUTES)
    consent: Consent = Consent.UNKNOWN
    aliases: tuple[str, ...] = ()


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
