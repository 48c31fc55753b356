"""The one view of a run: grouped findings, checked quotes and numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consult.domain.document import Role, Span
from consult.domain.errors import IntegrityError, ReportError
from consult.domain.finding import FindingKind
from consult.domain.ledger import RespondentKind, ResponseState
from consult.domain.run import RunResult
from consult.report.names import naming
from consult.report.options import ReportOptions
from consult.report.parts import ReportView
from consult.report.received import received_view
from consult.report.view import build, fingerprint
from tests.report.factory import OPTIONS, TEMPLATE


def test_every_question_stands_in_its_chapter_in_order(analyst: ReportView) -> None:
    """Chapters and questions follow the paper; a chapter without a title has its number."""
    assert [c.heading for c in analyst.chapters] == [
        "Chapter 1: Who the path is for",
        "Chapter 2: Light, safety and wildlife",
        "Chapter 3",
    ]
    assert [q.number for q in analyst.questions] == ["1.1", "1.2", "2.1", "2.2", "3.1"]
    assert analyst.questions[0].paired == ("question-1-2", "1.2")


@pytest.mark.parametrize("numbers", [("1.1", "1-1", "1 1"), ("Α", "Β", "?"), ("2", "2-2", "2")])
def test_no_two_questions_share_an_anchor(run: RunResult, numbers: tuple[str, ...]) -> None:
    """Numbers that differ by a sign, or in letters that no link holds, lead to places apart."""
    asked = run.corpus.consultation
    questions = tuple(
        replace(q, number=number)
        for q, number in zip(asked.questions, (*numbers, "8", "9"), strict=True)
    )
    corpus = replace(run.corpus, consultation=replace(asked, questions=questions))

    view = build(replace(run, corpus=corpus), ReportOptions())
    anchors = {q.id: q.anchor for q in view.questions}

    assert len(set(anchors.values())) == len(questions)
    for one, question in zip(view.questions, questions, strict=True):
        if question.paired_with:
            assert one.paired is not None
            assert one.paired[0] == anchors[question.paired_with]


def test_every_kind_of_finding_is_shown_with_its_heading(analyst: ReportView) -> None:
    """The invented run has all kinds, and no finding is lost on the way."""
    assert analyst.outside is not None
    shown = [f for q in (*analyst.questions, analyst.outside) for f in q.findings]

    assert {f.kind for f in shown} == set(FindingKind)


def test_no_finding_of_the_run_is_lost(run: RunResult, analyst: ReportView) -> None:
    """The groups of the view hold each finding once."""
    assert analyst.outside is not None
    there = [f.id for q in (*analyst.questions, analyst.outside) for f in q.findings]
    beside = [f.id for q in analyst.questions for f in q.reported]

    assert sorted(there) == sorted(f.id for q in run.findings for f in q.findings)
    assert sorted(beside) == sorted(f.id for q in run.findings for f in q.reported)


def test_a_single_point_stands_apart_but_a_position_stays_with_its_kind(
    analyst: ReportView,
) -> None:
    """ "Raised by one or two" holds points; two who disagree still disagree."""
    lit = next(q for q in analyst.questions if q.number == "2.1")
    work = next(q for q in analyst.questions if q.number == "1.2")

    assert [g.heading for g in lit.groups][:2] == [
        "Where respondents agree",
        "Where respondents disagree",
    ]
    assert all(f.single_point for f in lit.groups[0].findings)
    assert work.groups[-1].heading == "Raised by one or two"


def test_the_closed_table_has_every_option_in_order(analyst: ReportView) -> None:
    """Options nobody chose stand there with 0."""
    closed = analyst.questions[0].closed
    assert closed is not None

    assert tuple(option for option, _ in closed.options) == OPTIONS
    assert sum(count for _, count in closed.options) == closed.base == 10


def test_positions_sum_to_their_base_and_are_said_in_words(analyst: ReportView) -> None:
    """The text alternative holds the same numbers as the chart."""
    for question in analyst.questions:
        for proposition in question.propositions:
            assert sum(count for _, count in proposition.counts) == proposition.base
            for _, count in proposition.counts:
                assert not count or str(count) in proposition.summary


def test_a_quote_says_who_where_and_with_which_position(analyst: ReportView) -> None:
    """Page and printed number for a PDF, slide, row and column for others, press by its title."""
    quotes = {c.quote.place: c for q in analyst.questions for f in q.findings for c in f.cited}

    assert "page 1, paragraph 1" in quotes
    assert "slide 4" in quotes
    assert any(place.startswith("row ") and "column “" in place for place in quotes)
    assert quotes["page 1, paragraph 1"].stance == "disagrees"
    reported = [c.quote for q in analyst.questions for f in q.reported for c in f.cited]
    assert [q.reported_by for q in reported] == ["valley-news.txt"]


def test_received_is_the_sum_of_states(analyst: ReportView) -> None:
    """Rows and columns of the ledger's table sum up."""
    *channels, total = analyst.received.states.rows

    for row in (*channels, total):
        assert sum(map(int, row[1:-1])) == int(row[-1])
    for column in range(1, len(total)):
        assert sum(int(row[column]) for row in channels) == int(total[column])
    assert analyst.received.responses == int(total[-1]) == 28


