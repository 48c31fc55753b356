"""What channels deliver and what readers make of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from consult.domain.document import Block, SourceRun
from consult.domain.errors import Problem
from consult.domain.ledger import Consent, RespondentKind

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Bytes with their envelope, as a channel delivers them."""

    channel: str
    source_key: str
    """What names the thing at its source, and nowhere else: a relative path, a message id."""
    name: str
    data: bytes
    received: datetime | None = None
    """UTC; None where the channel cannot say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who seems to have sent something, and how we know; a proposal for a person to confirm."""

    name: str
    kind: RespondentKind = RespondentKind.UNKNOWN
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One document found in an arrival: the file itself, a row, a message body, an attachment."""

    key: str
    """Empty for the arrival itself; otherwise unique in it and stable: ``row:<id>``."""
    name: str
    media_type: str
    reader: str
    text: str
    blocks: tuple[Block, ...]
    source_map: tuple[SourceRun, ...] = ()
    title: str = ""
    language: str = "und"
    received: datetime | None = None
    sender: Sender | None = None
    consent: Consent = Consent.UNKNOWN
    attributes: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    closed_answers: tuple[tuple[str, str], ...] = ()
    """(question id, option) for each closed or demographic answer of a form."""
    is_response: bool = True
    """False for a part that is no submission of its own, such as an attachment of a message."""
    belongs_to: str | None = None
    """The key of the submission that a part came with, where it is none of its own."""
    set_apart: str | None = None
    """Why the part is no response at all (out of office, bounce), or None."""
    failure: Problem | None = None
    """Why a member of an archive gave no text; the problem stands in the reading as well."""
    data: bytes | None = None
    """The bytes of an attachment; None where the part is a view of the arrival's own bytes."""
    size: int = 0
    sha256: str = ""
    """Of an attachment whose bytes are in the store already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader made of an arrival.

    A problem with severity ERROR means that the arrival, or the member of it that ``where``
    names, gave nothing.
    """

    media_type: str
    parts: tuple[Part, ...] = ()
    problems: tuple[Problem, ...] = ()
