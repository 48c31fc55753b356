"""Chapters and questions of consultation papers, in the styles in which they are written."""

from __future__ import annotations

from consult.coding.paper import PaperOutline, extract_questions
from consult.domain.consultation import Question, QuestionKind
from consult.domain.document import BlockKind, Document, Role
from tests.builders import make_document

K = QuestionKind


def outline(*paragraphs: str) -> PaperOutline:
    return extract_questions(paper(*paragraphs))


def paper(*paragraphs: str) -> Document:
    return make_document(*paragraphs, name="paper", role=Role.PAPER, respondent_id=None)


def question(found: PaperOutline, words: str) -> Question:
    return next(q for q in found.questions if words in q.text)


def titles(found: PaperOutline) -> list[tuple[str, str | None, int]]:
    return [
        (c.number, c.title, sum(q.chapter_id == c.id for q in found.questions))
        for c in found.chapters
    ]


def test_questions_under_a_label_bulleted_or_not() -> None:
    """A Questions heading opens them; a line with two question marks is one question."""
    found = outline(
        "# Chapter one: Parks",
        "Parks matter to people. Why would we neglect them?",
        "# Questions",
        "What do you think of the parks? What would you change?",
        "How should we pay for them?",
        "# Chapter two: Ponds",
        "Ponds are dirty.",
        "# Questions",
        "- How clean should a pond be?",
        "- Who should clean it?",
    )
    assert titles(found) == [("1", "Parks", 2), ("2", "Ponds", 2)]
    assert [q.id for q in found.questions] == ["q1", "q2", "q3", "q4"]
    assert [q.number for q in found.questions] == ["1.1", "1.2", "2.1", "2.2"]
    assert found.questions[0].text == "What do you think of the parks? What would you change?"


def test_rhetorical_questions_are_not_asked() -> None:
    """Question marks in prose, in headings and in unlabelled lists are rhetoric."""
    found = outline(
        "# What are we proposing?",
        "How many people know where their bin is? Few do.",
        "Would anybody miss the depot?",
        "- Who cares?",
        "- Does it matter?",
    )
    assert found.questions == ()
    assert found.block_chapters == (None,) * 5


def test_groups_without_titles_have_none() -> None:
    """Where only some chapters are named, the other groups are told apart but not titled."""
    found = outline(
        "# Summary",
        "This is the summary.",
        "# Questions",
        "What is a library for?",
        "We are not doing enough for readers",
        "Readers want more books.",
        "# Questions",
        "Which books do you want?",
        "# Chapter three: Buildings",
        "They leak.",
        "# Questions",
        "Which building should we mend first?",
    )
    assert titles(found) == [("1", None, 1), ("2", None, 1), ("3", "Buildings", 1)]


def test_own_numbers_win() -> None:
    """Question 7 and Q8 are numbers of the paper; nothing is renumbered."""
    found = outline(
        "# Streets",
        "Question 7: Do you agree that the limit should be lower?",
        "Q8. What else would help?",
        "# Question 9",
        "How should we measure speed?",
        "Question 8 asks about the rest of the town, and question 9 about speed.",
    )
    assert [(q.number, q.text) for q in found.questions] == [
        ("7", "Do you agree that the limit should be lower?"),
        ("8", "What else would help?"),
        ("9", "How should we measure speed?"),
    ]


def test_closed_question_with_options_and_its_reasons() -> None:
    """Listed options close a question; what asks for reasons is open and paired both ways."""
    found = outline(
        "# Streets",
        "Question 1: Do you agree that the limit should be lower?",
        "- Strongly agree",
        "- Agree",
        "- Neither agree nor disagree",
        "- Disagree",
        "- Strongly disagree",
        "Please explain your answer.",
        "Question 2: Should Mill Road be closed to cars? (Yes/No/Not sure)",
        "Question 3: Why?",
    )
    first, why, second, third = found.questions
    assert (first.kind, first.paired_with) == (K.CLOSED, why.id)
    assert first.options[0] == "Strongly agree"
    assert len(first.options) == 5
    assert (why.kind, why.number, why.paired_with) == (K.OPEN, "1b", first.id)
    assert second.text == "Should Mill Road be closed to cars?"
    assert second.options == ("Yes", "No", "Not sure")
    assert (second.paired_with, third.paired_with) == (third.id, second.id)


