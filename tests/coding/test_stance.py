"""Positions are right or unclear, come in the order of the pairs, and never from a guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.coding.alternatives import Choice
from consult.coding.explicit import Explicit, declared
from consult.coding.pointing import CLAIM as CLAIM_OF_THIS
from consult.coding.pointing import PLAN
from consult.coding.stance import EXPLICIT_CODER, code_stance, wanted
from consult.coding.stance_pair import StancePair
from consult.domain.coding import Position, StanceCoding

CLAIM = "The pier should be rebuilt"
DENIED = "The pier should not be rebuilt"
SURE = (0.97, 0.01, 0.02)


class FakeModel:
    """Gives the scores it is told, by text, and turns them for the denied claim."""

    name = "fake"
    revision = "1"

    def __init__(self, scores: dict[str, tuple[float, float, float]], *, stubborn: bool = False):
        self.scores = scores
        self.stubborn = stubborn
        self.calls: list[list[tuple[str, str]]] = []

    def score(self, propositions: Sequence[str], texts: Sequence[str]) -> np.ndarray:
        self.calls.append(list(zip(propositions, texts, strict=True)))
        rows = []
        for proposition, text in self.calls[-1]:
            known = {} if proposition in (CLAIM_OF_THIS, PLAN) else self.scores
            agree, disagree, neither = known.get(text, (0.1, 0.1, 0.8))
            turned = " not " in proposition and not self.stubborn
            rows.append((disagree, agree, neither) if turned else (agree, disagree, neither))
        return np.asarray(rows, dtype=np.float32).reshape(-1, 3)


def pair(
    text: str, *, segment: str = "s1", proposition: str = "p1", claim: str = CLAIM
) -> StancePair:
    return StancePair(
        segment_id=segment,
        respondent_id="r1",
        question_id="q1",
        proposition_id=proposition,
        proposition=claim,
        text=text,
    )


def one(text: str, scores: dict[str, tuple[float, float, float]] | None = None) -> StanceCoding:
    return code_stance([pair(text)], FakeModel(scores or {}), minimum=0.6)[0]


def test_a_sure_model_is_followed_and_named() -> None:
    """Its name and revision are the coder."""
    found = one("Rebuild it.", {"Rebuild it.": (0.9, 0.05, 0.05)})
    assert found.position is Position.AGREE
    assert found.coder == "model:fake@1"
    assert found.score == pytest.approx(0.9)


@pytest.mark.parametrize("text", ["🚗🚗", "-", "?", "好的", "12"])
def test_what_the_model_cannot_read_is_unclear(text: str) -> None:
    """However sure a model is of signs that it has never read."""
    assert one(text, {text: (0.9, 0.05, 0.05)}).position is Position.UNCLEAR


def test_under_the_minimum_the_position_is_unclear() -> None:
    """A guess is never reported."""
    assert one("Hm.", {"Hm.": (0.55, 0.3, 0.15)}).position is Position.UNCLEAR


@pytest.mark.parametrize(
    "text",
    [
        "I was against it. I have changed my mind: it worked.",
        "We used to like it. We've since changed our minds.",
    ],
)
def test_who_changed_their_mind_is_unclear_to_a_model(text: str) -> None:
    """It reads two sides that were taken one after the other; which is the later, it cannot say."""
    assert one(text, {text: (0.05, 0.9, 0.05)}).position is Position.UNCLEAR


@pytest.mark.parametrize("sure", [(0.05, 0.9, 0.05), (0.9, 0.05, 0.05)])
def test_a_question_that_nobody_is_meant_to_answer_is_unclear_to_a_model(
    sure: tuple[float, float, float],
) -> None:
    """It hears the words of the wish, and not that nobody has it."""
    text = "Who could possibly want lorries on the beach?"
    assert one(text, {text: sure}).position is Position.UNCLEAR


def test_neither_wants_a_sure_model() -> None:
    """A text that probably takes no side is unclear, one that surely does is neither."""
    assert one("Tides.", {"Tides.": (0.2, 0.1, 0.7)}).position is Position.UNCLEAR
    assert one("Tides.", {"Tides.": (0.05, 0.05, 0.9)}).position is Position.NEITHER


def test_a_model_that_says_the_same_of_the_negation_is_not_believed() -> None:
    """Agreeing with a claim and with its opposite is no position."""
    model = FakeModel({"Rebuild it.": (0.9, 0.05, 0.05)}, stubborn=True)
    assert code_stance([pair("Rebuild it.")], model, minimum=0.4)[0].position is Position.UNCLEAR


def test_readings_at_odds_are_believed_only_where_their_mean_is_sure() -> None:
    """Denial of the opposite, told surely, outweighs a whole that is a little on the other side."""

    class Torn(FakeModel):
        def score(self, propositions: Sequence[str], texts: Sequence[str]) -> np.ndarray:
            turned = [" not " in proposition for proposition in propositions]
            rows = [(self.far, 1 - self.far, 0) if t else (0.48, 0.52, 0) for t in turned]
            return np.asarray(rows, dtype=np.float32)

        far = 0.2

    model = Torn({})
    assert code_stance([pair("Rebuild it.")], model, minimum=0.4)[0].position is Position.AGREE
    model.far = 0.3
    assert code_stance([pair("Rebuild it.")], model, minimum=0.4)[0].position is Position.UNCLEAR


def test_support_with_a_condition_has_its_own_position() -> None:
    """Only support does; disagreement under a condition stays disagreement."""
    text = "A new deck would help, provided that fares stay."
    left = "A new deck would help."
    assert one(text, {left: (0.9, 0.05, 0.05)}).position is Position.AGREE_WITH_CONDITIONS
    assert one(text, {left: (0.05, 0.9, 0.05)}).position is Position.DISAGREE


def test_what_follows_however_speaks_against_the_courtesy_before_it() -> None:
    """Where the whole and its carrying part contradict each other, nothing is claimed."""
    text = "It is a fine plan. However, the money is not there."
    scores = {text: (0.8, 0.1, 0.1), "the money is not there.": (0.1, 0.8, 0.1)}
    assert one(text, scores).position is not Position.AGREE


def test_two_clear_sentences_on_both_sides_are_mixed() -> None:
    """The segment itself says both."""
    text = "Rebuild the deck. Leave the hall alone."
    scores = {
        text: (0.5, 0.45, 0.05),
        "Rebuild the deck.": (0.95, 0.03, 0.02),
        "Leave the hall alone.": (0.03, 0.95, 0.02),
    }
    assert one(text, scores).position is Position.MIXED
    scores[text] = (0.92, 0.05, 0.03)
    assert one(text, scores).position is Position.AGREE


def test_a_text_that_gives_either_side_a_fair_share_is_mixed() -> None:
    """No single sentence need be clear; one sentence alone is never taken for both sides."""
    text = "The deck is worn. The money is short."
    assert one(text, {text: (0.48, 0.47, 0.05)}).position is Position.MIXED
    single = "The deck is worn and the money is short."
    assert one(single, {single: (0.48, 0.47, 0.05)}).position is Position.UNCLEAR


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("We strongly agree.", Position.AGREE),
        ("The Pier Society agrees with this.", Position.AGREE),
        ("I do not support this proposal.", Position.DISAGREE),
        ("No.", Position.DISAGREE),
        ("Yes, as long as it is lit.", Position.AGREE_WITH_CONDITIONS),
    ],
)
def test_a_declared_position_needs_no_model(text: str, position: Position) -> None:
    """An answer that opens with its position is coded by rule."""
    found = one(text)
    assert (found.position, found.coder) == (position, EXPLICIT_CODER)


def test_a_declaration_that_the_model_contradicts_is_unclear() -> None:
    """What "this" stands for may be the opposite of the proposition."""
    text = "The hall is said to be past repair and the deck too. We agree with this."
    assert one(text, {text: (0.1, 0.8, 0.1)}).position is Position.UNCLEAR


@pytest.mark.parametrize(
    "text",
    [
        "No, I have no objection to this.",
        "No, go ahead.",
        "No, that is fine by me.",
        "No, it’s a very good idea.",
        "No. We would not oppose it.",
        "No – no concerns.",
        "No, I don’t mind at all.",
        "No, we are happy with this.",
    ],
)
def test_a_no_that_denies_an_objection_is_left_to_the_model(text: str) -> None:
    """It answers whether there is anything against the proposal."""
    assert one(text, {text: SURE}).position is Position.AGREE
    assert one(text, {text: (0.02, 0.03, 0.95)}).position is Position.NEITHER


@pytest.mark.parametrize(
    "text",
    [
        "No.",
        "No, no, no!",
        "No. Absolutely not.",
        "No thank you",
        "No, I do not agree with this proposal.",
        "We strongly oppose it.",
    ],
)
def test_a_plain_no_is_believed_whatever_the_model_says(text: str) -> None:
    """There is nothing in it for a model to read."""
    assert one(text, {text: SURE}).position is Position.DISAGREE


def test_a_short_no_with_more_behind_it_is_checked_as_long_ones_are() -> None:
    """What stands behind it may say the opposite; the model must not."""
    text = "No, the lanterns are what the village wants."
    assert one(text, {text: SURE}).position is Position.UNCLEAR
    assert one(text).position is Position.DISAGREE


def test_a_bare_yes_to_several_propositions_is_unclear() -> None:
    """Nobody can tell which of them it answers."""
    pairs = [pair("Yes.", proposition="p1"), pair("Yes.", proposition="p2")]
    found = code_stance(pairs, FakeModel({}), minimum=0.6)
    assert [coding.position for coding in found] == [Position.UNCLEAR] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Some agree with this.",
        "We agree in part.",
        "No comment.",
        "We agree that the tide is high.",
        "If we agree with this",
        "Of course it rains.",
        "The paper supports this.",
    ],
)
def test_what_others_say_or_half_say_is_no_declaration(text: str) -> None:
    """Qualified words, other people's words and spelt-out objects are left to the model."""
    assert declared(text) is None


