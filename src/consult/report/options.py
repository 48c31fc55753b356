"""What a report is asked to be: for whom, by which conventions, in which words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from consult.analysis.options import FindingOptions, WordTable
from consult.settings.conventions import finding_options
from consult.settings.model import AnalysisSettings, CountingSettings, Settings

Audience = Literal["analyst", "public"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """For whom a report is, and the conventions that it prints."""

    audience: Audience = "analyst"
    """``analyst`` names everyone and opens whole documents; ``public`` holds only what is
    cleared: names by consent and quotations with their nearest context."""
    counting: CountingSettings = field(default_factory=CountingSettings)
    words: WordTable = field(default_factory=WordTable)
    analysis: AnalysisSettings = field(default_factory=AnalysisSettings)
    language: str = "en"
    timezone: str = "Europe/London"
    """In which dates are printed."""

    @property
    def findings(self) -> FindingOptions:
        """The conventions as the analysis takes them, to recount by."""
        return finding_options(self.counting, self.words, self.analysis)


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
