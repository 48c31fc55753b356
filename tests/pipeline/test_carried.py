"""Of what is read together, the segment that answers the question and says it carries it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest

from consult.coding.rhetoric import LearnedActs
from consult.domain.coding import Position, QuestionCoding
from consult.domain.consultation import Chapter, Consultation, Proposition, Question
from consult.domain.document import Document
from consult.domain.ports import Embedder, StanceModel
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


def carriers(
    first: str, second: str, *asked: tuple[str, ...], paper: Sequence[str] = ()
) -> dict[str, tuple[str, Position]]:
    """Return by question the text that carries a position, and the position."""
    document = make_document(f"{first} {second}")
    segments: list[Segment] = [make_segment(document, text) for text in (first, second)]
    codings = [
        QuestionCoding(segment_id=segment.id, question_id=q, score=1.0, coder="x")
        for segment, questions in zip(segments, asked, strict=True)
        for q in questions
    ]
    surroundings = Surroundings({document.id: document})
    found = code_stances(
        CONSULTATION,
        segments,
        codings,
        surroundings,
        Nouns(),
        Surest(),
        0.55,
        passages={"c": paper},
    )
    texts = {segment.id: segment.text for segment in segments}
    return {c.question_id: (texts[c.segment_id or ""], c.position) for c in found.codings}


def test_a_position_is_carried_by_a_segment_that_answers_its_question() -> None:
    """However surely a neighbour seems to say it."""
    mill, pond = "The mill draws visitors.", "The pond is surely a treasure."
    assert carriers(mill, pond, ("q1",), ("q2",)) == {
        "q1": (mill, Position.AGREE),
        "q2": (pond, Position.AGREE),
    }


def test_a_side_taken_by_the_name_of_an_alternative_is_carried_by_that_name() -> None:
    """What is said beside it may sound surer to a model, and is not what decided."""
    paper = ["Under Option A the mill would be rebuilt.", "Under Option B the pond would be dug."]
    mill, name = "The mill is surely a treasure.", "We prefer Option A."
    found = carriers(mill, name, ("q1",), ("q1",), paper=paper)
    assert found["q1"] == (name, Position.AGREE)


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


class Unsure:
    """Disagrees with everything by a narrow margin."""

    name = "unsure"
    revision = "1"

    def score(self, propositions: Sequence[str], texts: Sequence[str]) -> np.ndarray:
        turned = [" not " in proposition for proposition in propositions]
        rows = [(0.7, 0.2, 0.1) if t else (0.2, 0.7, 0.1) for t in turned]
        return np.asarray(rows, dtype=np.float32)


class Far:
    """Puts every text at a right angle to every other."""

    name = "far"
    revision = "1"

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.eye(64, dtype=np.float32)[[sum(map(ord, t)) % 64 for t in texts]]


class Indifferent:
    """Is sure that every text takes neither side."""

    name = "indifferent"
    revision = "1"

    def score(self, propositions: Sequence[str], texts: Sequence[str]) -> np.ndarray:
        return np.asarray([(0.02, 0.02, 0.96) for _ in texts], dtype=np.float32)


class Seventy:
    """Puts a question at a cosine of .7 from the proposition, and every answer far from it."""

    name = "seventy"
    revision = "1"

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        rows = [
            (1.0, 0.0) if "?" in t else (0.7, 0.714) if t == MILL.text else (0.7, -0.714)
            for t in texts
        ]
        return np.asarray(rows, dtype=np.float32)


def on_the_mill(
    text: str,
    embedder: Embedder,
    model: StanceModel,
    *,
    question: str = "Should the mill be rebuilt?",
    claim: bool = False,
    coder: str = "form",
    learned: LearnedActs | None = None,
) -> list[Position]:
    """Return the positions on the mill that are read in the answer to a question.

    ``claim``: the paper claims it and nobody was asked about it.
    """
    proposition = replace(MILL, document_id="paper") if claim else MILL
    asked = replace(CONSULTATION.questions[0], text=question)
    consultation = replace(CONSULTATION, questions=(asked,), propositions=(proposition,))
    document = make_document(text)
    segment = make_segment(document, text, question_id="q1" if coder == "form" else None)
    coding = QuestionCoding(segment_id=segment.id, question_id="q1", score=1.0, coder=coder)
    surroundings = Surroundings({document.id: document})
    found = code_stances(
        consultation, [segment], [coding], surroundings, embedder, model, 0.55, learned=learned
    )
    return [c.position for c in found.codings]


@pytest.mark.parametrize(
    ("coder", "question", "claim", "position"),
    [
        ("rule:number", "Should the mill be rebuilt?", False, Position.DISAGREE),
        ("model:x@1", "Should the mill be rebuilt?", False, Position.UNCLEAR),
        ("rule:number", "Anything else on the pond?", False, Position.UNCLEAR),
        ("model:x@1", "What about the mill?", True, Position.UNCLEAR),
    ],
)
def test_what_stands_under_a_label_is_read_like_the_answer_of_a_form(
    coder: str, question: str, claim: bool, position: Position
) -> None:
    """What only seems to answer, or to be near a claim, must be surer."""
    text = "The mill costs far too much."
    found = on_the_mill(text, Nouns(), Unsure(), question=question, claim=claim, coder=coder)
    assert found == [position]


def test_a_yes_to_who_is_against_is_left_to_the_model() -> None:
    """ "Do you oppose rebuilding the mill?" "Yes" is no agreement with the mill."""
    question = "Do you oppose rebuilding the mill?"
    assert Position.AGREE not in on_the_mill("Yes.", Nouns(), Unsure(), question=question)


@pytest.mark.parametrize(
    ("question", "position"),
    [
        ("Should the mill be rebuilt?", Position.DISAGREE),
        ("How should the lane be kept alive?", Position.UNCLEAR),
        ("What would help the lane?", Position.UNCLEAR),
    ],
)
def test_answers_to_how_and_what_answer_no_proposition_of_themselves(
    question: str, position: Position
) -> None:
    """They may speak of anything, so the model must be surer than of what was asked yes or no."""
    text = "Quicker decisions, and somebody who can say yes."
    assert on_the_mill(text, Seventy(), Unsure(), question=question) == [position]
    assert on_the_mill(text, Seventy(), Surest(), question=question) == [Position.AGREE]


@pytest.mark.parametrize(
    ("question", "positions"),
    [
        ("Should the lane be lit?", [Position.AGREE]),
        ("How should the lane be lit?", [Position.UNCLEAR]),
    ],
)
def test_a_bare_yes_is_heard_only_where_yes_is_an_answer(
    question: str, positions: list[Position]
) -> None:
    assert on_the_mill("Yes.", Far(), Unsure(), question=question) == positions


@pytest.mark.parametrize("question", ["Should the lane be lit?", "What about the lane?"])
@pytest.mark.parametrize("claim", [False, True])
def test_what_answers_a_question_may_speak_to_every_proposition_declared_for_it(
    question: str, claim: bool
) -> None:
    """In words far from the proposition's; the model says whether they speak to it."""
    text = "Every last penny on the steps, I say."
    read = bool(on_the_mill(text, Far(), Surest(), question=question, claim=claim))
    assert read is not claim


@pytest.mark.parametrize(
    ("learned", "position"),
    [
        (None, Position.NEITHER),
        (LearnedActs(), Position.UNCLEAR),
        (LearnedActs(no_sides=frozenset({"The mill is all one to me."})), Position.NEITHER),
    ],
)
def test_a_model_says_neither_only_of_words_that_take_no_side(
    learned: LearnedActs | None, position: Position
) -> None:
    """What speaks of something else is unclear; where nobody looked the model is believed."""
    text = "The mill is all one to me."
    assert on_the_mill(text, Nouns(), Indifferent(), learned=learned) == [position]


def test_support_that_is_known_to_be_conditional_is_so() -> None:
    text = "The mill it is, once the lane is mended."
    learned = LearnedActs(conditions=frozenset({text}))
    found = on_the_mill(text, Nouns(), Surest(), learned=learned)
    assert found == [Position.AGREE_WITH_CONDITIONS]


def test_a_courtesy_takes_no_side() -> None:
    """A wish at the end of a letter is no agreement with what was asked before it."""
    text = "Good luck with it."
    found, heard = positions(make_document(text), {text: "q1"})
    assert found == {}
    assert heard == []