def test_yes_and_no_in_one_answer_is_both() -> None:
    """A respondent who says yes here and no there is mixed."""
    found = declared("Yes in summer, no in winter.")
    assert found is not None
    assert found.position is Explicit.BOTH
    assert one("Yes in summer, no in winter.").position is Position.MIXED


def test_low_relevance_leaves_a_position_unclear() -> None:
    """A text that hardly speaks to the proposition takes no position on it."""
    model = FakeModel({"Rebuild it.": (0.9, 0.05, 0.05)})
    found = code_stance([pair("Rebuild it.")], model, minimum=0.6, relevance=[0.3])
    assert found[0].position is Position.UNCLEAR


def test_relevance_must_be_of_the_same_length() -> None:
    """A slip of the caller is said, not hidden."""
    with pytest.raises(ValueError, match="relevances"):
        code_stance([pair("Yes.")], FakeModel({}), minimum=0.6, relevance=[])


def test_the_model_is_given_distinct_pairs() -> None:
    """Copies cost nothing, and only what the proposition leaves open is asked of a "this"."""
    model = FakeModel({"Aye.": SURE})
    texts = ("Fog.", "Fog.", "Aye.")
    code_stance([pair(t, segment=f"s{i}") for i, t in enumerate(texts)], model, minimum=0.6)
    said = [(claim, text) for text in ("Fog.", "Aye.") for claim in (CLAIM, DENIED)]
    assert model.calls == [said, [(PLAN, "Fog.")]]