def test_items_that_are_no_response_are_counted_by_what_they_are(analyst: ReportView) -> None:
    """Press, evidence and the unreadable are not lost between items and responses."""
    others = dict(analyst.received.other_items)

    assert others == {
        "Evidence": 1,
        "Press item": 1,
        "Left out as a whole, for a reason given below": 1,
    }
    assert analyst.received.items == analyst.received.responses + sum(others.values())


def test_what_could_not_be_read_is_not_called_left_out(run: RunResult) -> None:
    """An item that no exclusion explains gave nothing to its reader."""
    kept = tuple(e for e in run.corpus.exclusions if e.stage != "read")
    corpus = replace(run.corpus, exclusions=kept)
    names = naming(corpus.respondents, ReportOptions())

    others = dict(received_view(replace(run, corpus=corpus), names, public=False).other_items)

    assert others["Nothing could be read"] == 1


def test_a_campaign_shows_its_text_once_and_variants_as_their_difference(
    analyst: ReportView,
) -> None:
    """Five copies, three identical; two senders' own words."""
    (campaign,) = analyst.received.campaigns

    assert (campaign.members, campaign.identical, len(campaign.variants)) == (5, 3, 2)
    assert all(len(variant.own) == 1 for variant in campaign.variants)
    assert campaign.template == TEMPLATE


def test_own_words_in_the_middle_of_a_template_are_not_the_organisers(run: RunResult) -> None:
    """A template that is itself an edited copy is shown without what its sender added."""
    (campaign,) = run.corpus.campaigns
    document = next(d for d in run.corpus.documents if d.id == campaign.template_document_id)
    start = document.text.index("two hundred years and ")
    own = (Span(start=start, end=start + len("two hundred years and ")),)
    members = tuple(
        replace(m, own=own) if m.document_id == document.id else m for m in campaign.members
    )
    corpus = replace(run.corpus, campaigns=(replace(campaign, members=members),))
    (view,) = received_view(
        replace(run, corpus=corpus), naming(corpus.respondents, ReportOptions()), public=False
    ).campaigns

    assert view.template[0] == "Our path has been for walkers for it must stay that way."


def test_problems_come_gravest_first(analyst: ReportView) -> None:
    """An error asks for a person before a warning does."""
    assert [p.severity for p in analyst.received.problems] == ["error", "warning", "info"]


def test_sources_hold_each_quoted_document_whole(run: RunResult, analyst: ReportView) -> None:
    """Fragments of a source, joined, are exactly the text of its blocks; marks are the quotes."""
    documents = {d.id: d for d in run.corpus.documents}
    quotes = {q.id: q for q in run.quotes}

    assert {s.id for s in analyst.sources} == {q.document_id for q in run.quotes}
    for source in analyst.sources:
        document = documents[source.id]
        marked: dict[str, str] = {}
        for block, shown in zip(document.blocks, source.blocks, strict=True):
            text = "".join(f.text for f in shown.fragments)
            assert text == document.text[block.start : block.end]
            for fragment in shown.fragments:
                for quote_id in fragment.quote_ids:
                    marked[quote_id] = marked.get(quote_id, "") + fragment.text
        assert marked == {quote_id: quotes[quote_id].text for quote_id, _ in source.quotes}


def test_a_quote_that_moved_stops_the_build(run: RunResult) -> None:
    """Nothing is published from words that do not stand where they should."""
    first = run.quotes[0]
    moved = replace(first, start=first.start + 1, end=first.end + 1)

    with pytest.raises(IntegrityError, match="QUOTE_MISMATCH"):
        build(replace(run, quotes=(moved, *run.quotes[1:])), ReportOptions())


