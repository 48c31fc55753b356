"""A sentence leans on the one before by its subject, by a turn, or by what it mentions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.domain.leaning import (
    leans_on_context,
    mentions_unnamed,
    passes_on,
    points_back,
    turns_from_before,
)


@pytest.mark.parametrize(
    ("sentence", "back"),
    [
        ("This is not good enough.", True),
        ("They should be told.", True),
        ("But it shuts them out.", True),
        ("Nine of them are marked bays.", True),
        ("Both may turn out to be right.", True),
        ("Both banks should be mown.", False),
        ("Such a plan cannot work.", True),
        ("Such plans cannot work.", True),
        ("It is vital that lanes are lit.", False),
        ("It's important that the lane stays open.", False),
        ("It makes sense to close the weir.", False),
        ("It's the same every year.", True),
        ("Those without a boat cannot cross.", False),
        ("Those affected by the flood should be paid.", False),
        ("Those who ride at night need lights.", False),
        ("This plan is too dear.", False),
        ("However, lanes are dear.", False),
        ("Thistles should be left to grow.", False),
    ],
)
def test_a_subject_that_stands_before_is_known_by_its_opening(sentence, back):
    assert points_back(sentence) is back


@pytest.mark.parametrize(
    ("sentence", "turns"),
    [
        ("However, lanes are dear.", True),
        ("In addition, fares are too high.", True),
        ("Another thing is the noise.", True),
        ("Here is the trouble.", True),
        ("Here in the fens the water is deep.", False),
        ("Second, the fares are too high.", True),
        ("Second homes stand empty.", False),
        ("There in the reeds nests a heron.", True),
        ("There is no bus after seven.", False),
        ("Both banks are worn.", False),
        ("One is that nobody swims.", True),
        ("One neighbour swims daily.", False),
        ("If so, fares must rise.", True),
        ("If fares rise, we walk.", False),
        ("Doing so would be wrong.", True),
        ("The same applies to dogs.", True),
        ("The same bus comes twice.", False),
        ("Fares are too high.", False),
    ],
)
def test_a_turn_is_known_by_the_word_it_opens_on(sentence, turns):
    assert turns_from_before(sentence) is turns


@pytest.mark.parametrize(
    ("sentence", "leans"),
    [
        ("This is wrong.", True),
        ("In addition, fares are too high.", True),
        ("It is clear that fares are too high.", False),
        ("But it is clear that fares are too high.", True),
        ("Those who care for others need rest.", False),
    ],
)
def test_a_sentence_leans_by_its_subject_or_by_a_turn(sentence, leans):
    assert leans_on_context(sentence) is leans


@pytest.mark.parametrize(
    ("sentence", "mentions"),
    [
        ("We wonder whether it was counted.", True),
        ("Nobody has thought about them.", True),
        ("The county pays for this, and more.", True),
        ("Otters also need the reeds.", True),
        ("The county pays for these lanes.", False),
        ("Lanes should be lit.", False),
    ],
)
def test_things_are_mentioned_that_another_sentence_names(sentence, mentions):
    assert mentions_unnamed(sentence) is mentions


@pytest.mark.parametrize(
    ("sentence", "passed"),
    [
        ("It is tempting to read the figure as proof.", True),
        ("It might be thought that we should prefer the old way.", True),
        ("The training of teachers is often put forward as the answer.", True),
        ("People say that parents want the dearest school.", True),
        ("Supporters of tariffs, among them the Forum, say that they bring order.", True),
        ("Is it often said that it works?", False),
        ("We say that it works.", False),
        ("Some children wait a year.", False),
        ("People need help.", False),
    ],
)
def test_what_others_say_is_passed_on(sentence, passed):
    assert passes_on(sentence) is passed


@given(st.text(max_size=200))
def test_any_text_is_judged_without_complaint(text):
    assert leans_on_context(text) is (points_back(text) or turns_from_before(text))
