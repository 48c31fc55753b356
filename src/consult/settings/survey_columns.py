"""The headers that a mapping of a table uses."""

from __future__ import annotations

from consult.settings.model import SurveyMapping


def used_headers(survey: SurveyMapping) -> tuple[str, ...]:
    """Return every header that is mapped to something, once for each thing that it is mapped to.

    What there is only one of stands first, then questions, then attributes; what is ignored is
    not among them.
    """
    single = (
        survey.id_column,
        survey.received_column,
        survey.name_column,
        survey.organisation_column,
        survey.kind_column,
        survey.consent_column,
    )
    return (*(header for header in single if header), *survey.questions, *survey.attributes)
