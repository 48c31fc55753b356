"""Of what is read together, the segment that answers the question and says it carries it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from consult.domain.coding import Position, QuestionCoding
from consult.domain.consultation import Chapter, Consultation, Proposition, Question
from consult.domain.segment import Segment
from consult.pipeline.eligible import Places
from consult.pipeline.stances import code_stances
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


def carriers(first: str, second: str, *asked: tuple[str, ...]) -> dict[str, tuple[str, Position]]:
    """Return by question the text that carries a position, and the position."""
    document = make_document(f"{first} {second}")
    segments: list[Segment] = [make_segment(document, text) for text in (first, second)]
    codings = [
        QuestionCoding(segment_id=segment.id, question_id=q, score=1.0, coder="x")
        for segment, questions in zip(segments, asked, strict=True)
        for q in questions
    ]
    places = Places({document.id: document})
    found = code_stances(CONSULTATION, segments, codings, places, Nouns(), Surest(), 0.55)
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
