"""Whatever people decide, one by one or at once, no words leave every count by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.analysis.duplicates import proposal
from consult.domain.errors import ConsultError
from consult.domain.ledger import ProposalKind, Response, ResponseState, response_id
from consult.domain.run import Decision
from consult.pipeline.behind import lost_places
from consult.pipeline.collect import collect
from consult.pipeline.decided import in_force, merged_into, with_states
from consult.pipeline.progress import Silent
from consult.pipeline.resolve import Order
from consult.pipeline.resolving import resolve_orders
from consult.pipeline.waiting import bulk_orders, choice_of
from tests.e2e.fakes import LETTERS, make_pond, run_pond, write

AT = datetime(2026, 3, 1, tzinfo=UTC)
IDS = "abcd"
ADA, BEN, CAI = (response_id("letters", f"letters/{name}") for name in LETTERS)
DAN = response_id("letters", "letters/dan.txt")


def received(response, state=ResponseState.VALID):
    return Response(
        id=response,
        respondent_id=f"who_{response}",
        item_ids=(f"item_{response}",),
        channel="letters",
        received=AT,
        state=state,
    )


def decisions(*made):
    """Decisions of (subject, state, what it stands behind), in order."""
    return in_force(
        [
            Decision(
                id=str(number),
                actor="person:Kim",
                at=AT,
                reason="said so",
                subject_id=subject,
                before="",
                after=state,
                other_id=other,
            )
            for number, (subject, state, *rest) in enumerate(made)
            for other in [rest[0] if rest else None]
        ]
    )


def settled(decided, responses=IDS, copies=None):
    return {r.id: r for r in with_states([received(i) for i in responses], decided, copies)}


def counted(responses):
    """The items whose words count."""
    return {i for r in responses.values() if r.state is ResponseState.VALID for i in r.item_ids}


@pytest.mark.parametrize("state", ["DUPLICATE", "SUPERSEDED", "INVALID", "OUT_OF_SCOPE"])
def test_what_is_merged_with_one_that_counts_no_more_counts_by_itself(state):
    """A person is told so, since the two were one person."""
    decided = decisions(("a", "MERGED", "b"), ("b", state, "c"))

    found = settled(decided)

    assert found["a"].state is ResponseState.VALID
    assert "item_a" in counted(found)
    (problem,) = lost_places(found.values(), decided.states)
    assert (problem.code.value, problem.where) == ("DECISION_LOST", "a")
    assert state in problem.message


def test_merges_in_a_row_count_with_the_last_that_counts():
    """Where the last one counts no more, with the one before it."""
    row = (("a", "MERGED", "b"), ("b", "MERGED", "c"))

    whole = settled(decisions(*row))
    cut = settled(decisions(*row, ("c", "DUPLICATE", "d")))

    assert whole["c"].item_ids == ("item_c", "item_a", "item_b")
    assert cut["b"].item_ids == ("item_b", "item_a")
    assert merged_into(cut.values(), decisions(*row, ("c", "DUPLICATE", "d"))) == {"a": "b"}


@pytest.mark.parametrize("state", ["WITHDRAWN", "ERASED"])
def test_what_somebody_took_back_takes_along_what_was_merged_into_it(state):
    """The words of one person do not return by the merge; what was not erased along is told."""
    decided = decisions(("a", "MERGED", "b"), ("b", "MERGED", "c"), ("c", state))

    found = settled(decided)

    assert counted(found) == {"item_d"}
    told = lost_places(found.values(), decided.states)
    assert [p.where for p in told] == (["a", "b"] if state == "ERASED" else [])


@pytest.mark.parametrize("state", ["MERGED", "DUPLICATE", "SUPERSEDED"])
def test_two_that_stand_behind_each_other_both_count(state):
    """Such decisions are refused now; those made before this was so lose nothing."""
    decided = decisions(("a", state, "b"), ("b", state, "a"))

    found = settled(decided)

    assert counted(found) == {f"item_{i}" for i in IDS}
    assert [p.where for p in lost_places(found.values(), decided.states)] == ["a", "b"]


def test_a_copy_and_its_original_do_not_both_leave():
    """Which of two equal files came first may change after a person decided."""
    held = [received("a", ResponseState.DUPLICATE), received("b")]
    decided = decisions(("b", "DUPLICATE", "a"))

    found = {r.id: r.state.value for r in with_states(held, decided, {"a": "b"})}

    assert found == {"a": "DUPLICATE", "b": "VALID"}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(IDS),
            st.sampled_from(["MERGED", "DUPLICATE", "SUPERSEDED", "VALID"]),
            st.sampled_from(IDS),
        ).filter(lambda made: made[0] != made[2]),
        max_size=8,
    )
)
def test_everything_stands_behind_something_that_counts(made):
    """Merged words count once; each duplicate leads to one that counts or to such words."""
    decided = decisions(*made)
    found = settled(decided)

    holders = [i for r in found.values() if r.state is ResponseState.VALID for i in r.item_ids]
    assert len(holders) == len(set(holders))
    for response in found.values():
        if response.state is ResponseState.MERGED:
            assert response.item_ids[0] in holders
        at, steps = response, 0
        while at.state in {ResponseState.DUPLICATE, ResponseState.SUPERSEDED}:
            at, steps = found[decided.states[at.id].other_id], steps + 1
            assert steps <= len(IDS)


@pytest.fixture
def pond(tmp_path):
    return make_pond(tmp_path)


def order(subject, answer, other=None):
    return Order(subject=subject, answer=answer, by="Kim", reason="asked", other=other)


def test_one_is_not_put_behind_what_stands_behind_it(pond):
    """Neither by a second decision, nor by way of a third, nor in one table."""
    with pond.open_store() as store, store.lease("test"):
        collect(pond, store, Silent())
    resolve_orders(pond, [order(ADA, "duplicate", BEN), order(BEN, "duplicate", CAI)])

    with pytest.raises(ConsultError, match=r"DECISION_IMPOSSIBLE.*stands behind it"):
        resolve_orders(pond, [order(CAI, "superseded", ADA)])
    resolve_orders(pond, [order(BEN, "valid"), order(CAI, "superseded", ADA)])
    with pytest.raises(ConsultError, match=r"DECISION_IMPOSSIBLE.*stands behind it"):
        resolve_orders(pond, [order(BEN, "duplicate", CAI), order(ADA, "duplicate", BEN)])


def test_many_at_once_pass_over_a_pair_that_cannot_be_one_any_more(pond):
    """The rest is decided; whoever is merged with one that was merged counts with its whole."""
    letters = pond.input_folder / "letters"
    write(letters / "dan.txt", "We support this.\n", at=1_770_000_100)
    with pond.open_store() as store, store.lease("test"):
        collect(pond, store, Silent())
        read = [replace(r, state=ResponseState.VALID) for r in store.ledger.responses()]
        store.ledger.settle(read, actor="consult", at=AT)
    resolve_orders(pond, [order(DAN, "out-of-scope")])
    with pond.open_store() as store:
        asked = [
            proposal(ProposalKind.ONE_PERSON, one, other, ResponseState.MERGED, "one address")
            for one, other in ((BEN, DAN), (BEN, ADA), (CAI, BEN))
        ]
        store.proposals.replace(asked)

    choice = choice_of(["one-person"], 0.0, None, None)
    bulk = bulk_orders(pond, choice, "confirmed", by="Kim", reason="read all")
    done = resolve_orders(pond, bulk.orders)

    assert [o.subject for o in bulk.orders] == [asked[1].id, asked[2].id]
    assert bulk.left_open == 1
    assert [(d.subject_id, d.after) for d in done.resolved.decisions] == [
        (BEN, "MERGED"),
        (CAI, "MERGED"),
    ]


def test_a_merge_that_lost_its_whole_is_told_and_its_words_are_quoted(pond):
    """Then erasing what it was merged into erases it too, also by way of a third."""
    letters = pond.input_folder / "letters"
    write(letters / "dan.txt", "We support this, says Quagga.\n", at=1_770_000_100)
    run_pond(pond, Silent())
    resolve_orders(pond, [order(DAN, "merged", ADA), order(ADA, "duplicate", BEN)])

    result = run_pond(pond, Silent()).result

    assert "Quagga" in " ".join(quote.text for quote in result.quotes)
    assert [p.where for p in result.run.problems if p.code.value == "DECISION_LOST"] == [DAN]
    resolve_orders(pond, [order(ADA, "valid"), order(ADA, "merged", BEN)])
    done = resolve_orders(pond, [order(ADA, "erased")])
    assert set(done.resolved.erased) == {ADA, DAN}
    store = pond.output_folder / "store"
    assert not [f for f in store.rglob("*") if f.is_file() and b"Quagga" in f.read_bytes()]
