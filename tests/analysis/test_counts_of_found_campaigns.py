"""Published figures again, from letters to counts: the campaigns are found, not given."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from consult.analysis.base import whole_base
from consult.analysis.counts import tally
from consult.analysis.options import FindingOptions
from consult.analysis.standing import take_stand
from consult.domain.ids import make_id
from consult.domain.ledger import Mark, Respondent, Response, ResponseState
from consult.domain.run import Corpus
from consult.domain.segment import RESPONDENT_VOICE, Segment
from consult.pipeline.copied import campaigns_among, marked
from tests.analysis.world import World
from tests.text.letters_by_script import Written, copy, independent

EDITED = ("own before", "own within", "own after")


def letters(rng, template, identical, edited, others):
    """So many copies, edited copies, and letters of people's own."""
    made = [copy(template, "identical", n, rng) for n in range(identical)]
    made += [copy(template, EDITED[n % 3], n, rng) for n in range(edited)]
    return made + [independent(n, rng, 40) for n in range(others)]


def corpus_of(written: list[Written], channels) -> Corpus:
    """The corpus of letters, its campaigns found by the code of a run."""
    consultation = World().corpus().consultation
    documents = [one.document for one in written]
    responses = [
        Response(
            id=one.response_id,
            respondent_id=one.respondent,
            item_ids=(one.document.item_id,),
            channel=channel,
            received=None,
            state=ResponseState.VALID,
        )
        for one, channel in zip(written, channels, strict=True)
    ]
    respondents = [Respondent(id=one.respondent, name=one.respondent) for one in written]
    campaigns = campaigns_among(documents, responses, respondents, consultation, None)
    return Corpus(
        consultation=consultation,
        responses=marked(responses, campaigns),
        respondents=tuple(respondents),
        documents=tuple(documents),
        segments=tuple(
            Segment(
                id=make_id("seg", d.id, str(block.start)),
                document_id=d.id,
                respondent_id=d.respondent_id,
                start=block.start,
                end=block.end,
                text=d.text[block.start : block.end],
                locator=block.locator,
                voice=RESPONDENT_VOICE,
            )
            for d in documents
            for block in d.blocks[:1]
        ),
        campaigns=campaigns,
    )


def base_of(corpus, convention):
    options = FindingOptions(campaign_identical=convention)
    return whole_base(take_stand(corpus, options), corpus, options)


@pytest.fixture(scope="module")
def rng():
    return random.Random(1108)


def test_identical_letters_that_count_none_leave_the_rest_analysed(rng):
    """1,108 = 335 portal + 20 mailbox + 753 campaign (709 identical, 44 edited): 399 analysed."""
    written = letters(rng, "petition", 709, 44, 355)
    corpus = corpus_of(written, ["campaign"] * 753 + ["portal"] * 335 + ["mailbox"] * 20)

    (campaign,) = corpus.campaigns
    base = base_of(corpus, "none")

    assert tally(corpus.responses).received == 1108
    assert sum(Mark.CAMPAIGN in r.marks for r in corpus.responses) == 753
    assert sum(m.identical for m in campaign.members) == 709
    assert (len(base.counted), len(base.beside)) == (399, 709)


def test_identical_letters_count_as_one_and_edited_ones_apart(rng):
    """1,443 responses with 1,360 identical counted as one and 23 variants apart make 84."""
    written = letters(rng, "postcard", 1360, 23, 60)
    corpus = corpus_of(written, ["campaign"] * 1383 + ["form"] * 60)

    one, each = base_of(corpus, "one"), base_of(corpus, "each")

    assert len(one.counted) == one.received.campaign_collapsed == 60 + 1 + 23
    assert len(each.counted) == each.received.respondents == 1443


def test_a_late_copy_counts_by_the_setting_for_late_ones(rng):
    """Marks of a copy hold beside its campaign: late ones can be left out before copies count."""
    corpus = corpus_of(letters(rng, "postcard", 6, 0, 2), ["post"] * 8)
    late = {r.id for r in corpus.responses if Mark.CAMPAIGN in r.marks}
    late = set(sorted(late)[:4])
    responses = tuple(
        replace(r, marks=(*r.marks, Mark.LATE)) if r.id in late else r for r in corpus.responses
    )
    corpus = replace(corpus, responses=responses)
    options = FindingOptions(campaign_identical="each", late="exclude")

    assert len(whole_base(take_stand(corpus, options), corpus, options).counted) == 4
    assert len(base_of(corpus, "each").counted) == 8
