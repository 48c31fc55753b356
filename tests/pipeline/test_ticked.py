"""Ticked options: what they mean, and what is none of them."""

from datetime import UTC, datetime

import pytest

from consult.coding.stance import EXPLICIT_CODER
from consult.domain.coding import TICK_CODER, WORDS_CODER, Position, StanceCoding
from consult.domain.consultation import Chapter, Consultation, Proposition, Question, QuestionKind
from consult.domain.errors import ProblemCode
from consult.domain.ledger import Answer, Response, ResponseState
from consult.pipeline.stances import closed_stances, heed_ticks, heed_words
from consult.pipeline.ticked import unknown_options, unread_options

CONSULTATION = Consultation(
    id="c",
    title="T",
    organisation="O",
    opened=None,
    closed=None,
    chapters=(Chapter(id="ch1", number="1"),),
    questions=(
        Question(
            id="q1",
            chapter_id="ch1",
            number="1",
            text="Should the ferry run on Sundays?",
            kind=QuestionKind.CLOSED,
            options=("Yes", "No"),
        ),
        Question(id="q2", chapter_id="ch1", number="2", text="Why?"),
    ),
    propositions=(
        Proposition(
            id="p1", chapter_id="ch1", question_ids=("q1",), text="The ferry should run on Sundays"
        ),
    ),
)


def answered(*values, question_id="q1"):
    return [
        Answer(response_id=f"r{n}", question_id=question_id, value=value)
        for n, value in enumerate(values)
    ]


def test_an_option_is_ticked_whatever_its_case_and_spaces():
    """The table of a question and the positions on its proposition hold the same people."""
    answers = answered("yes ", "NO")
    responses = [
        Response(
            id=a.response_id,
            respondent_id=f"of {a.response_id}",
            item_ids=(),
            channel="form",
            received=None,
            state=ResponseState.VALID,
        )
        for a in answers
    ]

    stances = closed_stances(
        CONSULTATION,
        answers,
        responses,
        {"q1": {"Yes": Position.AGREE, "No": Position.DISAGREE}},
    )

    assert [s.position for s in stances] == [Position.AGREE, Position.DISAGREE]
    assert unknown_options(CONSULTATION, answers) == ()


def test_of_several_forms_of_one_respondent_the_last_received_counts():
    """As in the table of the question, and not the two positions mixed; a blank takes none back."""
    answers = answered("Yes", "No", " ")
    responses = [
        Response(
            id=a.response_id,
            respondent_id="one",
            item_ids=(),
            channel="form",
            received=datetime(2026, 3, day, tzinfo=UTC),
            state=ResponseState.VALID,
        )
        for day, a in zip((4, 2, 7), answers, strict=True)
    ]
    positions = {"q1": {"Yes": Position.AGREE, "No": Position.DISAGREE}}

    for order in (answers, answers[::-1]):
        stances = closed_stances(CONSULTATION, order, responses, positions)
        assert [s.position for s in stances] == [Position.AGREE]


def test_a_wording_that_is_no_option_is_a_problem_once_with_its_count():
    """A misspelt option would otherwise cost positions in silence."""
    problems = unknown_options(CONSULTATION, answered("Yess", "Yess", "No", "Yes"))

    assert [(p.code, p.where) for p in problems] == [(ProblemCode.OPTION_UNKNOWN, "question 1")]
    assert problems[0].message.startswith("2 × 'Yess'")


def test_answers_to_open_questions_are_no_options():
    """Whatever stands in an open question is words."""
    assert unknown_options(CONSULTATION, answered("Yess", question_id="q2")) == ()


def stance(position, *, segment_id=None, coder="model:stance@1", who="ann"):
    return StanceCoding(
        segment_id=segment_id,
        respondent_id=who,
        question_id="q2" if segment_id else "q1",
        proposition_id="p1",
        position=position,
        score=0.9,
        coder=coder,
    )


@pytest.mark.parametrize("ticked", [Position.NEITHER, Position.UNCLEAR])
def test_who_ticks_neither_or_not_sure_is_given_no_side_by_a_model(ticked):
    """The words beside it may take a side; a reading of them by a model may not."""
    ticks = [stance(ticked, coder="form")]
    read = stance(Position.AGREE, segment_id="s1")
    said = stance(Position.AGREE, segment_id="s2", coder="rule:explicit")
    other = stance(Position.AGREE, segment_id="s3", who="ben")

    found = {c.segment_id: (c.position, c.coder) for c in heed_ticks([read, said, other], ticks)}

    assert found == {
        "s1": (Position.UNCLEAR, TICK_CODER),
        "s2": (Position.AGREE, said.coder),
        "s3": (Position.AGREE, other.coder),
    }


def test_a_model_that_reads_both_sides_beside_a_tick_has_no_say():
    """Who ticked one side is not *mixed* because a model was torn; who ticked both may be."""
    tick = stance(Position.AGREE, coder="form")
    read = stance(Position.MIXED, segment_id="s1")
    assert heed_ticks([read], [tick])[0].position is Position.UNCLEAR
    both = (tick, stance(Position.DISAGREE, coder="form"))
    assert heed_ticks([read], both) == (read,)
    assert heed_ticks([read], []) == (read,)


def test_options_that_tell_no_two_sides_are_for_a_person():
    """The ticks would make a table with one side, or one that is turned round."""
    question = CONSULTATION.question("q1")
    both = {"q1": {"a": Position.AGREE, "b": Position.DISAGREE}}
    assert unread_options(CONSULTATION, both) == ()
    for told in ({}, {"q1": {"a": Position.AGREE, "b": Position.NEITHER}}):
        (problem,) = unread_options(CONSULTATION, told)
        assert problem.code is ProblemCode.OPTION_MEANING
        assert problem.where == f"question {question.number}"


@pytest.mark.parametrize("read", [Position.MIXED, Position.DISAGREE])
def test_a_side_declared_in_words_stands_over_what_a_model_reads_elsewhere(read):
    """Of the same respondent and proposition, and of no other."""
    said = stance(Position.AGREE_WITH_CONDITIONS, segment_id="s1", coder=EXPLICIT_CODER)
    model = stance(read, segment_id="s2")
    same = stance(Position.AGREE, segment_id="s3")
    other = stance(read, segment_id="s4", who="ben")

    found = {c.segment_id: (c.position, c.coder) for c in heed_words([said, model, same, other])}

    assert found == {
        "s1": (said.position, said.coder),
        "s2": (Position.UNCLEAR, WORDS_CODER),
        "s3": (Position.AGREE, same.coder),
        "s4": (read, other.coder),
    }


def test_who_declares_both_sides_or_none_is_left_as_read():
    agrees = stance(Position.AGREE, segment_id="s1", coder=EXPLICIT_CODER)
    denies = stance(Position.DISAGREE, segment_id="s2", coder=EXPLICIT_CODER)
    abstains = stance(Position.NEITHER, segment_id="s3", coder=EXPLICIT_CODER)
    model = stance(Position.MIXED, segment_id="s4")
    assert heed_words([agrees, denies, model]) == (agrees, denies, model)
    assert heed_words([abstains, model]) == (abstains, model)
