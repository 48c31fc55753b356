"""What a report is asked to be: for whom, by which conventions, in which words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from consult.analysis.options import FindingOptions
from consult.settings.model import CountingSettings, QuantityWords, Settings

Audience = Literal["analyst", "public"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """For whom a report is, and the conventions that it prints."""

    audience: Audience = "analyst"
    """``analyst`` names everyone and opens whole documents; ``public`` holds only what is
    cleared: names by consent and quotations with their nearest context."""
    counting: CountingSettings = field(default_factory=CountingSettings)
    words: QuantityWords = field(default_factory=QuantityWords)
    language: str = "en"
    timezone: str = "Europe/London"
    """In which dates are printed."""

    @property
    def consents(self) -> FindingOptions:
        """The defaults for respondents who did not say what may be shown."""
        return FindingOptions(
            consent_missing_organisation=self.counting.consent_missing_organisation,
            consent_missing_individual=self.counting.consent_missing_individual,
        )


def options_from(settings: Settings, audience: Audience = "analyst") -> ReportOptions:
    """Return the options of a consultation's settings for one audience."""
    return ReportOptions(
        audience=audience,
        counting=settings.counting,
        words=settings.words,
        language=settings.language,
        timezone=settings.timezone,
    )
