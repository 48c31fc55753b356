"""Points outside the questions, and the company that they keep."""

from __future__ import annotations

from consult.domain.coding import QuestionCoding
from consult.pipeline.outside import with_company
from consult.pipeline.surroundings import Surroundings
from tests.builders import make_document, make_segment
from tests.coding.word_vectors import encode

TEXTS = (
    "Hedges make the garden path narrow.",
    "Hedges make the garden path dark.",
    "Hedges make the garden path damp.",
    "Trams are late every winter morning.",
    "Trams are full every winter morning.",
    "Trams are cold every winter morning.",
    "Hedges make the garden path slippery.",
    "Thank you for the opportunity to respond.",
)
DOCUMENT = make_document(*TEXTS)
SEGMENTS = [make_segment(DOCUMENT, text) for text in TEXTS]
SURROUNDINGS = Surroundings({DOCUMENT.id: DOCUMENT})
GIVEN = [
    QuestionCoding(segment_id=s.id, question_id=q, score=1.0, coder="form")
    for s, q in zip(SEGMENTS, ["q1"] * 3 + ["q2"] * 3, strict=False)
]


class Words:
    name, revision = "words", "1"

    def encode(self, texts):
        return encode(list(texts))


def added(settled=()):
    codings = with_company(GIVEN, SEGMENTS, SURROUNDINGS, Words(), set(settled))
    return [(c.segment_id, c.question_id, c.coder) for c in codings if c not in GIVEN]


def test_a_point_among_the_answers_to_a_question_answers_it():
    """The coder says which model brought it, and thanks are brought nowhere."""
    assert added() == [(SEGMENTS[6].id, "q1", "model:words@1")]


def test_what_a_person_settled_stays():
    """Somebody who decided that it answers nothing is not overruled."""
    assert added([SEGMENTS[6].id]) == []


def test_without_answers_nothing_is_brought():
    """There is no company to keep."""
    assert with_company([], SEGMENTS, SURROUNDINGS, Words(), set()) == ()
