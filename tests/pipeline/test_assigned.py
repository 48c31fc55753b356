"""Segments to questions in the pipeline: what a letter's own labels and wordings tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consult.domain.consultation import Chapter, Consultation, Question, QuestionKind
from consult.pipeline.assigned import assign_questions
from consult.pipeline.eligible import Eligible
from consult.pipeline.marked import Marked
from consult.pipeline.surroundings import Surroundings
from tests.builders import make_document, make_segment
from tests.coding.word_vectors import encode

CONSULTATION = Consultation(
    id="pond",
    title="The pond",
    organisation="The parish",
    opened=None,
    closed=None,
    chapters=(Chapter(id="ch1", number="1"),),
    questions=(
        Question(
            id="swim",
            chapter_id="ch1",
            number="1",
            text="Should the mill pond be opened for swimming?",
            kind=QuestionKind.CLOSED,
            options=("Yes", "No"),
        ),
        Question(
            id="why",
            chapter_id="ch1",
            number="2",
            text="Please give reasons for your answer to question 1.",
            paired_with="swim",
        ),
        Question(
            id="light",
            chapter_id="ch1",
            number="3",
            text="How should the footpath round the pond be lit at night, and who should pay?",
        ),
        Question(
            id="lane",
            chapter_id="ch1",
            number="4",
            text="Are lorries in the lane a danger?",
            kind=QuestionKind.CLOSED,
            options=("Yes", "No"),
        ),
    ),
)


class Words:
    """An embedder of hashed words."""

    name, revision, dimensions = "words", "1", 64

    def encode(self, texts):
        return encode(texts)


def coded(*paragraphs, language="en"):
    """Return (words, question, coder) of what the paragraphs of one letter are coded as."""
    document = make_document(*paragraphs)
    segments = [
        replace(make_segment(document, text), language=language)
        for text in paragraphs
        if not text.startswith("# ")
    ]
    parts = (tuple(segments), ()) if language == "en" else ((), tuple(segments))
    surroundings = Surroundings({document.id: document})
    codings = assign_questions(
        CONSULTATION,
        Eligible(coded=parts[0], foreign=parts[1], excluded=()),
        surroundings,
        {},
        Words(),
        Words(),
        Marked(CONSULTATION, surroundings),
    )
    words = {segment.id: segment.text for segment in segments}
    return {(words[c.segment_id], c.question_id, c.coder) for c in codings}


def test_what_stands_under_a_label_answers_its_question():
    """Whether the label has a line of its own, is a heading, or begins the paragraph."""
    assert coded("Question 3", "Badgers!", "They came again.") == {
        ("Badgers!", "light", "rule:number"),
        ("They came again.", "light", "rule:number"),
    }
    assert coded("# Question 3", "Badgers came.") == {("Badgers came.", "light", "rule:number")}
    assert coded("Q3: Badgers came.") == {("Q3: Badgers came.", "light", "rule:number")}


def test_the_label_of_a_closed_question_leads_to_the_one_that_explains_it():
    assert coded("Question 1", "Badgers came.") == {("Badgers came.", "why", "rule:number")}


def test_the_label_of_a_question_without_words_leads_nowhere():
    assert coded("# Question 4", "Badgers came.", "# Question 3", "Otters came.") == {
        ("Otters came.", "light", "rule:number")
    }


def test_what_stands_under_two_questions_answers_both():
    found = coded("Questions 2 and 3", "Badgers came.")
    assert found == {
        ("Badgers came.", "why", "rule:number"),
        ("Badgers came.", "light", "rule:number"),
    }


@pytest.mark.parametrize("language", ["en", "cy"])
def test_labels_and_wordings_tell_in_any_language(language):
    wording = CONSULTATION.questions[2].text
    found = coded(wording, "Moch daear.", "Question 2:", "Dyfrgwn a ddaeth.", language=language)
    assert {one for one in found if one[2].startswith("rule")} == {
        ("Moch daear.", "light", "rule:wording"),
        ("Dyfrgwn a ddaeth.", "why", "rule:number"),
    }
