"""The sides that themes never mix."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from consult.coding.rhetoric import LearnedActs
from consult.domain.coding import Position, QuestionCoding, StanceCoding
from consult.domain.consultation import Chapter, Consultation, Proposition, Question, QuestionKind
from consult.pipeline.sided import sides_taken
from tests.builders import make_document, make_segment

DOCUMENT = make_document("I am delighted by the bridge.", "The river is wide.", "It will flood.")
SEGMENTS = [make_segment(DOCUMENT, block) for block in DOCUMENT.text.split("\n\n")]
BRIDGE = Consultation(
    id="bridge",
    title="A bridge",
    organisation="Parish",
    opened=None,
    closed=None,
    chapters=(Chapter(id="c", number="1", title=None),),
    questions=(
        Question(
            id="q1", chapter_id="c", number="1", text="Build it?", kind=QuestionKind.CLOSED,
            options=("Yes", "No"), paired_with="q2",
        ),
        Question(id="q2", chapter_id="c", number="2", text="Why?", paired_with="q1"),
    ),
    propositions=(
        Proposition(id="p1", question_ids=("q1",), chapter_id="c", text="Build the bridge."),
    ),
)  # fmt: skip


class Reads:
    """A model that hears delight as agreement and floods as disagreement."""

    name = revision = "test"

    def score(self, propositions, texts):
        rows = {"delighted": (0.9, 0.05, 0.05), "flood": (0.1, 0.8, 0.1)}
        return np.array(
            [next((r for w, r in rows.items() if w in t), (0.1, 0.2, 0.7)) for t in texts]
        ).reshape(len(texts), 3)


def answering(segment):
    return QuestionCoding(segment_id=segment.id, question_id="q2", score=1.0, coder="form")


def position(value, segment=None):
    return StanceCoding(
        segment_id=segment.id if segment else None,
        respondent_id="who_a",
        question_id="q2" if segment else "q1",
        proposition_id="p1",
        position=value,
        score=1.0,
        coder="form",
    )


def sides(*stances):
    coded = [answering(s) for s in SEGMENTS]
    found = sides_taken(BRIDGE, coded, stances, SEGMENTS, Reads())
    return [found.get(("q2", s.id)) for s in SEGMENTS]


def test_words_that_take_no_side_stand_apart():
    """By the rules or by what was learned, and whatever their author ticked."""
    segments = [make_segment(DOCUMENT, DOCUMENT.text.split("\n\n")[1])]
    learned = LearnedActs(no_sides=frozenset({"The river is wide."}))
    found = sides_taken(
        BRIDGE, [answering(s) for s in segments], [position(Position.AGREE)], segments, Reads(),
        learned,
    )  # fmt: skip
    assert found["q2", segments[0].id] == "NEITHER"


def test_what_is_written_beside_a_tick_is_said_for_its_side():
    """Words that take no side of their own stand on that of the tick; delight does not."""
    assert sides(position(Position.DISAGREE)) == [None, "DISAGREE p1", "DISAGREE p1"]
    assert sides(position(Position.AGREE)) == ["AGREE p1", "AGREE p1", None]


def test_a_position_of_its_own_comes_before_the_tick():
    """A segment that takes a side is on that side; its sender is then on none for the others."""
    own = position(Position.AGREE, SEGMENTS[0])
    assert sides(position(Position.DISAGREE), own) == ["AGREE p1", None, None]


def test_who_plainly_takes_no_side_or_both_stands_apart():
    """Only where words say so; a model that reads neither has only found nothing."""
    said = replace(position(Position.NEITHER, SEGMENTS[1]), coder="rule:explicit")
    both = replace(position(Position.MIXED, SEGMENTS[2]), coder="rule:explicit")
    assert sides(said, both) == [None, "NEITHER p1", "MIXED p1"]
    assert sides(position(Position.NEITHER, SEGMENTS[1])) == [None, None, None]


def test_nobody_without_a_side_lends_one():
    """No tick and no position: no sides."""
    assert sides() == [None, None, None]
