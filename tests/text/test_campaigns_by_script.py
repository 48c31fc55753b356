"""Letters with known truth: copies found, each sender's own words, and who is no copy."""

from __future__ import annotations

import random

import pytest

from consult.domain.document import Span
from consult.text.campaigns import CampaignText, find_campaigns
from tests.text.letters_by_script import (
    CHANGES,
    Score,
    Written,
    copies,
    distractors,
    official,
    score,
)


def as_texts(written: list[Written]) -> list[CampaignText]:
    return [
        CampaignText(
            document_id=one.document.id,
            response_id=one.response_id,
            respondent_id=one.respondent,
            text=one.document.text,
            blocks=one.document.blocks,
            organisation=one.organisation,
        )
        for one in written
    ]


@pytest.fixture(scope="module", params=[20310301, 7])
def scored(request) -> Score:
    """Six letters in fifteen ways, twice each, among texts that only share words."""
    rng = random.Random(request.param)
    written = [*copies(rng, 2), *distractors(rng, 40)]
    return score(written, find_campaigns(as_texts(written), official=official()))


def test_copies_are_found_whatever_was_done_to_them(scored):
    """At least .97 of the copies are in their letter's campaign, and .9 of every kind of change."""
    assert scored.found >= 0.97
    assert set(scored.by_change) == set(CHANGES)
    assert min(scored.by_change.values()) >= 0.9


def test_each_senders_own_words_are_told_from_the_organisers(scored):
    """At least .95 of either's characters are taken for what they are."""
    assert scored.own >= 0.95
    assert scored.supplied >= 0.95


def test_texts_that_share_words_are_no_campaign(scored):
    """Quotations of the paper, a form's wording, branches and short answers stay out."""
    assert scored.false <= 0.005


def test_the_score_sees_what_is_missed_and_what_is_wrong():
    """Nothing found scores 0, and one heap of everything is false throughout."""
    rng = random.Random(1)
    written = [*copies(rng, 1, ["postcard"]), *distractors(rng, 15)]
    assert score(written, ()).found == 0
    (one,) = find_campaigns(as_texts(written), official=official())[:1]
    whole = [
        type(one.members[0])(
            document_id=w.document.id,
            response_id=w.response_id,
            identical=False,
            own=(Span(start=0, end=len(w.document.text)),),
        )
        for w in written
    ]
    heap = type(one)(id=one.id, template_document_id="", kind=one.kind, members=tuple(whole))
    wrong = score(written, [heap])
    assert wrong.supplied == 0
    assert wrong.own == 1
    assert wrong.false == pytest.approx(1 - 15 / len(written))


def test_a_forms_printed_wording_counts_only_where_nobody_says_it_is_official():
    """The same forms heap together unless the form's own text is given."""
    rng = random.Random(3)
    written = [w for w in distractors(rng, 12) if w.change == "form"]
    assert find_campaigns(as_texts(written))
    assert find_campaigns(as_texts(written), official=official()) == ()
