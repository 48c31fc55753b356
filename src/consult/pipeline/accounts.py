"""What the ledger knew before a run, and what the run received."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from consult.domain.document import Document
from consult.domain.ledger import Answer, Item, Proposal, Response, Sighting
from consult.domain.outcome import Outcome
from consult.domain.run import Decision
from consult.pipeline.respondents import Respondents


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What the ledger knew before this run."""

    items: Mapping[str, Item]
    responses: Sequence[Response] = ()
    sightings: Sequence[Sighting] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """Everything that was received, read, and given to its respondent."""

    items: tuple[Item, ...]
    documents: tuple[Document, ...]
    responses: tuple[Response, ...]
    answers: tuple[Answer, ...]
    respondents: Respondents
    reading: Outcome[Document]
    responding: Outcome[Response]
    proposals: tuple[Proposal, ...] = ()
    """What a person should decide, by kind and response."""
    opened: Mapping[str, str] = field(default_factory=dict)
    """Rows of the ledger that turned out to hold others or to be no response, and what they are."""
    decided: Mapping[str, Decision] = field(default_factory=dict)
    """By response, the decision that its state comes from."""
