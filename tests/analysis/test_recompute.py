"""Whatever is changed in the findings is noticed when the records are counted again."""

from dataclasses import replace

import pytest

from consult.analysis.findings import find
from consult.analysis.recompute import recompute
from consult.domain.coding import Position
from consult.domain.errors import ProblemCode
from consult.domain.finding import FindingKind
from tests.analysis.world import ORGANISATION, World


def world():
    made = World()
    for n in range(3):
        made.says(made.who(f"Person {n}"), f"Lanes help rider number {n}.", Position.AGREE)
    against = made.says(made.who("Shop"), "Lanes harm every shop here.", Position.DISAGREE)
    made.tick(against.respondent_id, "Disagree")
    point = made.says(made.who("Club", ORGANISATION), "Trees are missing here.", question_id="q3")
    made.theme("trees", "q3", point)
    (reported,) = made.reported(made.who("Forum", ORGANISATION), "The forum wants more buses.")
    made.answers_question(reported, "q3")
    return made


@pytest.fixture
def found():
    made = world()
    return made.corpus(), find(made.corpus(), None, made.acts)


def with_finding(findings, change):
    """The findings with one finding of the first question changed."""
    first = findings.questions[0]
    changed = replace(first, findings=(change(first.findings[0]), *first.findings[1:]))
    return (changed, *findings.questions[1:])


def test_true_findings_recompute(found):
    corpus, findings = found

    assert recompute(findings.questions, corpus, None, findings.quotes) == []


@pytest.mark.parametrize(
    "name", ["The “Hub” Trust", "“Save the Pond”", "1", "12", "2 of 4", "100% Public Votes", "One"]
)
def test_no_name_of_an_organisation_stops_the_findings(name):
    """Numbers and marks of quotation in a name are the name's, wherever it is counted."""
    made = world()
    lone = made.who(name, ORGANISATION)
    point = made.says(lone, "Please plant many more trees along the mill.", question_id="q3")
    made.theme("planting", "q3", point)
    corpus = made.corpus()
    findings = find(corpus, None, made.acts)

    said = [f.statement for q in findings.questions for f in q.findings]
    assert any(f"({name}, 1 of" in statement for statement in said)
    assert recompute(findings.questions, corpus, None, findings.quotes) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda f: replace(f, base=f.base + 1),
        lambda f: replace(f, respondent_ids=f.respondent_ids[1:]),
        lambda f: replace(f, respondent_ids=(*f.respondent_ids, f.respondent_ids[0])),
        lambda f: replace(f, statement=f.statement.replace("3 of", "2 of")),
        lambda f: replace(f, statement="Most of the public agree (3 of 4)."),
        lambda f: replace(f, single_point=not f.single_point),
        lambda f: replace(f, quote_ids=("quote_none",)),
        lambda f: replace(f, kind=FindingKind.DISAGREEMENT),
    ],
)
def test_a_changed_finding_is_noticed(found, change):
    corpus, findings = found

    problems = recompute(with_finding(findings, change), corpus, None, findings.quotes)

    assert problems
    assert {p.code for p in problems} == {ProblemCode.NUMBER_MISMATCH}


@pytest.mark.parametrize(
    "change",
    [
        lambda q: replace(q, base=q.base - 1),
        lambda q: replace(q, received=replace(q.received, responses=99)),
        lambda q: replace(q, silent_individuals=7),
        lambda q: replace(q, silent_organisation_ids=("who_x",)),
        lambda q: replace(q, closed=replace(q.closed, options=(("Agree", 5),))),
        lambda q: replace(q, propositions=()),
        lambda q: replace(
            q, propositions=(replace(q.propositions[0], positions={Position.AGREE: ()}),)
        ),
        lambda q: replace(q, unclustered_quote_ids=("quote_none",)),
    ],
)
def test_a_changed_question_is_noticed(found, change):
    corpus, findings = found
    questions = (change(findings.questions[0]), *findings.questions[1:])

    assert recompute(questions, corpus, None, findings.quotes)


def test_without_quotes_the_numbers_are_still_counted_again(found):
    corpus, findings = found
    wrong = with_finding(findings, lambda f: replace(f, base=f.base + 1))

    assert recompute(findings.questions, corpus) == []
    assert recompute(wrong, corpus)


def test_a_quote_that_is_not_in_its_document_is_noticed(found):
    corpus, findings = found
    first, *rest = findings.quotes
    forged = replace(first, text=first.text[:-1] + "!")

    assert recompute(findings.questions, corpus, None, [forged, *rest])


def test_words_put_into_a_respondents_mouth_are_noticed(found):
    corpus, findings = found
    third = findings.questions[2]
    (point,) = third.findings
    forged = replace(point, statement=point.statement.replace("missing", "plentiful"))
    questions = (*findings.questions[:2], replace(third, findings=(forged,)), findings.questions[3])

    assert recompute(questions, corpus, None, findings.quotes)
