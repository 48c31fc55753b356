"""An answer that names nothing is read towards its "this", and only where that can be but one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.coding.pointing import CLAIM, PLAN, opening_of, pointed_side
from consult.coding.stance import code_stance
from consult.coding.stance_pair import StancePair
from consult.domain.coding import Position

NOTHING = (0.02, 0.02, 0.96)
ANSWER = "It is the least that they can do."
PIER = StancePair(
    segment_id="s1",
    respondent_id="r1",
    question_id="q1",
    proposition_id="p1",
    proposition="The pier should be rebuilt",
    text=ANSWER,
)


class HearsThis:
    """Finds nothing of a proposition in a text, and towards "this" what it is told by text."""

    name = "fake"
    revision = "1"

    def __init__(self, towards: dict[tuple[str, str], tuple[float, float, float]]):
        self.towards = towards

    def score(self, propositions: Sequence[str], texts: Sequence[str]) -> np.ndarray:
        rows = [self.towards.get(key, NOTHING) for key in zip(propositions, texts, strict=True)]
        return np.asarray(rows, dtype=np.float32).reshape(-1, 3)


def position(
    asked: StancePair,
    towards: dict[tuple[str, str], tuple[float, float, float]],
    *,
    weight: float = 1.0,
) -> Position:
    (found,) = code_stance([asked], HearsThis(towards), minimum=0.55, relevance=[weight])
    return found.position


@pytest.mark.parametrize(
    ("heard", "wanted"),
    [
        ((0.9, 0.02, 0.08), Position.AGREE),
        ((0.02, 0.9, 0.08), Position.DISAGREE),
        ((0.5, 0.02, 0.48), Position.NEITHER),
    ],
)
def test_an_answer_that_names_nothing_is_heard_towards_this(
    heard: tuple[float, float, float], wanted: Position
) -> None:
    assert position(PIER, {(PLAN, ANSWER): heard}) is wanted


def test_a_claim_is_asked_about_as_true_and_a_plan_as_good() -> None:
    claim = replace(PIER, proposition="The pier is safe")
    heard = (0.9, 0.02, 0.08)
    assert position(claim, {(CLAIM, ANSWER): heard}) is Position.AGREE
    assert position(claim, {(PLAN, ANSWER): heard}) is Position.NEITHER


def test_support_that_depends_on_something_keeps_its_condition() -> None:
    text = "Gladly, as long as the benches stay."
    found = position(replace(PIER, text=text), {(PLAN, text): (0.8, 0.05, 0.15)})
    assert found is Position.AGREE_WITH_CONDITIONS


def test_an_opening_sentence_speaks_for_an_answer_that_goes_on() -> None:
    text = "A splendid thing. They eat on board and come ashore for an hour."
    opening = "A splendid thing."
    answer = replace(PIER, text=text)
    assert position(answer, {(PLAN, opening): (0.8, 0.05, 0.15)}) is Position.AGREE
    assert position(answer, {(PLAN, opening): (0.6, 0.05, 0.35)}) is Position.NEITHER


def test_this_is_nothing_certain_where_the_text_only_seems_to_speak_to_it() -> None:
    heard = {(PLAN, ANSWER): (0.95, 0.02, 0.03)}
    assert position(PIER, heard, weight=0.8) is Position.UNCLEAR
    assert position(replace(PIER, asked=False), heard) is Position.NEITHER


def test_this_is_nothing_certain_where_a_question_is_about_two_propositions() -> None:
    pairs = [PIER, replace(PIER, proposition_id="p2", proposition="The fort should be rebuilt")]
    model = HearsThis({(PLAN, ANSWER): (0.95, 0.02, 0.03)})
    found = code_stance(pairs, model, minimum=0.55, relevance=[1.0, 1.0])
    assert {coding.position for coding in found} == {Position.NEITHER}
    first, second = code_stance(pairs, model, minimum=0.55, relevance=[1.0, 0.7])
    assert (first.position, second.position) == (Position.AGREE, Position.UNCLEAR)


def test_who_is_known_to_take_no_side_is_not_heard_otherwise() -> None:
    quiet = replace(PIER, no_side=True)
    assert position(quiet, {(PLAN, ANSWER): (0.95, 0.02, 0.03)}) is Position.NEITHER


def test_what_others_are_said_to_think_is_no_side_of_an_answer() -> None:
    text = "Some will tell you that it cannot be enforced, and nobody minds."
    heard = {(PLAN, text): (0.05, 0.8, 0.15)}
    assert position(replace(PIER, text=text), heard) is Position.NEITHER


def test_the_opening_of_one_sentence_is_none() -> None:
    assert opening_of(ANSWER) is None
    assert opening_of("No. It floods.") == "No."


probabilities = st.tuples(*[st.floats(0.0, 1.0, width=32)] * 3).filter(lambda p: sum(p) > 0)


def test_what_is_likelier_to_take_no_side_takes_none_however_little_is_wanted() -> None:
    model = HearsThis({(PLAN, ANSWER): (0.4, 0.02, 0.58)})
    (found,) = code_stance([PIER], model, minimum=0.0, relevance=[1.0])
    assert found.position is Position.NEITHER


@given(probabilities, probabilities, st.none() | probabilities)
def test_a_side_is_never_one_that_the_proposition_itself_denies(
    own: tuple[float, ...], whole: tuple[float, ...], opening: tuple[float, ...] | None
) -> None:
    def scores(values: tuple[float, ...]) -> np.ndarray:
        return np.asarray(values, dtype=np.float32) / np.float32(sum(values))

    asked = scores(own)
    found = pointed_side(
        asked, scores(whole), None if opening is None else scores(opening), minimum=0.55
    )
    if found is not None:
        agrees, score = found
        assert asked[1 if agrees else 0] < 0.5
        assert asked[2] >= 0.35
        assert score >= 0.55
