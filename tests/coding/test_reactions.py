"""Short reactions with which people begin an answer to what a form proposes."""

import pytest

from consult.coding.explicit import Explicit, declared


@pytest.mark.parametrize(
    "text",
    ["A good idea.", "Yes please.", "Fine by me.", "I like it.",
     "Its good", "Fair enough. Those who park can pay.", "We love the idea.", "Long overdue.",
     "It's a sensible plan.", "I'm for it.", "Yes - it would stop the arms race.",
     "Q1 - yes, and about time.", "Makes sense to me", "We support them without reservation.",
     "It would keep the baker in the village. It's a yes from me."],
)  # fmt: skip
def test_a_warm_reaction_agrees(text):
    """What opens with approval of the proposal agrees with it."""
    assert declared(text).position is Explicit.AGREE


@pytest.mark.parametrize(
    "text",
    ["No thanks.", "I do not like it.", "I don't want this.", "A terrible idea.", "Pointless.",
     "Rubbish. Nobody will use it.", "Waste of money!", "No - my daughter isn't a band.",
     "NO NO NO", "Please don't.", "A lovely thought until the first frost. We vote against.",
     "I am dead against it.", "Forty more lorries a day, so it's a no from us.",
     "The Society voted against it.", "We think this a mistake.", "We consider it unwise.",
     "Rip off. Mend the roads first.", "An utter waste of money."],
)  # fmt: skip
def test_a_cold_reaction_disagrees(text):
    """What opens with rejection of the proposal disagrees with it."""
    assert declared(text).position is Explicit.DISAGREE


@pytest.mark.parametrize(
    "text",
    ["Oh brilliant, another gate.", "Good luck with that.", "A good idea would be a bench.",
     "I like the river.", "I do not like dogs.", "Good schools need good roads.",
     "It is good that people walk.", "Let me begin with where we agree.", "I'm not against it.",
     "These are points on which we agree.", "Yes but only the new ones.",
     "The county voted against the cuts.", "It's a no from my neighbour.",
     "They think this a mistake.", "If it's a no from us, they will build it all the same."],
)  # fmt: skip
def test_words_of_praise_for_something_else_say_nothing(text):
    """Irony and praise of other things declare no position."""
    assert declared(text) is None


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Support, subject to a proper drain.", Explicit.AGREE),
        ("Most of our members want a bridge, and so the Society supports it.", Explicit.AGREE),
        ("The scheme has our support.", Explicit.AGREE),
        ("I was sceptical, but having tried it I am now firmly for it.", Explicit.AGREE),
        ("We oppose it with everything we have.", Explicit.DISAGREE),
        ("Our nurses are content with this so long as one of them can park.", Explicit.AGREE),
        ("Yes but only if they ring the bell first.", Explicit.AGREE),
        ("OK but only when the ferry runs.", Explicit.AGREE),
    ],
)
def test_a_declaration_may_go_on_to_its_condition_or_its_force(text, position):
    """What follows the object, a condition or an adverb, leaves the declaration one."""
    assert declared(text).position is position


@pytest.mark.parametrize(
    "text",
    [
        "We take no position on the market hall.",
        "On fees the trustees hold no view.",
        "No strong view either way.",
        "Neither for nor against.",
        "The Forum neither supports nor opposes the proposal as drafted.",
        "Neither. The problem is the amount.",
        "I do not mind either way.",
    ],
)
def test_taking_no_side_in_so_many_words_is_neither(text):
    """A writer who says that there is no view here is not left to a model's guess."""
    assert declared(text).position is Explicit.NEITHER


@pytest.mark.parametrize(
    "text", ["The council took no view of the hill.", "We support the local library."]
)
def test_views_that_others_lack_say_nothing(text):
    """The consulting body's silence, and support of something else, are no declaration."""
    assert declared(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "The council supports this. That is no surprise to anyone here.",
        "The developer supports this because it makes money.",
        "My MP opposes this, but he has never taken the bus.",
        "My neighbour disagrees. She would lose her parking.",
        "Labour opposes this. They would.",
        "My wife agrees. I don't.",
        "The committee supports this; we do not.",
        "I was told that we support this as a town, which is news to me.",
        "I used to think I disagree with this, but the figures changed my mind.",
        "I would not say I disagree with this.",
        "No. 12 is the only bus we have.",
    ],
)
def test_what_others_say_or_was_once_thought_declares_nothing(text):
    """The consulting body, a neighbour or a party is not whoever writes."""
    assert declared(text) is None


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("The Residents' Association supports this.", Explicit.AGREE),
        ("The Parish Council objects to this.", Explicit.DISAGREE),
        ("UNISON supports this.", Explicit.AGREE),
        ("My family and I agree. No, my family agrees with this.", Explicit.AGREE),
        ("No. Twelve buses a day are enough.", Explicit.DISAGREE),
    ],
)
def test_bodies_that_answer_speak_of_themselves_in_the_third_person(text, position):
    """An association's letter says what the association says."""
    assert declared(text).position is position


@pytest.mark.parametrize(
    "text",
    [
        "Once again, we support this.",
        "The field used to flood, so we support this.",
        "We were told about it in March, and we support this.",
        "The Residents' Association supports this. We do not have a car park of our own.",
        "The Trust supports this, and we are not alone.",
    ],
)
def test_words_that_only_look_like_a_denial_leave_a_declaration(text):
    """Telling of other times and other things takes nothing back."""
    assert declared(text).position is Explicit.AGREE


