"""Asks: what somebody wants done, and what only sounds like it."""

import pytest

from consult.coding.asks import is_ask, may_ask


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


@pytest.mark.parametrize(
    "sentence",
    [
        "We suggest that the Authority commission an independent review of the estimates.",
        "I suggest that each school publish its waiting list.",
        "We would suggest that the trust appoint a nurse to every clinic.",
        "Our members suggest that the park keeper agree the hours.",
        "We suggest two miles wherever there is a high street with ten or more businesses.",
        "I suggest a limit of twenty.",
        "We would suggest lowering the kerb at the school gate.",
        "I suggest at least one bench for every gate.",
        "We suggest three changes to the timetable.",
        "I'd suggest a crossing by the surgery.",
    ],
)
def test_what_somebody_suggests_is_asked_for(sentence):
    """In a thing, in a doing, or in a clause whose verb is bare."""
    assert is_ask(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "We suggest two reasons for this.",
        "It suggests a link between speed and harm.",
        "The figures suggest that each school publishes less every year.",
        "I suggest that the bus runs late on most days.",
        "We suggest that the nurse set the wrong limit.",
        "I suggest that the people in the queue make a noise.",
        "We suggest that the plans make the road worse.",
        "The results suggest two miles is too far.",
        "We suggest a mile is too far for a child.",
        "I suggest that the cost increase is small.",
        "We suggest an explanation below.",
        "We suggest nothing.",
        "You suggest two miles.",
        "We do not suggest closing the park.",
        "We suggest three causes of the damp.",
    ],
)
def test_what_is_only_put_forward_is_no_ask(sentence):
    """A reason, a reading of the facts, or what somebody else suggests."""
    assert not is_ask(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "We would like banks to fund a second secure counter in the busiest 500 post offices.",
        "I would also like drivers to wait until I have sat down.",
        "I'd like nurses at the surgery to ring back the same day.",
        "We should like ministers to think again.",
        "We would like clarity on who pays.",
        "We would also like a crossing.",
        "We would like reassurance that the pitch stays.",
        "We would go further and require that the bank publish a reply to the comments.",
        "I would go one step further and ban all lorries from the lane.",
        "We would go further by requiring every school to do the same.",
        "We trust that the signs will be kept to a minimum.",
        "Put a park there instead.",
        "Please get the paying-in limit put up.",
        "Banks should be required to write to the parish council.",
        "The Authority should ask for an independent review of the fee.",
        "Turn it into a park instead.",
        "Instead, plant the verge with trees.",
        "Convert the old school into flats rather than pulling it down.",
        "Lock the gates at night.",
        "I would add a bench at each stop.",
        "We would add that the council should publish the results.",
    ],
)
def test_what_somebody_would_like_of_others_is_asked_for(sentence):
    """Whoever is to do it, and however much further it goes."""
    assert is_ask(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "We would like to thank the nurses.",
        "We would like the opportunity to respond.",
        "I would like nothing better than to stay.",
        "The children would like lessons to be shorter, according to you.",
        "Who would like banks to run the pool?",
        "I like banks to be open when I pass.",
        "We would go further and say that the road is unsafe.",
        "We would go further: the pool is full.",
        "We trust our nurses.",
        "We trust that you had a good summer.",
        "Turn left at the gate and you see the problem.",
        "Took the bus instead.",
        "Lock gates are heavy.",
        "Light traffic is what we have.",
        "We would like thanks.",
        "I should like residents to remember that the park was a gift.",
        "Tell the truth, it was a mess.",
        "Double the usual number of pupils came.",
    ],
)
def test_what_somebody_would_say_or_do_is_no_ask(sentence):
    """Thanks, wishes of one's own, habits and directions want nothing of anybody."""
    assert not is_ask(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "We would add that opening hours, lighting and the notes in stock are measures too.",
        "I would also make the point that the road floods.",
        "We would make an observation about the map.",
        "I would add the following comment.",
        "We would add this: nurses are tired.",
        "We would put this down to the weather.",
        "I would put the blame on the weather.",
        "We would raise the question of who pays.",
        "I would add to that the noise.",
    ],
)
def test_what_a_speaker_would_add_is_said_and_not_asked_for(sentence):
    """To add, to make a point and to raise a question are things done in saying them."""
    assert not is_ask(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Trust has to be earned.",
        "Respect must be earned.",
        "Confidence needs to be won back by every nurse, every day.",
        "The queue at the surgery has to be seen to be believed.",
        "I think it is a scandal that our bank shut, so yes, they should have to wait.",
        "It has served its time, so yes, it should be closed.",
    ],
)
def test_what_holds_of_everybody_or_only_says_yes_is_no_ask(sentence):
    """A saying, and a pronoun that takes up what was asked."""
    assert not is_ask(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Trust has to be rebuilt.",
        "Trust must be restored between nurses and the board.",
        "Lessons must be learned.",
        "Bonuses should be earned.",
        "The gate has to be seen to.",
        "Yes, they should also publish the results.",
        "Yes, the school should open earlier.",
        "So yes, it should be closed, and the buses should run later.",
        "So yes, they should also publish it.",
        "Yes, it should be extended to the villages.",
        "Nobody should have to wait an hour, yes or no.",
    ],
)
def test_a_duty_near_a_saying_is_asked_for(sentence):
    """What can be done by somebody, and what goes beyond a yes."""
    assert is_ask(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Fewer cancelled buses would do.", True),
        ("A lamp here wouldn't go amiss, and it would help us.", True),
        ("Ramps on the buses that work.", True),
        ("Higher charges would be unfair on them.", False),
        ("Take away the spaces and you take away the customers.", False),
        ("The Society agrees that half of the spaces should go.", False),
        ("What we want besides:", False),
        ("Oh brilliant, send every lorry past the school instead.", False),
    ],
)
def test_consequences_sides_warnings_and_leads_are_not_put_to_the_learned_reader(
    sentence, expected
):
    assert may_ask(sentence) is expected
