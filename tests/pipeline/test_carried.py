"""Of what is read together, the segment that answers the question and says it carries it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from consult.domain.coding import Position, QuestionCoding
from consult.domain.consultation import Chapter, Consultation, Proposition, Question
from consult.domain.document import Document
from consult.domain.segment import Segment
from consult.pipeline.stances import code_stances
from consult.pipeline.surroundings import Surroundings
from tests.builders import make_document, make_segment

MILL = Proposition(
    id="p1", chapter_id="c", question_ids=("q1",), text="The mill should be rebuilt."
)
POND = Proposition(id="p2", chapter_id="c", question_ids=("q2",), text="The pond should be dug.")
CONSULTATION = Consultation(
    id="lane",
    title="The lane",
    organisation="Ambleby Council",
    opened=None,
    closed=None,
    chapters=(Chapter(id="c", number="1"),),
    questions=(
        Question(id="q1", chapter_id="c", number="1", text="Should the mill be rebuilt?"),
        Question(id="q2", chapter_id="c", number="2", text="Should the pond be dug?"),
    ),
    propositions=(MILL, POND),
)


class Nouns:
    """Tells texts about mills from texts about ponds."""

    name = "nouns"
    revision = "1"

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        rows = [[0.01 + ("mill" in t.lower()), 0.01 + ("pond" in t.lower())] for t in texts]
        found = np.asarray(rows, dtype=np.float32)
        return found / np.linalg.norm(found, axis=1, keepdims=True)


class Surest:
    """Agrees with all, and most with what says "surely"."""

    name = "surest"
    revision = "1"

    def score(self, propositions: Sequence[str], texts: Sequence[str]) -> np.ndarray:
        agree = [0.99 if "surely" in text else 0.95 for text in texts]
        turned = [" not " in proposition for proposition in propositions]
        rows = [
            (1 - a, a, 0.0) if t else (a, 1 - a, 0.0) for a, t in zip(agree, turned, strict=True)
        ]
        return np.asarray(rows, dtype=np.float32)


class Objections:
    """Disagrees with what has the word "against" in it, and agrees with the rest."""

    name = "objections"
    revision = "1"

    def __init__(self) -> None:
        self.heard: list[str] = []

    def score(self, propositions: Sequence[str], texts: Sequence[str]) -> np.ndarray:
        self.heard += texts
        rows = [(0.02, 0.95, 0.03) if "against" in t else (0.95, 0.02, 0.03) for t in texts]
        turned = [" not " in proposition for proposition in propositions]
        return np.asarray(
            [(d, a, n) if t else (a, d, n) for (a, d, n), t in zip(rows, turned, strict=True)],
            dtype=np.float32,
        )


def positions(
    document: Document, asked: Mapping[str, str], form: str | None = None
) -> tuple[dict[str, Position], list[str]]:
    """Return by text the position that it carries, and what the model was given to read."""
    segments = [make_segment(document, text, question_id=form) for text in asked]
    codings = [
        QuestionCoding(segment_id=segment.id, question_id=q, score=1.0, coder="x")
        for segment, q in zip(segments, asked.values(), strict=True)
        if q
    ]
    model = Objections()
    surroundings = Surroundings({document.id: document})
    found = code_stances(CONSULTATION, segments, codings, surroundings, Nouns(), model, 0.55)
    texts = {segment.id: segment.text for segment in segments}
    return {texts[c.segment_id or ""]: c.position for c in found.codings}, model.heard


def test_items_of_a_list_are_read_apart_each_after_its_lead() -> None:
    """What is said of the pond in the next item turns no position on the mill."""
    mill, pond = "Rebuild the mill", "We are against the pond"
    document = make_document("Our views:", f"- {mill}", f"- {pond}")
    found, heard = positions(document, {"Our views:": "q1", mill: "q1", pond: "q1"})
    assert found[mill] is Position.AGREE
    assert f"Our views: {mill}" in heard
    assert not any(mill in text and pond in text for text in heard)


def test_an_item_takes_the_words_that_lead_into_it() -> None:
    """Without its lead the item would say the opposite."""
    document = make_document("We are against:", "- Rebuilding the mill")
    found, _ = positions(document, {"We are against:": "q1", "Rebuilding the mill": "q1"})
    assert found == {"Rebuilding the mill": Position.DISAGREE}


def test_neighbours_that_answer_another_question_are_not_read_with_it() -> None:
    """A paragraph may go from one matter to the next."""
    mill, pond = "Rebuild the mill.", "We are against the pond."
    found, heard = positions(make_document(f"{mill} {pond}"), {mill: "q1", pond: "q2"})
    assert found[mill] is Position.AGREE
    assert found[pond] is not Position.AGREE
    assert not any(mill in text and pond in text for text in heard)


def test_a_no_to_one_question_of_a_form_is_none_to_another() -> None:
    """The model reads what is said; the bare word belongs to the question it answers."""
    answer = "No, I do not. The mill is a treasure."
    found, _ = positions(make_document(answer), {answer: "q1"}, form="q2")
    assert found == {answer: Position.AGREE}
    found, _ = positions(make_document(answer), {answer: "q1"}, form="q1")
    assert found != {answer: Position.AGREE}


def carriers(first: str, second: str, *asked: tuple[str, ...]) -> dict[str, tuple[str, Position]]:
    """Return by question the text that carries a position, and the position."""
    document = make_document(f"{first} {second}")
    segments: list[Segment] = [make_segment(document, text) for text in (first, second)]
    codings = [
        QuestionCoding(segment_id=segment.id, question_id=q, score=1.0, coder="x")
        for segment, questions in zip(segments, asked, strict=True)
        for q in questions
    ]
    surroundings = Surroundings({document.id: document})
    found = code_stances(CONSULTATION, segments, codings, surroundings, Nouns(), Surest(), 0.55)
    texts = {segment.id: segment.text for segment in segments}
    return {c.question_id: (texts[c.segment_id or ""], c.position) for c in found.codings}


def test_a_position_is_carried_by_a_segment_that_answers_its_question() -> None:
    """However surely a neighbour seems to say it."""
    mill, pond = "The mill draws visitors.", "The pond is surely a treasure."
    assert carriers(mill, pond, ("q1",), ("q2",)) == {
        "q1": (mill, Position.AGREE),
        "q2": (pond, Position.AGREE),
    }


def test_support_with_a_condition_is_carried_by_what_sets_it() -> None:
    """The heartier segment before it says only half of that."""
    mill = "The mill would surely draw visitors."
    condition = "That is conditional on the mill keeping its wheel."
    found = carriers(mill, condition, ("q1",), ("q1",))
    assert found["q1"] == (condition, Position.AGREE_WITH_CONDITIONS)


def test_a_position_in_words_is_carried_by_the_words_that_declare_it() -> None:
    """However much surer the model is of what stands beside them."""
    beside = "The mill would surely draw visitors."
    found = carriers(beside, "We agree with this.", ("q1",), ("q1",))
    assert found["q1"][0] == "We agree with this."
