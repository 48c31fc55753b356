"""The conventions of counting and wording, as the analysis takes them from the settings."""

from __future__ import annotations

from consult.analysis.options import FindingOptions, WordTable
from consult.settings.model import AnalysisSettings, CountingSettings, Settings


def finding_options(
    counting: CountingSettings, words: WordTable, analysis: AnalysisSettings
) -> FindingOptions:
    """Return the conventions by which a run finds, and by which a report recounts it."""
    return FindingOptions(
        campaign_identical=counting.campaign_identical,
        late=counting.late,
        reported=counting.reported,
        consent_missing_organisation=counting.consent_missing_organisation,
        consent_missing_individual=counting.consent_missing_individual,
        words=words,
        single_point_up_to=analysis.single_point_up_to,
        quotes_per_finding=analysis.quotes_per_finding,
    )


def options_of(settings: Settings) -> FindingOptions:
    """Return the conventions of a consultation's settings."""
    return finding_options(settings.counting, settings.words, settings.analysis)
