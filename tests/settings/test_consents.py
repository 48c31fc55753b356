"""A survey's consent column and what silence means are kept as rules that can be compared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from consult.domain.consultation import Consultation
from consult.domain.ledger import Consent
from consult.settings.consents import consent_rules, first_broken
from consult.settings.model import (
    BucketSettings,
    CountingSettings,
    Settings,
    SourceSettings,
    SurveyMapping,
)

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


def test_a_survey_in_a_bucket_has_its_rule_too():
    """What a team fetches from a store is read for consent as its files are."""
    local = surveyed(YES)
    bucket = BucketSettings(url="s3://pond/in", source=local.sources[0])
    fetched = replace(local, sources=(), buckets=(bucket,))
    turned = surveyed({**YES, "Yes": Consent.PRIVATE})
    other = replace(fetched, buckets=(replace(bucket, source=turned.sources[0]),))
    assert len(consent_rules(fetched)) == 2
    assert first_broken(consent_rules(fetched), consent_rules(other)) is not None


def test_a_survey_without_a_consent_column_has_no_rule():
    """Its name may change without news."""
    assert len(consent_rules(surveyed({}, column=None))) == 1


def test_rules_are_kept_in_their_order_and_may_be_followed_by_others():
    """The first source that a file belongs to reads it."""
    assert first_broken(("a", "b"), ("a", "b", "c")) is None
    assert first_broken(("a", "b"), ("b", "a")) == "a"
    assert first_broken(("a", "b"), ("a",)) == "b"
    assert first_broken((), ("a",)) is None
