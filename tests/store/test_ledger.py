"""The ledger at the size of real consultations, and what it lists beside its rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consult.domain.ledger import ResponseState, Sighting
from consult.domain.run import Decision
from consult.store.ledger import OPENED
from consult.store.store import Store
from tests.analysis.test_counts import responses
from tests.store.test_store import NOW, make_item


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "store") as opened:
        yield opened


def test_a_published_ledger_comes_out_of_decisions_with_its_sums(store):
    """7,667 received = 7,198 analysed + 199 invalid + 70 blank + 200 repeats from 188 people."""
    received = [
        *responses("form", 7198),
        *responses("form", 199, ResponseState.INVALID),
        *responses("form", 70, ResponseState.BLANK),
        *responses("form", 200, ResponseState.DUPLICATE, senders=188),
    ]
    as_read = [replace(r, state=ResponseState.VALID) for r in received]
    store.ledger.settle(as_read, actor="consult", at=NOW)
    decided = {
        r.id: Decision(
            id=f"decision_{r.id}",
            actor="person:kim",
            at=NOW,
            reason="looked at",
            subject_id=r.id,
            before="VALID",
            after=r.state.value,
        )
        for r in received
        if r.state is not ResponseState.VALID
    }

    changed = store.ledger.settle(received, actor="consult", at=NOW, decided=decided)

    assert changed == len(decided) == 469
    assert store.ledger.counts() == (
        ("form", ResponseState.VALID, 7198),
        ("form", ResponseState.BLANK, 70),
        ("form", ResponseState.INVALID, 199),
        ("form", ResponseState.DUPLICATE, 200),
    )
    repeated = store.ledger.responses_in([ResponseState.DUPLICATE])
    assert len({r.respondent_id for r in repeated}) == 188
    actors = [e.actor for e in store.ledger.events()]
    assert (actors.count("consult"), actors.count("person:kim")) == (7667, 469)


def test_a_row_that_held_others_leaves_with_what_it_was(store):
    """Its history stays: received, then opened."""
    store.ledger.receive([make_item("a.csv")], NOW)
    (row,) = store.ledger.responses()
    store.ledger.settle(
        responses("form", 2), actor="consult", at=NOW, opened={row.id: "it held 2 responses"}
    )

    assert len(store.ledger.responses()) == 2
    assert [(e.state, e.reason) for e in store.ledger.events() if e.response_id == row.id] == [
        ("RECEIVED", "not read yet"),
        (OPENED, "it held 2 responses"),
    ]


def test_what_was_seen_and_not_taken_is_what_lies_there_now(store):
    """A later look replaces an earlier one."""
    seen = [
        Sighting(channel="", source_key=key, state=ResponseState.WAITING, reason="being written")
        for key in ("b.part", "a.part")
    ]
    store.sightings.replace(seen, NOW)
    assert [s.source_key for s in store.sightings.all()] == ["a.part", "b.part"]

    store.sightings.replace(seen[:1], NOW)

    assert store.sightings.all() == tuple(seen[:1])
