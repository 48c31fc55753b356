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
