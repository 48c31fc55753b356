"""A survey's consent column and what silence means are kept as rules that can be compared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from consult.domain.consultation import Consultation
from consult.domain.ledger import Consent
from consult.settings.consents import consent_rules
from consult.settings.model import CountingSettings, Settings, SourceSettings, SurveyMapping

YES = {"Yes": Consent.PUBLISH, "No": Consent.PRIVATE}


def surveyed(consents, column="Publish?"):
    survey = SurveyMapping(id_column="Id", consent_column=column, consents=consents)
    return Settings(
        folder=Path("pond"),
        consultation=Consultation(
            id="pond",
            title="The pond",
            organisation="Ambleby Council",
            opened=None,
            closed=None,
            chapters=(),
            questions=(),
        ),
        sources=(SourceSettings(files="online/*.csv", survey=survey),),
    )


def test_the_order_of_a_table_is_no_news():
    """Only what the cells mean counts."""
    turned = dict(reversed(YES.items()))
    assert consent_rules(surveyed(YES)) == consent_rules(surveyed(turned))


def test_another_meaning_or_column_is_another_rule():
    """Each changes the survey's line and leaves that of silence."""
    before = consent_rules(surveyed(YES))
    for after in (
        consent_rules(surveyed({**YES, "Yes": Consent.ANONYMOUS})),
        consent_rules(surveyed(YES, column="May we quote you?")),
    ):
        assert after[0] == before[0]
        assert after[1] != before[1]


def test_what_silence_means_is_a_rule_of_its_own():
    """It changes by the counting settings alone."""
    settings = surveyed(YES)
    counting = CountingSettings(consent_missing_individual=Consent.PRIVATE)
    before, after = consent_rules(settings), consent_rules(replace(settings, counting=counting))
    assert (before[0] != after[0], before[1:] == after[1:]) == (True, True)
