"""What a report is asked to be: for whom, by which conventions, in which words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from consult.analysis.options import FindingOptions, WordTable
from consult.settings.model import AnalysisSettings, CountingSettings, QuantityWords, Settings

Audience = Literal["analyst", "public"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """For whom a report is, and the conventions that it prints."""

    audience: Audience = "analyst"
    """``analyst`` names everyone and opens whole documents; ``public`` holds only what is
    cleared: names by consent and quotations with their nearest context."""
    counting: CountingSettings = field(default_factory=CountingSettings)
    words: QuantityWords = field(default_factory=QuantityWords)
    analysis: AnalysisSettings = field(default_factory=AnalysisSettings)
    language: str = "en"
    timezone: str = "Europe/London"
    """In which dates are printed."""

    @property
    def findings(self) -> FindingOptions:
        """The conventions as the analysis takes them, to recount by."""
        words = self.words
        return FindingOptions(
            campaign_identical=self.counting.campaign_identical,
            late=self.counting.late,
            reported=self.counting.reported,
            consent_missing_organisation=self.counting.consent_missing_organisation,
            consent_missing_individual=self.counting.consent_missing_individual,
            words=WordTable(
                one=words.one,
                a_few_up_to=words.a_few_up_to,
                some_up_to=words.some_up_to,
                many_up_to=words.many_up_to,
                most_up_to=words.most_up_to,
                small_base=words.small_base,
            ),
            single_point_up_to=self.analysis.single_point_up_to,
            quotes_per_finding=self.analysis.quotes_per_finding,
        )


def options_from(settings: Settings, audience: Audience = "analyst") -> ReportOptions:
    """Return the options of a consultation's settings for one audience."""
    return ReportOptions(
        audience=audience,
        counting=settings.counting,
        words=settings.words,
        analysis=settings.analysis,
        language=settings.language,
        timezone=settings.timezone,
    )
