"""The coded unit, who speaks in it, and text that many people sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from consult.domain.document import Locator, Span


class VoiceKind(StrEnum):
    """Whose words a stretch of text holds."""

    RESPONDENT = "RESPONDENT"
    REPORTED = "REPORTED"
    CONSULTER = "CONSULTER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks; REPORTED without speaker and organisation is a press item's narrator."""

    kind: VoiceKind
    speaker: str | None = None
    organisation: str | None = None


RESPONDENT_VOICE = Voice(kind=VoiceKind.RESPONDENT)
CONSULTER_VOICE = Voice(kind=VoiceKind.CONSULTER)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceSpan:
    """A stretch of a document in one voice; those of a document are in order, never overlapping."""

    start: int
    end: int
    voice: Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One to four sentences of one block, in one voice, making one point."""

    id: str
    document_id: str
    respondent_id: str | None
    """Whose view it is; None for the consulting body and for a press item's narrator."""
    start: int
    end: int
    text: str
    locator: Locator
    voice: Voice
    context: tuple[Span, ...] = ()
    """The heading path, outermost first, then the lead-in of a list."""
    question_id: str | None = None
    """The question of the form that the block answers, if any."""
    campaign_id: str | None = None
    """Set when the words are an organiser's."""
    language: str = "und"


class CampaignKind(StrEnum):
    """Whether the copies are the same but for name and date, or carry words of their own."""

    IDENTICAL = "IDENTICAL"
    VARIED = "VARIED"


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignMember:
    """One copy of a campaign text, and the spans of it that are the sender's own words."""

    document_id: str
    response_id: str
    identical: bool
    own: tuple[Span, ...] = ()
    filled: tuple[Span, ...] = ()
    """Sentences that only say who the sender is, or fill in a blank of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """A text that an organiser supplied, and those who sent it; members are in order of id."""

    id: str
    template_document_id: str
    kind: CampaignKind
    members: tuple[CampaignMember, ...]

    @property
    def responses(self) -> Mapping[str, bool]:
        """Response id -> whether every copy that it sent is identical, in order of id.

        A response may hold several copies: one in a message and one attached to it.
        """
        found: dict[str, bool] = {}
        for member in self.members:
            found[member.response_id] = found.get(member.response_id, True) and member.identical
        return MappingProxyType(dict(sorted(found.items())))
