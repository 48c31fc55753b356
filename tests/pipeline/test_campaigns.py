"""Campaigns are asked about once; what a person says of one holds in every run after."""

from __future__ import annotations

import pytest

from consult.domain.errors import ConsultError, ProblemCode, Severity
from consult.domain.ledger import Mark, ProposalKind
from consult.pipeline.audit import audit
from consult.pipeline.progress import Silent
from consult.pipeline.resolve import Order
from consult.pipeline.resolving import resolve_orders
from consult.pipeline.waiting import list_proposals
from tests.e2e.fakes import make_pond, run_pond, write

LETTER = (
    "I support this, the mill pond should be opened for swimming.\n\n"
    "The water is clean, the banks are gentle and the old changing hut only wants a new roof. "
    "Children on the estate have nowhere else to cool down in a hot week of August.\n\n"
    "Please open the gate before the summer and let the village look after it.\n"
)


@pytest.fixture(scope="module")
def pond(tmp_path_factory):
    """Three letters with one text, read once."""
    workspace = make_pond(tmp_path_factory.mktemp("pond"))
    for number, name in enumerate(("eve", "fay", "gil")):
        path = workspace.input_folder / "letters" / f"{name}.txt"
        text = f"{LETTER}\nYours faithfully,\n{name.title()} Alder\n"
        write(path, text, at=1_770_000_100 + number)
    run_pond(workspace, Silent())
    return workspace


def asked(pond):
    return [p for p in list_proposals(pond).proposals if p.kind is ProposalKind.CAMPAIGN]


def order(subject, answer):
    return Order(subject=subject, answer=answer, by="Kim", reason="the leaflet is on file")


def told(result):
    return [p for p in result.run.problems if p.code is ProblemCode.CAMPAIGN_PROPOSED]


def marked(result):
    return sum(Mark.CAMPAIGN in r.marks for r in result.corpus.responses)


def test_a_campaign_waits_for_a_person_confirmed_it_does_not_and_separate_it_is_none(pond):
    """Confirmed, copies stay a campaign and nobody is asked again; taken apart, they are letters.

    A fourth copy joins what was confirmed without a new question.
    """
    (proposal,) = asked(pond)
    kinds = [p.kind for p in list_proposals(pond).proposals]
    assert ProposalKind.RESPONDENT not in kinds[: kinds.index(ProposalKind.CAMPAIGN)]
    assert "3 responses share a text" in proposal.evidence
    assert (proposal.proposed, proposal.in_force) == (None, True)
    assert any("--as confirmed|separate" in line for line in list_proposals(pond).as_lines())

    with pytest.raises(ConsultError, match="DECISION_INCOMPLETE"):
        resolve_orders(pond, [order(proposal.id, "duplicate")])
    resolve_orders(pond, [order(proposal.id, "confirmed")])
    assert asked(pond) == []

    path = pond.input_folder / "letters" / "ada-2.txt"
    write(path, f"{LETTER}\nYours faithfully,\nHal Alder\n", at=1_770_000_200)
    confirmed = run_pond(pond, Silent()).result
    assert asked(pond) == []
    assert [p.severity for p in told(confirmed)] == [Severity.INFO]
    assert "Confirmed by Kim" in told(confirmed)[0].message
    assert marked(confirmed) == 4
    assert audit(pond).passed

    resolve_orders(pond, [order(proposal.id, "separate")])
    apart = run_pond(pond, Silent()).result
    assert (asked(pond), told(apart), marked(apart)) == ([], [], 0)
    assert apart.corpus.campaigns == ()
    assert {s.campaign_id for s in apart.corpus.segments} == {None}
