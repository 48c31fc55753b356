"""Labels: readable, true to the key point, never a list of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.coding.labels import (
    clause_of,
    definition_for,
    label_for,
    long_phrases,
    typical_phrases,
)
from consult.domain.document import Span


def _spans(text, *phrases):
    return tuple(
        Span(start=text.index(phrase), end=text.index(phrase) + len(phrase)) for phrase in phrases
    )


def _label(sentence, taken=()):
    return label_for(sentence, [sentence], [()], taken)


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("Parking fees should be abolished.", "Parking fees should be abolished"),
        ("We believe that parking fees should be abolished.", "Parking fees should be abolished"),
        ("Residents feel the high street is empty.", "The high street is empty"),
        ("In my view, the tram is a waste of money!", "The tram is a waste of money"),
        ("It is clear that the tram is a waste.", "The tram is a waste"),
        (
            "Over the last ten years, the market square has become a car park.",
            "The market square has become a car park",
        ),
        (
            "The library is the heart of this neighbourhood, which the council has known since it "
            "was built and ought to remember when it looks for savings.",
            "The library is the heart of this neighbourhood",
        ),
        (
            "Grants (see page 12) should be paid to every household that insulates its roof.",
            "Grants should be paid to every household that insulates its roof",
        ),
        (
            "However, we would like to see the start put back to July, because birds nest there.",
            "We would like to see the start put back to July, because birds nest there",
        ),
        (
            "I think it is a good idea as long as it does not mean closing the branch by the weir.",
            "It is a good idea as long as it does not mean closing the branch by the weir",
        ),
        ("Question 3: There is nowhere to moor a boat.", "There is nowhere to moor a boat"),
    ],
)
def test_a_key_point_becomes_a_clause(sentence, label):
    assert _label(sentence) == label


@pytest.mark.parametrize(
    "sentence",
    [
        "The tram has been praised as the answer to everything in this town, but nobody who "
        "lives beyond the river will ever be able to use it.",
        "The scheme should go ahead as soon as the council can manage to do so, unless the "
        "drainage works along the whole of the lower road are not finished.",
    ],
)
def test_what_turns_or_limits_a_claim_is_never_cut_off_without_a_mark(sentence):
    """A reader of the label must not take it for the whole claim."""
    assert clause_of(sentence) is None
    assert _label(sentence).endswith("…")


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        (
            "Most of our members would like the old weir closed in the middle of the summer, and "
            "so the whole of our Association supports it.",
            "Most of our members would like the old weir closed in the middle of the summer …",
        ),
        (
            "The figures for visitors on the fourth page are six years old and do not show what "
            "has happened since the new houses were built.",
            "The figures for visitors on the fourth page are six years old …",
        ),
        (
            "It may be fair, it may not be, but I have not seen any figures on who moors boats "
            "here or when or why.",
            "It may be fair, it may not be, but I have not seen any …",
        ),
    ],
)
def test_what_is_cut_short_ends_at_a_clause_where_one_ends(sentence, label):
    assert _label(sentence) == label


def test_a_noun_is_not_cut_from_its_pair():
    sentence = (
        "The plan must protect meadows and hedges and ponds and all the small creatures that "
        "live in them from the diggers."
    )
    label = _label(sentence)
    assert not label.endswith(("meadows", "hedges and", "the", "and"))


def test_a_condition_stays_with_its_claim():
    label = _label("If fares fall, buses will be full.")
    assert label == "If fares fall, buses will be full"


def test_a_point_that_leans_on_context_is_named_by_a_noun_phrase():
    sentence = "This would take away the only safe crossing between the two halves of the village."
    spans = _spans(sentence, "the only safe crossing", "the two halves", "the village")
    label = label_for(sentence, [sentence], [spans])
    assert label == "Only safe crossing between the two halves of the village"


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("No child should wait for care.", "No child should wait for care"),
        ("No. The pier should stay open.", "The pier should stay open"),
        ("First aid should be taught in school.", "First aid should be taught in school"),
        ("Clearly marked lanes are safer.", "Clearly marked lanes are safer"),
        ("Overall I think the pier is safe for boats.", "The pier is safe for boats"),
        ("Generally speaking, the pier is safe for boats.", "The pier is safe for boats"),
        ("So far nothing has changed on the pier.", "So far nothing has changed on the pier"),
        (
            "However hard they try, boats will not fit under it.",
            "However hard they try, boats will not fit under it",
        ),
        ("Moreover the pier is not safe at all.", "The pier is not safe at all"),
        (
            "The keeper(s) of the pond should live by it.",
            "The keeper(s) of the pond should live by it",
        ),
    ],
)
def test_an_opening_word_is_left_out_only_where_it_says_nothing(sentence, label):
    """Without its "No" a label would say the opposite."""
    assert _label(sentence) == label


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        (
            "The pond keeper must answer if the care of the ducks and geese is a fair thing to "
            "leave to visitors in a year in which nobody came to see them.",
            "The pond keeper must answer if the care of the ducks …",
        ),
        (
            "The needs of the swimmers here have changed over the years for example, more of "
            "them come in winter; some want lockers; others bring their dogs along.",
            "The needs of the swimmers here have changed over the years …",
        ),
        (
            "The uneven way in which money was handed out has however, meant that the piers in "
            "the north of the county were left to rot.",
            "The uneven way in which money was handed out …",
        ),
    ],
)
def test_a_cut_leaves_no_word_that_leads_on(sentence, label):
    assert _label(sentence) == label


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        ("However, in the last 18 months, it has been empty.", ["the last 18 months"]),
        ("This means re-badging of existing grants.", ["badging of existing grants"]),
        (
            "Other kinds of boat, including long canoes and wooden punts, have no mooring.",
            ["long canoes and wooden punts"],
        ),
        ("In parallel, we need a multi-agency family.", ["multi-agency family"]),
    ],
)
def test_a_point_that_leans_on_context_is_not_named_by_what_it_is_not_about(sentence, phrases):
    label = label_for(sentence, [sentence], [_spans(sentence, *phrases)])
    assert label.split(" …")[0].casefold() in sentence.casefold()
    assert label.casefold() not in {trimmed.removeprefix("the ") for trimmed in phrases}


def test_equal_labels_are_told_apart():
    sentence = "Parking fees should be abolished."
    first = _label(sentence)
    second = _label(sentence, [first])
    third = _label(sentence, [first, second])
    assert len({first, second, third}) == 3
    assert second.startswith("Parking fees")


def test_phrases_of_most_texts_come_first_and_empty_ones_are_left_out():
    texts = ["the old bridge and many people", "an old bridge, a new ferry", "the thing"]
    spans = [
        _spans(texts[0], "the old bridge", "many people"),
        _spans(texts[1], "an old bridge", "a new ferry"),
        _spans(texts[2], "the thing"),
    ]
    assert typical_phrases(texts, spans, "the old bridge") == ["old bridge", "new ferry"]


def test_phrases_joined_by_of_are_one():
    text = "the price of bread in the shops"
    spans = _spans(text, "the price", "bread", "the shops")
    assert long_phrases(text, spans) == ["price of bread", "shops"]


def test_a_definition_says_the_side_and_the_words():
    text = definition_for("Fares are too high.", ["bus fares"], "DISAGREE prop_1")
    assert "disagreement" in text
    assert "Fares are too high." in text
    assert "bus fares" in text


@given(st.text(max_size=300))
def test_any_text_gives_a_short_label_on_one_line(text):
    label = label_for(text, [text], [()])
    assert label
    assert len(label) <= 150
    assert len(label.split()) <= 19
    assert "\n" not in label


def test_the_year_of_a_title_before_begins_no_label() -> None:
    """A title with a question mark leaves its year at the head of the next sentence."""
    assert clause_of("2021, a longer pier is needed for the boats.") == (
        "A longer pier is needed for the boats"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Nobody thinks that the pond keeper listens to swimmers here.",
        "Few believe that the pond is safe after dark in winter.",
        "No-one considers that the pond is safe after dark.",
        "The Council believes that the pond is too dear to keep.",
    ],
)
def test_a_belief_that_is_not_the_speakers_own_is_not_told_as_such(sentence):
    assert label_for(sentence, [sentence], [()]) == sentence.rstrip(".")


def test_who_believes_it_is_left_out_where_it_is_the_speaker():
    sentence = "Personally, I think that the pond should stay open to swimmers."
    assert label_for(sentence, [sentence], [()]) == "The pond should stay open to swimmers"


@pytest.mark.parametrize(
    "sentence",
    [
        "During the week, cars should be banned from the centre.",
        "In winter, the gate should be closed at five.",
        "With the right safeguards, the plan is acceptable to us.",
        "To a limited extent, the plan is acceptable to us.",
        "In the council's view, the pool is too dear to keep.",
        "We hope that the council will listen to us.",
        "I hope lessons have been learned from all of this.",
        "The pool should not be closed (unless it is unsafe).",
        "Parking should be free (except for second cars).",
        "Many feel that the library is a waste of money, which is wrong.",
        "Everyone thinks the pool is dear.",
        "Cllr Jones thinks that the pool should close.",
        "I understand why people want the pool closed.",
    ],
)
def test_what_limits_a_thing_or_says_who_holds_it_stays_in_its_label(sentence):
    """In winter is not always; a hope is no fact, and what others think is theirs."""
    assert _label(sentence) == sentence.rstrip(".")


@pytest.mark.parametrize(
    "sentence",
    [
        "The charge should apply to all, as long as blue badge holders are exempt from it and "
        "from the fines that go with it.",
        "The limit would be welcome because it saves lives, until you look at what it costs the "
        "town in the longer run.",
    ],
)
def test_an_exception_is_never_cut_off_without_a_mark(sentence):
    assert clause_of(sentence) is None
    assert _label(sentence).endswith("…")