@pytest.mark.parametrize(
    "text", ["The haulage company supports this.", "Our MP and the panel think the firm agrees."]
)
def test_companies_and_panels_may_be_anybody(text):
    assert declared(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "I like the park but I dislike the noise.",
        "We support families and oppose cuts.",
        "I support this but object to the cost of stamps.",
    ],
)
def test_liking_one_thing_and_disliking_another_is_no_declaration(text):
    """Which of them is meant wants reading."""
    assert declared(text) is None


def test_both_sides_of_one_thing_are_both():
    """Both halves point at what was asked."""
    assert declared("We agree with it and disagree with it.").position is Explicit.BOTH
    assert declared("We like the trees. We dislike dogs.") is None


@pytest.mark.parametrize(
    "text",
    [
        "None of our members support this.",
        "Few of our members support this.",
        "Not all our members support this.",
        "Under no circumstances do I support this.",
        "Nor do I support this.",
        "There is no way I support this.",
        "I'm not sure that I support this.",
        "I don't know whether I support this.",
        "I doubt that I agree with this.",
        "You say we support this plan; we do not.",
        "Everyone assumes we oppose this, but we do not.",
        "I'm not saying I disagree.",
        "Our MP supports this.",
        "Our local council supports this.",
        "Our neighbours object to this.",
        "One member of the committee supports this.",
        "A minority of our members oppose this.",
        "No, nothing further.",
        "No. Nothing to add.",
        "No. N/A",
        "Rubbish, litter and dog mess are everywhere.",
        "Support; staff training; funding",
    ],
)
def test_what_is_denied_doubted_or_somebody_elses_is_no_declaration(text):
    """Nor is a "No" to whether there is more to say, or a heap of things."""
    assert declared(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Our members support this.",
        "I don't drive, so we support this.",
        "Most of our members agree with this.",
        "Our school governors support this.",
    ],
)
def test_our_own_say_so_for_us(text):
    assert declared(text).position is Explicit.AGREE


def test_words_of_both_sides_leave_the_model_a_say():
    """A "No" before praise may answer whether there is anything against it."""
    assert not declared("No. I like it.").bare
    assert not declared("The committee supports this.").bare
    assert declared("No, I disagree.").bare


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("We have no objection.", Explicit.AGREE),
        ("The Anglers’ Club broadly welcomes the proposed closing hours.", Explicit.AGREE),
        ("The proposed fee is reasonable.", Explicit.AGREE),
        ("This proposal is long overdue.", Explicit.AGREE),
        ("Riverwatch agrees with this proposal.", Explicit.AGREE),
        ("This should be dropped.", Explicit.DISAGREE),
        ("We believe that this plan would do more harm than good.", Explicit.DISAGREE),
        ("We do not think the scheme is workable.", Explicit.DISAGREE),
        ("The Trust cannot support the restriction in its present form.", Explicit.DISAGREE),
        ("We must nonetheless object to the allocation as it stands.", Explicit.DISAGREE),
        ("We consider the proposed fee to be unsuitable for a small club.", Explicit.DISAGREE),
        ("We make no comment on the fee.", Explicit.NEITHER),
        ("The Club as a body has not reached a view.", Explicit.NEITHER),
        ("Our members are divided.", Explicit.NEITHER),
        ("It is not for us to say.", Explicit.NEITHER),
        ("I cannot say whether the sums are right.", Explicit.NEITHER),
        ("I couldn’t care less.", Explicit.NEITHER),
        ("I leave the question of huts to those who sleep in them.", Explicit.NEITHER),
        ("We have not really formed an opinion about the huts.", Explicit.NEITHER),
        ("About the huts we know nothing, so we cannot tell you.", Explicit.NEITHER),
        ("Reluctantly, yes.", Explicit.AGREE),
        ("No objection here.", Explicit.AGREE),
        ("A good idea if, and only if, the huts are dry.", Explicit.AGREE),
        ("I am in favour on the understanding that nobody pays.", Explicit.AGREE),
        ("Seems sensible to me.", Explicit.AGREE),
        ("As long as the stove is lit, yes.", Explicit.AGREE),
        ("Our support for the huts depends on the stove.", Explicit.AGREE),
        ("I don’t think the case has been made.", Explicit.DISAGREE),
        ("The path is wet and I must say no.", Explicit.DISAGREE),
        ("I am torn.", Explicit.BOTH),
        ("Parking permits: a good idea, if you ask me.", Explicit.AGREE),
        ("Yes: about time.", Explicit.AGREE),
        ("Barmy.", Explicit.DISAGREE),
        ("Over-development, plain and simple.", Explicit.DISAGREE),
    ],
)
def test_a_judgement_on_what_is_proposed_declares_a_position(text, position):
    found = declared(text)
    assert found is not None
    assert found.position is position


@pytest.mark.parametrize(
    "text",
    [
        "The proposed stop is right outside my door.",
        "The plan is right that boats are late.",
        "Everyone agrees with this.",
        "Parliament supports this.",
        "The fence should be dropped into the river.",
        "Nobody thinks that this proposal is sensible.",
        "The boats were a waste of money.",
        "I have nothing to add.",
        "Half as many huts and I would have no quarrel with it.",
        "I leave the hut at nine.",
        "The weir makes no difference to fish.",
    ],
)
def test_a_judgement_on_something_else_declares_none(text):
    assert declared(text) is None
