"""Codings: what a coder says about a segment, and how positions fold by respondent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

TICK_CODER = "rule:tick"
"""Codes a position as UNCLEAR where a model reads another side than its author ticked."""
WORDS_CODER = "rule:words"
"""Of a position that a model read against what its author declares in words elsewhere."""


class Position(StrEnum):
    """An attitude to a proposition."""

    AGREE = "AGREE"
    AGREE_WITH_CONDITIONS = "AGREE_WITH_CONDITIONS"
    DISAGREE = "DISAGREE"
    MIXED = "MIXED"
    NEITHER = "NEITHER"
    UNCLEAR = "UNCLEAR"


def fold_positions(positions: Iterable[Position]) -> Position:
    """Return one respondent's position from those of its segments, in any order.

    Agree and disagree make MIXED; any condition makes AGREE_WITH_CONDITIONS; a clear position
    outweighs NEITHER, which outweighs UNCLEAR. No positions at all are UNCLEAR.
    """
    seen = set(positions)
    if Position.MIXED in seen:
        return Position.MIXED
    agrees = bool(seen & {Position.AGREE, Position.AGREE_WITH_CONDITIONS})
    if agrees and Position.DISAGREE in seen:
        return Position.MIXED
    if Position.AGREE_WITH_CONDITIONS in seen:
        return Position.AGREE_WITH_CONDITIONS
    if agrees:
        return Position.AGREE
    if Position.DISAGREE in seen:
        return Position.DISAGREE
    if Position.NEITHER in seen:
        return Position.NEITHER
    return Position.UNCLEAR


class ThemeStatus(StrEnum):
    """A theme is a candidate until a person decides."""

    CANDIDATE = "CANDIDATE"
    CONFIRMED = "CONFIRMED"
    REJECTED = "REJECTED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A code reported as a pattern in the answers to one question."""

    id: str
    question_id: str | None
    """None for a theme outside the questions."""
    label: str
    definition: str
    status: ThemeStatus = ThemeStatus.CANDIDATE
    parent_id: str | None = None
    origin: str = ""
    """Who proposed it: ``model:<name>@<revision>``, ``person:<id>`` or ``codebook:<file>``."""
    lineage: tuple[str, ...] = ()
    key_point: str | None = None
    """The id of the quote that says it best."""
    stability: float | None = None
    """Mean Jaccard of members when some respondents are left out, 0..1; None where not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """The themes of one question at one version; version 0 holds the machine's candidates."""

    question_id: str | None
    version: int
    themes: tuple[Theme, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionCoding:
    """A segment answers a question."""

    segment_id: str
    question_id: str
    score: float
    coder: str
    at: datetime | None = None
    codebook_version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeCoding:
    """A segment belongs to a theme."""

    segment_id: str
    question_id: str | None
    theme_id: str
    score: float
    coder: str
    at: datetime | None = None
    codebook_version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceCoding:
    """A segment, or a form's closed answer, takes a position on a proposition."""

    segment_id: str | None
    """None when the position is a closed answer."""
    respondent_id: str
    question_id: str
    proposition_id: str
    position: Position
    score: float
    coder: str
    at: datetime | None = None
    codebook_version: int = 0
