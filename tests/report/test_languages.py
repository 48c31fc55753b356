"""The table of what waits for people because no model knows its language."""

from __future__ import annotations

from dataclasses import replace

from consult.domain.errors import Problem, ProblemCode, Severity
from consult.domain.run import RunResult
from consult.report.languages import language_name
from consult.report.names import naming
from consult.report.options import ReportOptions
from consult.report.received import received_view
from consult.report.subjects import Subjects

CAPTION = "Written in a language that no model here knows"


def in_welsh(run: RunResult) -> RunResult:
    """One document of the run, as if it were Welsh, and the problem that the run would have."""
    document_id = run.corpus.question_codings[0].segment_id
    document_id = next(s.document_id for s in run.corpus.segments if s.id == document_id)
    corpus = replace(
        run.corpus,
        segments=tuple(
            replace(s, language="cy") if s.document_id == document_id else s
            for s in run.corpus.segments
        ),
    )
    problem = Problem(
        code=ProblemCode.LANGUAGE_UNKNOWN,
        where=document_id,
        message="waits",
        severity=Severity.WARNING,
    )
    return replace(run, corpus=corpus, run=replace(run.run, problems=(problem,)))


def tables(run: RunResult, *, public: bool) -> list[tuple[tuple[str, ...], ...]]:
    names = naming(run.corpus.respondents, ReportOptions())
    view = received_view(run, names, public=public)
    return [table.rows for table in view.ledger if table.caption.startswith(CAPTION)]


def test_passages_are_counted_by_language_for_analysts_and_public(run: RunResult) -> None:
    """The count is that of the segments in that language; people's codings stand beside it."""
    welsh = in_welsh(run)
    count = sum(s.language == "cy" for s in welsh.corpus.segments)
    first = welsh.corpus.question_codings[0]
    by_hand = replace(
        welsh,
        corpus=replace(
            welsh.corpus,
            question_codings=(
                replace(first, coder="person:Kim"),
                *(c for c in welsh.corpus.question_codings if c.segment_id != first.segment_id),
            ),
        ),
    )

    assert tables(welsh, public=False) == tables(welsh, public=True)
    assert tables(by_hand, public=False) == [(("Welsh", "1", str(count), "1"),)]


def test_nothing_is_shown_where_nothing_waits(run: RunResult) -> None:
    """No empty table; without a problem nobody has to look."""
    welsh = in_welsh(run)

    assert tables(run, public=False) == []
    assert tables(replace(welsh, run=replace(welsh.run, problems=())), public=False) == []


def test_a_language_without_a_name_here_keeps_its_code() -> None:
    """Codes are those of ISO 639."""
    assert (language_name("cy"), language_name("xho")) == ("Welsh", "xho")


def test_a_response_whose_sender_is_not_known_is_called_by_its_files(run: RunResult) -> None:
    """No colon with nothing before it."""
    response = run.corpus.responses[0]
    people = tuple(
        replace(who, name="") if who.id == response.respondent_id else who
        for who in run.corpus.respondents
    )
    files = [i.name for i in run.corpus.items if i.id in response.item_ids]

    words = Subjects(replace(run.corpus, respondents=people)).words(response.id)

    assert words == ", ".join(files)