def test_nothing_to_code_calls_no_model() -> None:
    """An empty question has no codings."""
    model = FakeModel({})
    assert code_stance([], model, minimum=0.6) == ()
    assert model.calls == []


@given(st.permutations(["Fog.", "Rebuild it.", "No.", "Yes, but only if lit.", "It rains. But no"]))
def test_order_of_pairs_changes_nothing_but_the_order(texts: list[str]) -> None:
    """Each coding depends on its own pair."""
    model = FakeModel({"Rebuild it.": (0.9, 0.05, 0.05)})
    pairs = [pair(text, segment=text) for text in texts]
    found = {c.segment_id: c for c in code_stance(pairs, model, minimum=0.6)}
    apart = {t: code_stance([pair(t, segment=t)], model, minimum=0.6)[0] for t in texts}
    assert found == apart


def test_an_ask_for_a_remedy_never_denies_the_problem() -> None:
    """Asking for repairs does not deny that the pier is rotten, whatever the model says."""
    rotten = StancePair(
        segment_id="s1",
        respondent_id="r1",
        question_id="q1",
        proposition_id="p1",
        proposition="The pier is rotten",
        text="The harbour board must mend the pier.",
    )
    model = FakeModel({rotten.text: (0.05, 0.9, 0.05)})
    assert code_stance([rotten], model, minimum=0.6)[0].position is Position.UNCLEAR


