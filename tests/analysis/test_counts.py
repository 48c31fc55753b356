"""The counting conventions, held to figures that real consultations published."""

import pytest

from consult.analysis.base import whole_base
from consult.analysis.counts import collapse, repeats, tally, three_counts
from consult.analysis.options import FindingOptions
from consult.analysis.standing import take_stand
from consult.domain.document import Document, Role
from consult.domain.ids import make_id
from consult.domain.ledger import Respondent, Response, ResponseState
from consult.domain.run import Corpus
from consult.domain.segment import Campaign, CampaignKind, CampaignMember
from tests.analysis.world import World
from tests.builders import make_segment


def responses(channel, count, state=ResponseState.VALID, senders=None):
    """``count`` responses of a channel, from ``senders`` respondents in turn."""
    senders = senders or count
    return [
        Response(
            id=make_id("resp", channel, state.value, str(number)),
            respondent_id=make_id("who", channel, state.value, str(number % senders)),
            item_ids=(make_id("item", channel, state.value, str(number)),),
            channel=channel,
            received=None,
            state=state,
        )
        for number in range(count)
    ]


def corpus_of(valid, identical=(), varied=()):
    """A corpus in which every response is one document of one segment."""
    documents, segments, respondents = [], [], {}
    text = "We object to the plan."
    for response in valid:
        document = Document(
            id=make_id("doc", response.id),
            item_id=response.item_ids[0],
            respondent_id=response.respondent_id,
            role=Role.RESPONSE,
            media_type="text/plain",
            reader="test@1",
            text=text,
            blocks=(),
        )
        documents.append(document)
        segments.append(make_segment(document, text, respondent_id=response.respondent_id))
        respondents[response.respondent_id] = Respondent(
            id=response.respondent_id, name=response.respondent_id
        )
    members = tuple(
        CampaignMember(document_id=make_id("doc", r.id), response_id=r.id, identical=r in identical)
        for r in (*identical, *varied)
    )
    campaigns = ()
    if members:
        campaigns = (
            Campaign(
                id="campaign_1",
                template_document_id=members[0].document_id,
                kind=CampaignKind.VARIED,
                members=members,
            ),
        )
    return Corpus(
        consultation=World().corpus().consultation,
        responses=tuple(valid),
        respondents=tuple(respondents.values()),
        documents=tuple(documents),
        segments=tuple(segments),
        campaigns=campaigns,
    )


def base_of(corpus, convention):
    options = FindingOptions(campaign_identical=convention)
    return whole_base(take_stand(corpus, options), corpus, options)


def test_received_is_the_sum_of_the_states_of_a_real_ledger():
    """7,667 received = 7,198 analysed + 199 invalid + 70 blank + 200 repeats from 188 people."""
    ledger = [
        *responses("form", 7198),
        *responses("form", 199, ResponseState.INVALID),
        *responses("form", 70, ResponseState.BLANK),
        *responses("form", 200, ResponseState.DUPLICATE, senders=188),
    ]

    counted = tally(ledger)
    repeated = repeats(ledger)

    assert counted.received == 7667
    assert dict(counted.states) == {
        ResponseState.VALID: 7198,
        ResponseState.BLANK: 70,
        ResponseState.INVALID: 199,
        ResponseState.DUPLICATE: 200,
    }
    assert (repeated.responses, repeated.respondents) == (200, 188)


def test_identical_campaign_responses_that_count_none_leave_the_rest_analysed():
    """1,108 = 335 portal + 20 mailbox + 753 campaign (709 identical, 44 edited): 399 analysed."""
    portal, mailbox = responses("portal", 335), responses("mailbox", 20)
    campaign = responses("campaign", 753)
    identical, edited = campaign[:709], campaign[709:]
    corpus = corpus_of([*portal, *mailbox, *campaign], identical, edited)

    base = base_of(corpus, "none")
    by_channel = {c.channel: c.received for c in tally(corpus.responses).channels}

    assert by_channel == {"portal": 335, "mailbox": 20, "campaign": 753}
    assert tally(corpus.responses).received == 1108
    assert len(base.counted) == 399
    assert len(base.beside) == 709
    assert base.received.responses == base.received.respondents == 1108


def test_an_identical_campaign_counts_as_one_and_its_variants_apart():
    """1,443 responses with 1,360 identical counted as one and 23 variants apart make 84."""
    campaign, others = responses("campaign", 1383), responses("form", 60)
    corpus = corpus_of([*campaign, *others], campaign[:1360], campaign[1360:])

    as_one, each = base_of(corpus, "one"), base_of(corpus, "each")

    assert len(as_one.counted) == 60 + 1 + 23
    assert as_one.received.respondents == 1443
    assert as_one.received.campaign_collapsed == 84
    assert len(each.counted) == 1443
    assert each.received == as_one.received


def test_channels_and_their_states_each_sum_to_what_was_received():
    ledger = [
        *responses("form", 3),
        *responses("post", 2, ResponseState.WITHDRAWN),
        *responses("post", 1),
    ]

    counted = tally(ledger)

    assert [(c.channel, c.received) for c in counted.channels] == [("form", 3), ("post", 3)]
    assert all(c.received == sum(n for _, n in c.states) for c in counted.channels)


@pytest.mark.parametrize(
    ("convention", "counted", "beside"),
    [
        ("each", ("a", "b", "c", "d"), ()),
        ("one", ("a", "b", "d"), ("c",)),
        ("none", ("a", "d"), ("b", "c")),
    ],
)
def test_a_convention_decides_who_counts_and_loses_nobody(convention, counted, beside):
    collapsed = collapse("abcd", {"campaign_1": ["c", "b"]}, convention)

    assert (collapsed.counted, collapsed.beside) == (counted, beside)


def test_the_rank_decides_who_stands_for_a_campaign():
    collapsed = collapse("abc", {"x": ["a", "b", "c"]}, "one", lambda i: (0 if i == "c" else 1,))

    assert collapsed.counted == ("c",)


def test_three_counts_tell_responses_respondents_and_campaigns_apart():
    received = three_counts(["r1", "r2", "r3", "r4"], ["a", "b", "c"], {"x": ["b", "c"]})

    assert (received.responses, received.respondents, received.campaign_collapsed) == (4, 3, 2)
