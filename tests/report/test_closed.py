"""Tables of closed questions: the public reads options, never what people wrote instead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consult.domain.finding import ClosedResult
from consult.domain.ledger import Answer
from consult.domain.run import RunResult
from consult.report.briefing import briefing_data
from consult.report.html import render_html
from consult.report.options import Audience, ReportOptions
from consult.report.parts import ClosedView, QuestionView, ReportView
from consult.report.view import build
from tests.report.factory import OPTIONS

WROTE = ("Ask Philippa at 4 Zebra Lane", "Only if the Quagga family moves")


@pytest.fixture(scope="module")
def answered(run: RunResult) -> RunResult:
    """The invented run, in which two people answered the closed question in words of their own.

    One of them wrote two things.
    """
    chosen = [a for a in run.corpus.answers if a.value == OPTIONS[0]]
    first, second = chosen[:2]
    changed = {id(first): WROTE, id(second): WROTE[:1]}
    answers = tuple(
        new
        for a in run.corpus.answers
        for new in (
            [replace(a, value=words) for words in changed[id(a)]] if id(a) in changed else [a]
        )
    )
    table = run.findings[0].closed
    assert table is not None
    counts = dict(table.options)
    counts[OPTIONS[0]] -= 2
    closed = replace(table, options=(*counts.items(), (WROTE[0], 2), (WROTE[1], 1)))
    return _with(run, closed, answers)


def _with(run: RunResult, closed: ClosedResult, answers: tuple[Answer, ...]) -> RunResult:
    findings = (replace(run.findings[0], closed=closed), *run.findings[1:])
    return replace(run, findings=findings, corpus=replace(run.corpus, answers=answers))


def _first(run: RunResult, audience: Audience = "analyst") -> QuestionView:
    return build(run, ReportOptions(audience=audience)).questions[0]


def test_answers_that_are_no_option_are_counted_together_for_the_public(
    answered: RunResult,
) -> None:
    """Two respondents, though one of them wrote two things; the options stand as they are."""
    analyst, public = _first(answered).closed, _first(answered, "public").closed
    assert analyst is not None
    assert public is not None

    assert [option for option, _ in public.rows] == [*OPTIONS, "Other answers"]
    assert public.rows[-1][1] == 2
    assert public.rows[:-1] == analyst.rows[: len(OPTIONS)]
    assert analyst.rows[-2:] == ((WROTE[0], 2), (WROTE[1], 1))
    assert public.several
    assert public.base == analyst.base


def test_no_page_for_the_public_holds_words_that_are_no_option(answered: RunResult) -> None:
    """Neither the public report nor a briefing, from whichever view it is made."""
    analyst, public = (
        build(answered, ReportOptions()),
        build(answered, ReportOptions(audience="public")),
    )

    assert all(words in render_html(analyst) for words in WROTE)
    for words in WROTE:
        assert words not in render_html(public)
        assert words not in str(briefing_data(public))
        assert words not in str(briefing_data(analyst))
    rows = briefing_data(analyst)["chapters"][0]["questions"][0]["closed"]["options"]
    assert rows[-1] == ["Other answers", 2]


def test_what_was_chosen_most_often_is_an_option(public: ReportView) -> None:
    """The summary says so of the options, even where more wrote something else."""
    chapter = public.chapters[0]
    table = ClosedView(base=9, options=(("Yes", 1), ("No", 2)), several=False, others=6)
    bare = replace(chapter.questions[0], groups=(), closed=table)
    other = replace(bare, closed=replace(table, options=(("Yes", 0), ("No", 0)), others=9))

    def said(question: QuestionView) -> list[str]:
        view = replace(public, chapters=(replace(chapter, questions=(question,)),))
        return list(briefing_data(view)["summary"][0]["points"])

    assert said(bare) == ["Chosen most often: “No”, by 2 of 9."]
    assert said(other) == ["None of the options was chosen; 9 of 9 gave other answers."]