def test_both_sides_of_a_claim_that_nobody_was_asked_about_are_unclear() -> None:
    text = "The bank holds in summer. It breaks in winter."
    near = replace(pair(text), near=True)
    model = FakeModel({text: (0.48, 0.47, 0.05)})
    assert code_stance([near], model, minimum=0.6)[0].position is Position.UNCLEAR


@pytest.mark.parametrize(
    ("scores", "asked", "near"),
    [
        ((0.7, 0.2, 0.1), Position.AGREE, Position.AGREE),
        ((0.62, 0.28, 0.1), Position.AGREE, Position.UNCLEAR),
        ((0.2, 0.75, 0.05), Position.DISAGREE, Position.UNCLEAR),
        ((0.05, 0.9, 0.05), Position.DISAGREE, Position.DISAGREE),
        ((0.05, 0.05, 0.9), Position.NEITHER, Position.UNCLEAR),
    ],
)
def test_more_is_wanted_of_a_text_that_only_seems_near_to_a_claim(
    scores: tuple[float, float, float], asked: Position, near: Position
) -> None:
    """Above all to deny what nobody asked about; and silence on it is no neutrality."""
    text = "The bank holds and the stream runs."
    model = FakeModel({text: scores})
    cases = (pair(text), 1.0), (replace(pair(text), near=True), 0.97)
    found = [
        code_stance([each], model, minimum=0.6, relevance=[weight])[0].position
        for each, weight in cases
    ]
    assert found == [asked, near]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("The plan suggests a clash of bank and stream, however these are one.", Position.UNCLEAR),
        ("You let the bank clash with the stream and call it one whole.", Position.UNCLEAR),
        ("Our survey suggests a clash of bank and stream, but few have noticed.", Position.AGREE),
        ("The plan rightly says that bank and stream clash, but says it late.", Position.AGREE),
    ],
)
def test_a_claim_that_is_retold_and_turned_from_is_not_agreed_to(
    text: str, position: Position
) -> None:
    """What a paper suggests and a respondent answers with "however" is no agreement with it."""
    told = pair(text, claim="Bank and stream pull in two directions")
    both = (text, text.rsplit("but ", 1)[-1])
    model = FakeModel(dict.fromkeys(both, (0.85, 0.1, 0.05)), stubborn=False)
    assert code_stance([told], model, minimum=0.6)[0].position is position


def test_words_for_and_against_are_mixed_where_the_model_is_not_clear() -> None:
    """Half for and half against is no single side."""
    text = "Half of our members are for it and half are against."
    assert one(text, {text: (0.4, 0.4, 0.2)}).position is Position.MIXED
    assert one(text, {text: (0.05, 0.9, 0.05)}).position is Position.DISAGREE


def test_welcoming_a_finding_never_denies_it() -> None:
    """A model that reads "welcomes the recognition" as denial is not believed."""
    text = "The crew welcomes the recognition of the trouble with the pier."
    rotten = StancePair(
        segment_id="s1",
        respondent_id="r1",
        question_id="q1",
        proposition_id="p1",
        proposition="The pier is rotten",
        text=text,
    )
    model = FakeModel({text: (0.05, 0.9, 0.05)})
    assert code_stance([rotten], model, minimum=0.6)[0].position is Position.UNCLEAR


@pytest.mark.parametrize(
    "text", ["I never said I agree with this.", "Nobody can say that we support this plan."]
)
def test_a_declaration_that_was_never_made_is_none(text: str) -> None:
    """Its own sentence says so."""
    assert declared(text) is None


