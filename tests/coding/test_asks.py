"""Asks: what somebody wants done, and what only sounds like it."""

import pytest

from consult.coding.asks import is_ask


@pytest.mark.parametrize(
    "sentence",
    [
        "We'd like to see more trees.",
        "I'd like more buses.",
        "I want you to listen.",
        "I would like you to think again.",
        "It's essential that we act.",
        "It is imperative we act.",
        "They need to listen to us.",
        "I'd like every school to show its waiting list.",
        "I would only ask that it is lit.",
        "We would be grateful if you published the figures.",
        "We should be glad if the deadline were moved.",
        "Explain the figures.",
        "Retain the bus.",
        "Save our pool.",
        "Please do not end it.",
        "The council should build more homes.",
        "Our view that the council should pay stands.",
        "Do not close the pool.",
        "Publish data that is complete.",
        "Support carers properly.",
        "Cut the grass more often.",
        "Open the gates earlier.",
        "There should be no charge.",
        "We think that the road should be closed.",
        "Members believe that fares must fall.",
        "We beg you to keep the library.",
        "Stop cars using the lane.",
        "Build homes people can afford.",
        "That must stop.",
        "But put a time limit on it.",
        "What would help schools most is a national pay structure.",
        "What would work is a duty on the authority.",
        "I would also give the tribunal the power to fine.",
        "I would scrap the statutory plans altogether.",
    ],
)
def test_somebody_wants_something_done(sentence):
    """In a verb, a wish, a duty or an imperative."""
    assert is_ask(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Don't know.",
        "Don't agree with this.",
        "Do not support this.",
        "Don't think so.",
        "Don't care.",
        "Support with conditions.",
        "Support the proposal.",
        "Support services are stretched.",
        "Train fares are too high.",
        "Open days are good.",
        "Ban on cars is bad.",
        "Pay for nurses is too low.",
        "Put simply, it is too dear.",
        "Critics argue that the pool should close.",
        "The council believes that residents should pay more.",
        "Some say we should close the road.",
        "You say the pool should close.",
        "The inspector recommended that the plan should be dropped.",
        "I do not think the pool should close.",
        "I disagree that the pool should close.",
        "I am not sure that cars should be banned.",
        "I don't know if the pool should close.",
        "I used to think cars should be banned.",
        "It should be fine.",
        "This should reduce traffic.",
        "The new road should open in May.",
        "It must be ten years since it was painted.",
        "The council must be mad.",
        "I cannot honestly say that they should go on being free.",
        "I'm not one of those who think that everything should stay",
        "Were that not so we should have to oppose it.",
        "Let me begin with what I like.",
        "Nobody here thinks that the bus should stay free.",
        "We support the proposal that the road should be closed.",
        "We should not be surprised if it fails.",
        "We should be sorry to lose it.",
        "We take no position on whether mediation ought to be compulsory.",
        "It had no control group, and should be read with that in mind.",
        "We would close the school if this went on.",
        "The people that must stop are others.",
    ],
)
def test_what_sounds_like_an_ask_is_none(sentence):
    """A missing pronoun, a noun, what others want, what its author denies, or an expectation."""
    assert not is_ask(sentence)
