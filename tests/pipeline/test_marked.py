"""What documents say themselves of the questions that they answer."""

from __future__ import annotations

from consult.domain.consultation import Chapter, Consultation, Question
from consult.pipeline.marked import Marked
from consult.pipeline.surroundings import Surroundings
from tests.builders import make_document, make_segment

HARBOUR = Consultation(
    id="harbour",
    title="The harbour",
    organisation="Port",
    opened=None,
    closed=None,
    chapters=(Chapter(id="c", number="1", title=None),),
    questions=(
        Question(id="q1", chapter_id="c", number="1", text="Should the quay be closed to cars?"),
        Question(id="q2", chapter_id="c", number="2", text="How should a levy be collected?"),
    ),
    propositions=(),
)
FORM = make_document(
    "Question 1: Cars on the quay",
    "Leave it be.",
    "Question 2: The levy",
    "Take it along with the fare.",
)


def marked(document):
    return Marked(HARBOUR, Surroundings({document.id: document}))


def test_the_titles_of_a_form_are_no_answers():
    segments = [make_segment(FORM, block) for block in FORM.text.split("\n\n")]
    told = marked(FORM)

    assert [told.is_title(segment) for segment in segments] == [True, False, True, False]
    assert [named.questions for named in told.of(segments).named] == [(), ("q1",), (), ("q2",)]


def test_an_answer_beside_its_label_is_one():
    letter = make_document("Question 1: leave the cars on the quay.", "Question 2: with the fare.")
    segments = [make_segment(letter, block) for block in letter.text.split("\n\n")]
    told = marked(letter)

    assert not any(told.is_title(segment) for segment in segments)
    assert [named.questions for named in told.of(segments).named] == [("q1",), ("q2",)]