def test_a_quote_of_a_withdrawn_response_stops_the_build(run: RunResult) -> None:
    """A withdrawal that came after the findings is not published over."""
    document = next(d for d in run.corpus.documents if d.id == run.quotes[0].document_id)
    responses = tuple(
        replace(r, state=ResponseState.WITHDRAWN) if document.item_id in r.item_ids else r
        for r in run.corpus.responses
    )
    assert document.role is Role.RESPONSE

    with pytest.raises(IntegrityError, match="QUOTE_WITHDRAWN"):
        build(replace(run, corpus=replace(run.corpus, responses=responses)), ReportOptions())


def test_a_wrong_base_stops_the_build(run: RunResult) -> None:
    """A number that the records do not give is not printed."""
    wrong = replace(run.findings[1], base=run.findings[1].base + 1)

    with pytest.raises(ReportError, match="NUMBER_MISMATCH"):
        build(replace(run, findings=(wrong,)), ReportOptions())


def test_a_statement_with_a_wrong_number_stops_the_build(run: RunResult) -> None:
    """The words of a statement are recounted too."""
    question = run.findings[0]
    finding = question.findings[0]
    wrong = replace(finding, statement=finding.statement.replace("(5 of 17)", "(9 of 17)"))
    assert wrong != finding
    changed = replace(question, findings=(wrong, *question.findings[1:]))

    with pytest.raises(ReportError, match="NUMBER_MISMATCH"):
        build(replace(run, findings=(changed, *run.findings[1:])), ReportOptions())


def test_a_finding_that_cites_nothing_known_stops_the_build(run: RunResult) -> None:
    """An id without a record is an error, not an empty place."""
    question = run.findings[0]
    finding = replace(question.findings[0], quote_ids=("quote_0000000000000000",))
    changed = replace(question, findings=(finding, *question.findings[1:]))

    with pytest.raises(IntegrityError, match="RECORD_MISSING"):
        build(replace(run, findings=(changed, *run.findings[1:])), ReportOptions())


def test_the_fingerprint_changes_with_findings_and_not_with_the_run(run: RunResult) -> None:
    """Equal results have equal fingerprints."""
    again = replace(run, run=replace(run.run, id="run_other", code="9.9"))

    assert fingerprint(again) == fingerprint(run)
    assert fingerprint(replace(run, findings=run.findings[:-1])) != fingerprint(run)


def test_the_view_says_its_conventions_and_its_words(analyst: ReportView) -> None:
    """Conventions, the quantity table and the caveat are part of every report."""
    assert "not a vote and not a survey" in analyst.method.caveat
    assert any("campaign" in line for line in analyst.method.conventions)
    assert any("the options that the last one ticks" in line for line in analyst.method.conventions)
    assert dict(analyst.method.quantities)["most"] == "above 50 % and up to 90 %"
    assert ("form", 10) in analyst.method.coders


def test_how_steady_a_theme_is_is_told_to_analysts_alone(
    run: RunResult, analyst: ReportView, public: ReportView
) -> None:
    """Of candidates that several respondents make; one respondent's point cannot be parted."""
    shown = [f for q in analyst.questions for f in q.findings if f.theme_status == "candidate"]
    assert {f.stability for f in shown if f.count > 1} == {"stability 0.70"}
    assert {f.stability for f in shown if f.count == 1} <= {""}
    assert {f.stability for q in public.questions for f in q.findings} == {""}

    themes = tuple(replace(theme, stability=None) for theme in run.corpus.themes)
    unmeasured = build(
        replace(run, corpus=replace(run.corpus, themes=themes)), ReportOptions()
    ).questions
    told = {f.stability for q in unmeasured for f in q.findings}
    assert told == {"", "stability not measured"}


def test_who_is_of_no_known_kind_is_not_counted_as_an_individual(run: RunResult) -> None:
    """Organisations, individuals and those of no known kind add up to the respondents."""
    before = build(run, ReportOptions()).received
    one = next(r for r in run.corpus.respondents if r.kind is RespondentKind.INDIVIDUAL)
    people = tuple(
        replace(r, kind=RespondentKind.UNKNOWN) if r == one else r for r in run.corpus.respondents
    )
    found = build(replace(run, corpus=replace(run.corpus, respondents=people)), ReportOptions())
    after = found.received
    assert (after.individuals, after.unknown) == (before.individuals - 1, before.unknown + 1)
    assert after.organisations + after.individuals + after.unknown == after.respondents
