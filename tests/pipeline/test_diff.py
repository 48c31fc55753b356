"""Two runs are equal only where they say the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consult.domain.coding import Position
from consult.domain.finding import ClosedResult, PropositionResult
from consult.pipeline.diff import diff_runs
from consult.terminal import diff_lines
from tests.report import river


@pytest.fixture(scope="module")
def run():
    return river.build()


def with_question(run, question):
    """The run with another result for a question."""
    found = [question if q.question_id == question.question_id else q for q in run.findings]
    return replace(run, findings=tuple(found))


def test_a_run_equals_itself(run):
    """Nothing is said of any question."""
    difference = diff_runs(run, run)

    assert difference.equal
    assert difference.questions == ()


def test_a_question_that_is_gone_is_told_with_its_findings(run):
    """It stands after those of the newer run."""
    gone = next(q for q in run.findings if q.findings)
    shorter = replace(run, findings=tuple(q for q in run.findings if q is not gone))

    (told,) = diff_runs(run, shorter).questions

    assert told.question_id == gone.question_id
    assert (told.base_before, told.base_after) == (gone.base, 0)
    assert gone.findings[0].statement in told.vanished
    assert not diff_runs(shorter, run).equal


def test_another_count_of_an_option_is_told(run):
    """The closed table belongs to what a run found."""
    question = next(q for q in run.findings if q.closed is not None)
    (option, count), *rest = question.closed.options
    closed = ClosedResult(
        question_id=question.closed.question_id,
        base=question.closed.base,
        options=((option, count + 1), *rest),
    )

    difference = diff_runs(run, with_question(run, replace(question, closed=closed)))

    assert difference.questions[0].options == ((option, count, count + 1),)
    assert f"  {option}: {count} -> {count + 1}" in diff_lines(difference)


def test_other_respondents_with_a_position_are_told_where_the_count_is_the_same(run):
    """As many as before, but not the same ones."""
    question = next(q for q in run.findings if q.propositions)
    first = question.propositions[0]
    positions = {**first.positions, Position.AGREE: ("who_x", "who_y")}
    was = replace(first, positions={**positions, Position.AGREE: ("who_v", "who_w")})
    now = PropositionResult(
        proposition_id=first.proposition_id, base=first.base, positions=positions
    )

    difference = diff_runs(
        with_question(run, replace(question, propositions=(was,))),
        with_question(run, replace(question, propositions=(now,))),
    )

    assert not difference.equal
    assert difference.questions[0].positions == ((first.proposition_id, "AGREE", 2, 2),)


def test_another_base_of_equal_size_is_no_equal_run(run):
    """Something else differs, and it is said that it does."""
    question = next(q for q in run.findings if q.base_respondent_ids)
    others = (*question.base_respondent_ids[1:], "who_x")

    (told,) = diff_runs(
        run, with_question(run, replace(question, base_respondent_ids=others))
    ).questions

    assert told.rest_changed
    assert not told.told
