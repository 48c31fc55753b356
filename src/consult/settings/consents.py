"""How consultation.toml reads consent, in lines that a later reading can be compared with."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from consult.settings.model import Settings, SourceSettings


def consent_rules(settings: Settings) -> tuple[str, ...]:
    """Return one line for what silence means and one for each survey that has a consent column.

    Equal rules have equal lines, whatever the order of the answers in a survey's table; lines
    stand in the order of the sources, then of the buckets, as the first source that a file
    belongs to reads it.
    """
    counting = settings.counting
    silence = (
        f"silence: organisation {counting.consent_missing_organisation.value}, "
        f"individual {counting.consent_missing_individual.value}"
    )
    return (silence, *_surveys(settings))


def first_broken(then: Sequence[str], now: Sequence[str]) -> str | None:
    """Return the first of the rules of then that the rules of now do not keep in its place.

    Rules that were added behind them break none: they read what no source read before.
    """
    kept = (*now[: len(then)], *([None] * (len(then) - len(now))))
    return next((rule for rule, other in zip(then, kept, strict=True) if rule != other), None)


def _surveys(settings: Settings) -> Iterator[str]:
    for source in settings.sources:
        yield from _survey("", source)
    for bucket in settings.buckets:
        yield from _survey(bucket.url, bucket.source)


def _survey(where: str, source: SourceSettings) -> Iterator[str]:
    survey = source.survey
    if survey is None or survey.consent_column is None:
        return
    consents = sorted((cell, consent.value) for cell, consent in survey.consents.items())
    said = [f"{where}/{source.files}" if where else source.files, survey.consent_column, consents]
    yield json.dumps(said, ensure_ascii=False)
