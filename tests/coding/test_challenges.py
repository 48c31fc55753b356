"""Challenges to the evidence: what disputes it, and what is only against a plan."""

import pytest

from consult.coding.challenges import is_challenge


@pytest.mark.parametrize(
    "sentence",
    [
        "We do not accept the claim.",
        "The figure of 61 is for one school in one year.",
        "what you say about siblings is simply wrong",
        "Your own table shows that buses are full.",
        "You should withdraw the statement.",
        "The figures do not add up.",
        "The plan does not show how this was counted.",
        "The report fails to mention carers.",
        "This is not borne out by the data.",
        "I do not recognise the picture that the plan paints.",
        "There is no evidence for this.",
        "We question the figures.",
        "The survey was not representative.",
        "The consultation does not take account of rural areas.",
        "The claim is not supported.",
        "The council's own report in 2023 gave 367.",
        "The paper's figure of £62,000 for a placement leaves out transport and therapies.",
        "We take issue with the comparison of £62,000 with £24,000.",
        "The paper should have given the figure for all appeals.",
        "We do not share the paper's confidence that bands help.",
        "The paper is silent on the deficits.",
        "We do not regard it as a sound basis for policy.",
        "We challenge the Department to say what can be bought for that.",
        "It does not say how many of those families gave up.",
    ],
)
def test_evidence_is_disputed(sentence):
    """However it was gathered, counted or read."""
    assert is_challenge(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The plan is not needed.",
        "The plan does not go far enough.",
        "The consultation was not well publicised.",
        "The document is not easy to read.",
        "The report was not sent to us.",
        "I am glad the plan does not close the pool.",
        "In this case the bus does not come.",
        "the plan fails to help cyclists",
        "Disabled people are not supported.",
        "The charge is not supported by residents.",
        "The law does not recognise carers.",
        "We do not question the figures.",
        "The data is not wrong.",
        "There is no lack of evidence that it works.",
        "an answer which the paper does not give",
        "A bus which the plan does not mention runs past our door.",
    ],
)
def test_opposition_is_no_challenge_to_the_evidence(sentence):
    """Nor is what somebody is not, or evidence that nobody doubts."""
    assert not is_challenge(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The paper's figure of 90 extra minutes a week is far too low: our survey found an average"
        " of three hours and ten minutes.",
        "We would only observe that the running cost of £210,000 for a hub appears low.",
        "Your estimate of forty lorries a day is much too optimistic.",
        "The forecast of 900 new pupils looks high to us.",
        "The estimate of 300 extra appointments seems to us implausible.",
        "The projected costs appear optimistic.",
        "The expected savings look far too generous.",
        "The paper's claim that an assessment is often published late is, in our experience, an"
        " understatement: of the last twelve, ten came after the decision.",
        "The statement that most parents are content is an exaggeration.",
        "Its estimate of the traffic on Mill Lane is little more than a guess.",
    ],
)
def test_a_figure_or_claim_that_is_called_wrong_is_disputed(sentence):
    """Too low, optimistic, or no more than a guess."""
    assert is_challenge(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The number of nurses is far too low.",
        "The fee of £20 seems high.",
        "The cost of a ticket is far too high.",
        "The cost of running a car looks high to a student.",
        "The charge of £12 for a permit is too high.",
        "Our estimate of 90 minutes is on the low side.",
        "The statue on the estimate board is too small.",
        "It is an understatement to say that parents are upset.",
        "Calling the road busy is an understatement.",
        "The head guessed that forty pupils would come.",
        "The savings are too small to be worth the upset.",
        "The figure of a lion on the gate looks low from the road.",
        "The paper's estimate is not too low.",
        "The estimate for our roof was too high.",
        "The weather forecast was too optimistic.",
    ],
)
def test_a_thing_that_is_too_dear_or_too_few_disputes_no_figure(sentence):
    """Prices and numbers of things are complained of, not the evidence for them."""
    assert not is_challenge(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "We note that the paper's estimate of 96 per cent rests on straight-line distances rather"
        " than on journeys that people really make.",
        "The benefits rest almost wholly on travel time.",
        "The survey behind that figure had only 412 respondents.",
        "The claim is based on a single school.",
        "Your figures are drawn from one clinic rather than from the whole county.",
        "The savings rest entirely on a pilot in two towns.",
        "The pilot covered just three schools.",
        "The poll asked fewer than fifty residents.",
        "Your 68 per cent comes from 212 people stopped on a single market day.",
        "The estimate in paragraph 3.1 counts machines that are shut at night or out of order.",
        "The figure for park visits double-counts people who walk their dogs twice a day.",
        "The average excludes every pupil who left before the spring.",
        "It also assumes that each hour is worth £14.60, for which no source is given.",
        "The paper speaks of 300 lost jobs, for which no evidence is offered.",
        "The traffic counts were taken in August, when the schools were closed.",
        "The survey of patients was carried out during the pandemic.",
    ],
)
def test_what_a_figure_rests_on_is_disputed(sentence):
    """Few people, one place, the wrong month, things that should not be counted, or no source."""
    assert is_challenge(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The roof rests on oak beams rather than on steel.",
        "The success of the school rests largely on its head.",
        "Our estimate of need rests on a survey of every parent rather than on a guess.",
        "The benefits of the park rest largely on its volunteers.",
        "The bus had only twelve seats.",
        "Our survey had only 40 replies.",
        "The survey took only ten minutes.",
        "The pilot flew only three times.",
        "Your 40 pupils come from nine villages.",
        "The figure includes the cost of books.",
        "The estimate counts for little with us.",
        "The charge is based on a single band.",
        "Trams were cancelled, for which no reason was given.",
        "Our survey of patients was carried out during the pandemic.",
        "The library was closed during the pandemic.",
        "My count of badgers was taken in August when the park was closed.",
    ],
)
def test_what_a_thing_rests_on_disputes_no_figure(sentence):
    """Nor does what its author counted, or how long a survey took."""
    assert not is_challenge(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The cost of holding a branch open for longer has been left out altogether.",
        "The costs to smaller firms have not been considered separately, although they are many.",
        "The effect on air quality has simply not been measured.",
        "The impact of the closure on carers was never assessed.",
        "The benefits of early treatment have been overlooked.",
        "The equality impact of the proposals is dealt with in two sentences.",
        "Disabled customers are not counted at all.",
        "Children who cycle to school are not counted anywhere.",
        "It is also disappointing that the estimate of 96 per cent is not broken down into town"
        " and country.",
        "The needs of night workers are dismissed in a single line.",
        "We were surprised that the assessment of benefits says nothing about loneliness.",
        "The statement that 96 per cent of people live within these distances tells us nothing"
        " about the people who do not, who are older and poorer.",
        "An average for the county tells you little about one village.",
        "It considers that the loss of trade in high streets, which the paper does not quantify,"
        " is likely to be the largest effect of all.",
        "Night noise, which the assessment has not measured, keeps us awake.",
    ],
)
def test_what_the_evidence_leaves_out_is_disputed(sentence):
    """Left out, not counted, dealt with in a line, or told nothing of."""
    assert is_challenge(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "My son has been left out of the team.",
        "The villages have been left out again.",
        "The cost of the trip has not been met.",
        "The cost of meals has not been included in the fee.",
        "The effects of the closure have not been good.",
        "The impact on carers has been ignored for years.",
        "The impacts have not been addressed by the landlord.",
        "My hours are not counted towards my pension.",
        "Dogs are not counted as visitors.",
        "The complaint was dealt with in two weeks.",
        "My appeal was dismissed in a single afternoon.",
        "The letter says nothing about my bus.",
        "My doctor tells me nothing about my results.",
        "The answer which the paper does not give is simple.",
        "A bus, which the plan does not mention, runs past our door.",
        "The benefits have not been paid since May.",
        "The cost of the works has not been estimated by us.",
    ],
)
def test_what_somebody_was_left_out_of_disputes_no_evidence(sentence):
    """A team, a fee, a pension; nor does a cost that nobody has met."""
    assert not is_challenge(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "We do not believe that 90 minutes a week is a fair reflection of what our customers say.",
        "We doubt whether travel time is the right basis for the benefits.",
        "Travel time makes up most of the supposed benefit, and we do not think that it has been"
        " measured reliably.",
        "I do not think that one wet Tuesday is a representative sample.",
        "We do not consider that exam results are a true measure of what a school does.",
        "I don't believe this is an accurate picture of our estate.",
        "We do not accept that the savings have been calculated properly.",
        "We doubt that lorries have been counted correctly.",
        "I find it hard to believe that only one in three shoppers comes by car.",
        "It is difficult to believe that 80 per cent of patients were happy.",
    ],
)
def test_a_reading_that_is_not_believed_is_disputed(sentence):
    """Not a fair reflection, not the right basis for a figure, not reliably measured."""
    assert is_challenge(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "We do not believe that this is a fair measure.",
        "We do not believe that the bus is reliable.",
        "We do not think that the target is realistic.",
        "We doubt whether council tax is the right basis for charging.",
        "I do not think that the school has been managed properly.",
        "We do not think that the fence has been built well.",
        "I don't believe the pool is a fair price.",
        "It is hard to believe that children in schools go hungry.",
        "I find it hard to believe that in 2026 we have no bus.",
        "We believe that this is a fair reflection of our members' views.",
        "I doubt whether the gate has been locked properly.",
    ],
)
def test_what_is_not_believed_of_a_plan_disputes_no_evidence(sentence):
    """Unfair, unreliable or unreal things are, and so is what nobody has measured."""
    assert not is_challenge(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "We were surprised that the assessment does not mention carers.",
        "It is odd that the report does not mention the winter.",
        "We would observe that the survey was not representative.",
        "It is disappointing to us that the analysis ignores the villages.",
        "We would point out that the forecast is too high.",
    ],
)
def test_what_is_said_or_felt_of_a_source_is_open_to_dispute(sentence):
    """A clause after "surprised that" tells no thing apart from others."""
    assert is_challenge(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The bus that the plan does not mention is ours.",
        "The only clinic that the report does not mention is in Hale.",
        "A school that the survey ignores stands on the hill.",
        "The pupils that the paper does not count walk.",
        "The plan says nothing about the village halls.",
        "The strategy says nothing about dogs.",
        "We note that the paper does not seek to address every issue.",
    ],
)
def test_a_clause_that_tells_which_disputes_nothing(sentence):
    """Nor does a plan that leaves something to others."""
    assert not is_challenge(sentence)
