"""What a person may decide about counting and wording, as the analysis needs it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Protocol

from consult.domain.document import Span
from consult.domain.ledger import Consent

CampaignConvention = Literal["none", "one", "each"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTable:
    """What the quantity words mean; the table is printed in every report.

    Shares are of those who answered the question, counts are respondents. A word holds up to
    and including its bound: up to ``one`` respondents are "one"; ``most`` begins above
    ``many_up_to``; above ``most_up_to`` stands "almost all", and "all" only for everybody. Where
    fewer than ``small_base`` answered, only numbers are used.
    """

    one: int = 1
    a_few_up_to: float = 0.10
    some_up_to: float = 0.25
    many_up_to: float = 0.50
    most_up_to: float = 0.90
    small_base: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingOptions:
    """The counting conventions, the words for quantities, and how much is quoted."""

    campaign_identical: CampaignConvention = "one"
    """Identical campaign texts count not at all, once a campaign, or once a sender."""
    late: Literal["include", "exclude"] = "include"
    reported: Literal["show", "count"] = "show"
    consent_missing_organisation: Consent = Consent.PUBLISH
    consent_missing_individual: Consent = Consent.ANONYMOUS
    words: WordTable = field(default_factory=WordTable)
    single_point_up_to: int = 2
    quotes_per_finding: int = 4


class SpeechActsLike(Protocol):
    """Where a segment asks, challenges evidence or sets a condition: spans of its own text."""

    @property
    def ask(self) -> Span | None:
        """The sentence that asks for action."""

    @property
    def evidence_challenge(self) -> Span | None:
        """The sentence that challenges how evidence was read."""

    @property
    def condition(self) -> Span | None:
        """The words that set the condition of support."""


def is_single_point(n: int, base: int, options: FindingOptions) -> bool:
    """Tell whether ``n`` of ``base`` respondents are one or two among more.

    Where no more than one or two answered, nobody stands apart.
    """
    return n <= options.single_point_up_to < base
