"""Whoever tells of danger is read first, and is quoted nowhere until a person has looked."""

from __future__ import annotations

import json
import re

import pytest

from consult.domain.errors import ConsultError, ProblemCode, Severity
from consult.domain.ledger import Mark, ProposalKind, response_id
from consult.pipeline.audit import audit
from consult.pipeline.progress import Silent
from consult.pipeline.resolve import Order
from consult.pipeline.resolving import resolve_orders
from consult.pipeline.status import status_of
from consult.pipeline.waiting import list_proposals
from consult.report.briefing import briefing_data
from consult.report.options import options_from
from consult.report.view import build
from tests.e2e.fakes import LETTERS, make_pond, run_pond, write

TELLING = response_id("letters", "letters/eve.txt")
ADA = response_id("letters", "letters/ada.txt")
SAID = "I support this, the mill pond should be opened for swimming."
DANGER = "My husband hits me most nights and the children see it."


@pytest.fixture
def pond(tmp_path):
    """Three letters, and one that tells of danger beside a view."""
    workspace = make_pond(tmp_path)
    write(workspace.input_folder / "letters" / "eve.txt", f"{SAID}\n\n{DANGER}\n", at=1_770_000_700)
    return workspace


def order(subject, answer):
    return Order(subject=subject, answer=answer, by="Kim", reason="spoke with her")


def marks(result):
    return {r.id: r.marks for r in result.corpus.responses if r.marks}


def problems(result):
    return [p for p in result.run.problems if p.code is ProblemCode.SAFEGUARDING]


def quoted(result, response):
    items = {i for r in result.corpus.responses if r.id == response for i in r.item_ids}
    documents = {d.id for d in result.corpus.documents if d.item_id in items}
    return [q.text for q in result.quotes if q.document_id in documents]


def test_what_tells_of_danger_is_shown_first_and_quoted_nowhere(pond):
    """It still counts; the public reads neither the words nor that there are any."""
    finished = run_pond(pond, Silent())
    result = finished.result

    (problem,) = problems(result)
    assert problem.severity is Severity.ERROR
    assert marks(result) == {TELLING: (Mark.SAFEGUARDING,)}
    assert quoted(result, TELLING) == []
    assert result.findings[0].base == 3
    first = list_proposals(pond).proposals[0]
    assert (first.kind, first.subject_id, first.in_force) == (
        ProposalKind.SAFEGUARDING,
        TELLING,
        True,
    )
    assert DANGER in first.evidence
    said = status_of(pond).as_lines()
    assert said[1].startswith("SOMEBODY MAY BE IN DANGER: 1 to read first")
    assert "letters/eve.txt" in said[2]
    folder = pond.run_folder(result.run.id)
    public = (folder / "report-public.html").read_text(encoding="utf-8")
    assert "SAFEGUARDING" in (folder / "report.html").read_text(encoding="utf-8")
    assert "afeguarding" not in public
    assert "SAFEGUARDING" not in public
    assert "husband" not in public
    briefing = json.dumps(briefing_data(build(result, options_from(pond.settings))))
    assert "could not be read" not in briefing
    assert not {"afeguarding", "husband"} & set(re.findall(r"afeguarding|husband", briefing))
    assert audit(pond).passed


def test_a_person_who_finds_no_concern_lets_it_be_quoted(pond):
    """It is not asked again; who finds a concern later has it unquoted again."""
    run_pond(pond, Silent())
    first = list_proposals(pond).proposals[0]

    resolve_orders(pond, [order(first.id, "no-concern")])
    calm = run_pond(pond, Silent()).result

    assert (problems(calm), marks(calm)) == ([], {})
    assert SAID in quoted(calm, TELLING)
    assert ProposalKind.SAFEGUARDING not in {p.kind for p in list_proposals(pond).proposals}

    resolve_orders(pond, [order(TELLING, "concern")])
    grave = run_pond(pond, Silent()).result

    assert [p.severity for p in problems(grave)] == [Severity.INFO]
    assert marks(grave) == {TELLING: (Mark.SAFEGUARDING,)}
    assert quoted(grave, TELLING) == []


def test_a_person_sees_what_no_rule_saw(pond):
    """A concern about any response keeps it from quotation, in whatever state it is."""
    run_pond(pond, Silent())
    resolve_orders(pond, [order(ADA, "concern")])

    result = run_pond(pond, Silent()).result

    assert marks(result)[ADA] == (Mark.SAFEGUARDING,)
    assert quoted(result, ADA) == []


def test_a_withdrawn_response_that_tells_of_danger_is_still_shown(pond):
    run_pond(pond, Silent())
    resolve_orders(pond, [order(TELLING, "withdrawn")])

    result = run_pond(pond, Silent()).result

    assert [p.severity for p in problems(result)] == [Severity.ERROR]
    assert list_proposals(pond).proposals[0].subject_id == TELLING


def test_danger_is_decided_by_its_own_words_alone(pond):
    """No state settles it, and no other proposal is settled by its words."""
    run_pond(pond, Silent())
    danger, other = (
        next(p.id for p in list_proposals(pond).proposals if p.kind is kind)
        for kind in (ProposalKind.SAFEGUARDING, ProposalKind.RESPONDENT)
    )

    for subject, answer in ((danger, "valid"), (danger, None), (other, "concern")):
        with pytest.raises(ConsultError, match="DECISION_INCOMPLETE"):
            resolve_orders(pond, [order(subject, answer)])


def test_letters_without_such_words_are_left_alone(tmp_path):
    pond = make_pond(tmp_path)

    result = run_pond(pond, Silent()).result

    assert len(result.corpus.responses) == len(LETTERS)
    assert (problems(result), marks(result)) == ([], {})
