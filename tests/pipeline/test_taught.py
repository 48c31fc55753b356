"""What decisions teach about a proposition, and what no lesson may undo."""

from __future__ import annotations

import numpy as np
import pytest

from consult.coding.stance_pair import StancePair
from consult.domain.coding import Position, StanceCoding
from consult.domain.consultation import Consultation, Proposition
from consult.pipeline.stances import Heard, heed_ticks, place_of
from consult.pipeline.taught import with_learned
from tests.builders import make_document, make_segment

MINIMUM = 0.65
FERRY = Proposition(
    id="p1", chapter_id="c", question_ids=("q1", "q2"), text="The ferry should run on Sundays."
)
CONSULTATION = Consultation(
    id="c",
    title="",
    organisation="",
    opened=None,
    closed=None,
    chapters=(),
    questions=(),
    propositions=(FERRY,),
)


class HesitantModel:
    """Leans to disagree with whatever is said; takes timetables for neither side."""

    name = "hesitant"
    revision = "1"

    def score(self, propositions, texts):
        rows = [
            (0.2, 0.25, 0.55)
            if "timetable" in text
            else (0.5, 0.45, 0.05)
            if "torn" in text
            else (0.5, 0.45, 0.05)
            if " not " in proposition
            else (0.45, 0.5, 0.05)
            for proposition, text in zip(propositions, texts, strict=True)
        ]
        return np.array(rows, dtype=np.float32).reshape(len(texts), 3)


class TellingVectors:
    """Good and poor things lie far apart, and each text a little from all others."""

    name = "telling"
    revision = "1"

    def encode(self, texts):
        rows = np.zeros((len(texts), 8))
        for n, text in enumerate(texts):
            rows[n] = np.random.default_rng(sum(text.encode())).normal(size=8) * 0.05
            rows[n, 0 if "good" in text else 1] += 1
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


class Desk:
    """Positions, decided ones and the model's, with what each was read from."""

    def __init__(self, decided=9, questions=("q1",)):
        self.segments, self.codings, self.heard = {}, [], {}
        for number in range(decided):
            for word, position in (("good", Position.AGREE), ("poor", Position.DISAGREE)):
                for question in questions:
                    self.add(f"A {word} thing, says {number}", position, question=question)

    def add(self, text, position, *, coder="person:kim", question="q1", read=None, weight=1.0):
        document = make_document(text, name=text)
        segment = make_segment(document, text)
        self.segments[segment.id] = segment
        coding = StanceCoding(
            segment_id=segment.id,
            respondent_id=f"of {text}",
            question_id=question,
            proposition_id=FERRY.id,
            position=position,
            score=0.5,
            coder=coder,
        )
        self.codings.append(coding)
        if coder.startswith("model:"):
            pair = StancePair(
                segment_id=segment.id,
                respondent_id=coding.respondent_id,
                question_id=question,
                proposition_id=FERRY.id,
                proposition=FERRY.text,
                text=read or text,
            )
            self.heard[place_of(coding)] = Heard(pair=pair, weight=weight)
        return coding

    def unclear(self, text, **how):
        return self.add(text, Position.UNCLEAR, coder="model:hesitant@1", **how)

    def learned(self):
        return with_learned(
            self.codings,
            self.heard,
            self.segments,
            CONSULTATION,
            TellingVectors(),
            HesitantModel(),
            MINIMUM,
        )

    def reads(self, coding):
        return next(c for c in self.learned() if place_of(c) == place_of(coding))


def test_enough_decisions_give_a_doubted_text_its_side():
    """The model leans but is not sure; people said how such texts are meant."""
    desk = Desk()
    good, poor = desk.unclear("How good it would be"), desk.unclear("What a poor thing")

    assert desk.reads(good).position is Position.AGREE
    assert desk.reads(poor).position is Position.DISAGREE
    assert desk.reads(poor).coder == "model:learned-stance@18"


def test_a_decision_counts_once_however_many_questions_it_stands_under():
    """Four decisions a side under two questions are four, and four teach nothing."""
    desk = Desk(decided=4, questions=("q1", "q2"))
    poor = desk.unclear("What a poor thing")

    assert desk.reads(poor) == poor


def test_a_text_that_hardly_speaks_to_the_proposition_gets_no_side():
    """How sure the lesson is counts only as far as the text is about it."""
    desk = Desk()
    beside = desk.unclear("A poor bench by the church", weight=0.6)

    assert desk.reads(beside).position is Position.UNCLEAR


@pytest.mark.parametrize("text", ["A torn and poor thing", "The timetable is poor"])
def test_what_the_model_contradicts_itself_about_or_takes_for_neither_stays_unclear(text):
    """Both sides of a statement and its opposite, or no side: two sides are no lesson for it."""
    desk = Desk()
    doubtful = desk.unclear(text)

    assert desk.reads(doubtful) == doubtful


def test_a_paragraph_is_read_again_as_it_was_read():
    """Not the one segment that carries its position."""
    desk = Desk()
    carrier = desk.unclear("That is how it is", read="How good it is, and that is how it is")

    assert desk.reads(carrier).position is Position.AGREE


def test_what_was_ticked_outweighs_what_was_learned_but_not_what_a_person_decided():
    """A lesson is a reading by a machine; whoever looked at both the tick and the words knows."""
    desk = Desk()
    read, decided = desk.unclear("What a poor thing"), desk.codings[1]
    ticks = [
        StanceCoding(
            segment_id=None,
            respondent_id=who,
            question_id="q0",
            proposition_id=FERRY.id,
            position=Position.AGREE,
            score=1.0,
            coder="form",
        )
        for who in (read.respondent_id, decided.respondent_id)
    ]

    found = {place_of(c): c.position for c in heed_ticks(desk.learned(), ticks)}

    assert found[place_of(read)] is Position.UNCLEAR
    assert found[place_of(decided)] is Position.DISAGREE
