"""How consultation.toml reads consent, in lines that a later reading can be compared with."""

from __future__ import annotations

import json

from consult.settings.model import Settings


def consent_rules(settings: Settings) -> tuple[str, ...]:
    """Return one line for what silence means and one for each survey that has a consent column.

    Equal rules have equal lines, whatever the order of the answers in a survey's table; lines
    stand in the order of the sources.
    """
    counting = settings.counting
    silence = (
        f"silence: organisation {counting.consent_missing_organisation.value}, "
        f"individual {counting.consent_missing_individual.value}"
    )
    surveys = tuple(
        json.dumps(
            [
                source.files,
                source.survey.consent_column,
                sorted((cell, consent.value) for cell, consent in source.survey.consents.items()),
            ],
            ensure_ascii=False,
        )
        for source in settings.sources
        if source.survey is not None
    )
    return (silence, *surveys)