@pytest.mark.parametrize(
    ("agrees", "weight", "near", "least"),
    [
        (True, 1.0, False, 0.55),
        (True, 0.7, False, 0.65),
        (False, 0.7, False, 0.65),
        (True, 0.9, True, 0.65),
        (False, 0.9, True, 0.8),
    ],
)
def test_more_is_wanted_towards_a_claim_that_nobody_asked_about(
    agrees: bool, weight: float, near: bool, least: float
) -> None:
    """And most of denial, whoever reads it: the model or what decisions taught."""
    assert wanted(agrees=agrees, weight=weight, near=near, minimum=0.55) == least


@pytest.mark.parametrize("text", ["Perhaps.", "Maybe, I don't know", "Not sure!", "It depends."])
def test_hedges_alone_take_no_side(text: str) -> None:
    """However sure a model is of one."""
    assert one(text, {text: (0.9, 0.05, 0.05)}).position is Position.UNCLEAR
    longer = f"{text} The ferry is a joy."
    assert one(longer, {longer: (0.9, 0.05, 0.05)}).position is Position.AGREE


def test_a_sentence_that_is_an_opinion_speaks_for_an_unclear_text() -> None:
    """ "I do not think that …" says the side that the words around it blur."""
    said, beside = "I do not think that the pier should be rebuilt.", "Piers are fine things."
    text = f"{said} {beside}"
    scores = {text: (0.5, 0.4, 0.1), said: (0.1, 0.87, 0.03), beside: (0.6, 0.1, 0.3)}
    found = one(text, scores)
    assert (found.position, found.score) == (Position.DISAGREE, 0.87)
    plain = text.replace("I do not think", "Few think")
    assert one(plain, scores | {plain: scores[text]}).position is Position.UNCLEAR


def test_opinions_on_both_sides_leave_a_text_unclear() -> None:
    """Which of them counts is for a person to say."""
    first, second = "I think that it should be.", "I do not think that it should be."
    text = f"{first} {second}"
    scores = {text: (0.5, 0.4, 0.1), first: (0.84, 0.1, 0.06), second: (0.1, 0.84, 0.06)}
    assert one(text, scores).position is Position.UNCLEAR


def test_no_side_in_words_is_not_turned_into_one_by_a_model():
    """What else its author wants is no answer to what was proposed."""
    text = "New huts should be dry, and each should have a stove. We have no view on the rest."
    assert one(text, {text: SURE}).position is Position.UNCLEAR


@pytest.mark.parametrize(
    "text",
    [
        "Our only objection is to the height of the pier.",
        "The figures do not show that. There is no evidence for the savings.",
    ],
)
def test_an_objection_and_a_doubt_about_evidence_are_no_assent(text: str) -> None:
    """A model reads the claim that stands in them for theirs."""
    assert one(text, {text: SURE}).position is Position.UNCLEAR
    assert one(text, {text: (0.01, 0.97, 0.02)}).position is Position.DISAGREE


def test_should_not_until_is_read_as_only_when() -> None:
    """Models take its halves for opposites."""
    claim = "The pier must not open until the deck is safe."
    model = FakeModel({})
    code_stance([pair("Safety first, then visitors.", claim=claim)], model, minimum=0.6)
    asked = {proposition for proposition, _ in model.calls[0]}
    assert asked == {"The pier must open only when the deck is safe."}


def test_the_name_of_an_alternative_takes_its_side_whatever_a_model_says() -> None:
    choice = Choice(own="option a", rivals=frozenset({"option b"}))
    for text, position in {
        "We support Option A.": Position.AGREE,
        "We support Option A, subject to a review.": Position.AGREE_WITH_CONDITIONS,
        "We prefer Option B.": Position.DISAGREE,
    }.items():
        asked = replace(pair(text), choice=choice)
        (found,) = code_stance([asked], FakeModel({text: (0.1, 0.1, 0.8)}), minimum=0.6)
        assert (found.position, found.coder) == (position, EXPLICIT_CODER)