def test_options_in_one_line_or_in_boxes() -> None:
    """A row of options between slashes, and boxes to tick, are options."""
    found = outline(
        "# Your views",
        "Do you support the scheme?",
        "Yes / No / Don't know",
        "Which of the following would you use?",
        "☐ A bus",
        "☐ A bicycle lane",
    )
    assert question(found, "scheme").options == ("Yes", "No", "Don't know")
    assert question(found, "following").options == ("A bus", "A bicycle lane")


def test_bullets_under_an_open_question_are_not_options() -> None:
    """Prompts under an open question do not close it."""
    found = outline(
        "# Consultation questions",
        "What do you think about the following?",
        "- parks and play",
        "- roads and paths",
    )
    assert [q.kind for q in found.questions] == [K.OPEN]


def test_questions_about_the_respondent_are_demographic() -> None:
    """About you is a chapter of its own, and who people are is asked elsewhere too."""
    found = outline(
        "# Parks",
        "Question 1: What would you change?",
        "# About you",
        "Question 2: What is your postcode?",
        "Question 3: Are you responding as an individual or on behalf of an organisation?",
        "- An individual",
        "- An organisation",
    )
    assert [q.kind for q in found.questions] == [K.OPEN, K.DEMOGRAPHIC, K.DEMOGRAPHIC]
    assert titles(found)[1] == ("2", "About you", 2)
    assert found.questions[2].options == ("An individual", "An organisation")


def test_questions_about_the_respondent_have_their_options() -> None:
    """As bullets, as short lines of their own, or in one line; a sentence is no option."""
    found = outline(
        "Question 1: How old are you?",
        "Under 18",
        "18 to 64",
        "65 and over",
        "Question 2: Where do you live?",
        "Old Town / Riverside / Somewhere else",
        "Question 3: Which ethnic group do you belong to?",
        "We ask this to see whom we have not reached.",
    )
    assert [q.options for q in found.questions] == [
        ("Under 18", "18 to 64", "65 and over"),
        ("Old Town", "Riverside", "Somewhere else"),
        (),
    ]
    assert {q.kind for q in found.questions} == {K.DEMOGRAPHIC}


def test_a_list_led_in_by_an_invitation() -> None:
    """Questions in a list whose lead asks for views need no heading."""
    found = outline(
        "# Housing",
        "We would like your views on:",
        "- How many homes should be built?",
        "- Where should they be built?",
    )
    assert len(found.questions) == 2


def test_questions_in_table_rows() -> None:
    """A box made as a table gives its questions too."""
    document = make_document(
        "Housing",
        "Question 1 | How many homes should be built?",
        "Question 2 | Where?",
        name="paper",
        kinds=(BlockKind.HEADING, BlockKind.TABLE_ROW, BlockKind.TABLE_ROW),
    )
    found = extract_questions(document)
    assert [(q.number, q.text) for q in found.questions] == [
        ("1", "How many homes should be built?"),
        ("2", "Where?"),
    ]


def test_questions_repeated_at_the_end_are_asked_once() -> None:
    """A summary list of all questions does not double them."""
    found = outline(
        "# Parks",
        "Question 1: What would you change?",
        "# Ponds",
        "Question 2: How clean should a pond be?",
        "# Summary of questions",
        "Question 1: What would you change?",
        "Question 2: How clean should a pond be?",
    )
    assert len(found.questions) == 2


def test_blocks_know_their_chapter_and_summaries_serve_any() -> None:
    """Claims are tied within a chapter by this; what stands before the chapters is free."""
    document = paper(
        "# Executive summary",
        "Parks are neglected.",
        "# Chapter 1: Parks",
        "They should be mown.",
        "# Questions",
        "How often should parks be mown?",
        "# Chapter 2: Ponds",
        "They should be clean.",
        "# Questions",
        "How clean should ponds be?",
    )
    found = extract_questions(document)
    assert found.block_chapters[:2] == (None, None)
    assert found.block_chapters[3] == "ch1"
    assert found.block_chapters[7] == "ch2"
    assert found.question_blocks == ((5,), (9,))


def test_a_paper_without_questions_is_an_empty_outline() -> None:
    """Nothing is invented."""
    assert outline("Just prose.").questions == ()
    assert outline().chapters == ()
