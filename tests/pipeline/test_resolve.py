"""What people decide holds in the ledger at once, in every run from then on, and can be undone."""

from __future__ import annotations

import json

import pytest

from consult.domain.errors import ConsultError
from consult.domain.ledger import Consent, ProposalKind, ResponseState, response_id
from consult.pipeline.audit import audit
from consult.pipeline.collect import collect
from consult.pipeline.decided import Sent
from consult.pipeline.diff import diff_runs
from consult.pipeline.progress import Silent
from consult.pipeline.resolve import Order
from consult.pipeline.resolving import orders_from, resolve_orders
from consult.pipeline.run import republish
from consult.pipeline.status import status_of
from consult.pipeline.waiting import list_proposals
from tests.e2e.fakes import LETTERS, make_pond, run_pond, write

ADA, BEN, CAI = (response_id("letters", f"letters/{name}") for name in LETTERS)
SIGNED = "\n\nYours faithfully,\nOrla Penn\n"
LONG = (
    "I support this, the mill pond should be opened for swimming. My children have swum in the "
    "river for years and the water of the pond is cleaner than that."
)


@pytest.fixture
def pond(tmp_path):
    return make_pond(tmp_path)


def order(subject, answer=None, **more):
    return Order(subject=subject, answer=answer, by="Kim", reason="asked by telephone", **more)


def letter(pond, name, text, at=1_770_000_500):
    write(pond.input_folder / "letters" / name, text, at=at)
    return response_id("letters", f"letters/{name}")


def states(pond):
    with pond.open_store() as store:
        return {r.id: r.state.value for r in store.ledger.responses()}


def history(pond, response):
    with pond.open_store() as store:
        return [(e.state, e.actor) for e in store.ledger.events() if e.response_id == response]


def texts_quoted(result):
    return " ".join(quote.text for quote in result.quotes)


def test_a_letter_is_a_row_from_its_first_byte_on(pond):
    """Collected and not yet read, each letter is received; the sum holds and audit names them."""
    with pond.open_store() as store, store.lease("test"):
        collect(pond, store, Silent())

    assert states(pond) == dict.fromkeys((ADA, BEN, CAI), "RECEIVED")
    checks = {check.name: check for check in audit(pond).checks}
    assert checks["received is the sum of the states"].notes == ("letters: 3 = 3 RECEIVED",)
    assert not checks["received is the sum of the states"].failures
    assert {f.code for f in checks["nothing is without a final state"].failures} == {"NOT_READ"}

    run_pond(pond, Silent())

    assert set(states(pond).values()) == {"VALID"}
    assert history(pond, ADA) == [("RECEIVED", "consult"), ("VALID", "consult")]
    assert audit(pond).passed


def test_a_withdrawn_response_leaves_counts_and_quotes_and_stays_in_the_ledger(pond):
    """Undone, it is as if nothing had been decided, but for the history."""
    first = run_pond(pond, Silent()).result
    assert LETTERS["ben.txt"].strip() in texts_quoted(first)

    resolve_orders(pond, [order(BEN, "withdrawn")])

    assert states(pond)[BEN] == "WITHDRAWN"
    assert history(pond, BEN)[-1] == ("WITHDRAWN", "person:Kim")
    with pytest.raises(ConsultError, match="QUOTE_WITHDRAWN"):
        republish(pond, first.run.id, Silent())
    assert "STALE_RUN" in {f.code for c in audit(pond).checks for f in c.failures}
    second = run_pond(pond, Silent()).result
    assert LETTERS["ben.txt"].strip() not in texts_quoted(second)
    assert second.findings[0].base == first.findings[0].base - 1
    assert diff_runs(first, second).states_changed == ((BEN, "VALID", "WITHDRAWN"),)
    assert [d.actor for d in second.corpus.decisions] == ["person:Kim"]
    assert audit(pond).passed

    resolve_orders(pond, [order(BEN, "valid")])
    third = run_pond(pond, Silent()).result

    assert third.findings == first.findings
    assert [state for state, _ in history(pond, BEN)] == [
        "RECEIVED",
        "VALID",
        "WITHDRAWN",
        "VALID",
    ]


def test_equal_bytes_that_are_no_duplicate_count_again(pond):
    """A person who says that two are separate has both counted, and is not asked again."""
    copy = letter(pond, "ada-again.txt", LETTERS["ada.txt"])
    run_pond(pond, Silent())
    (asked,) = [p for p in list_proposals(pond).proposals if p.kind is ProposalKind.SAME_BYTES]
    assert (asked.subject_id, asked.other_id, asked.in_force) == (copy, ADA, True)

    resolve_orders(pond, [order(asked.id, "separate")])
    run_pond(pond, Silent())

    assert states(pond)[copy] == "VALID"
    assert not [p for p in list_proposals(pond).proposals if p.kind is ProposalKind.SAME_BYTES]
    with pytest.raises(ConsultError, match=r"PROPOSAL_CLOSED.*person:Kim.*asked by telephone"):
        resolve_orders(pond, [order(asked.id, "duplicate")])


def test_one_person_merged_speaks_once_and_loses_no_word(pond):
    """Words and answers of both submissions count for one respondent and one response."""
    resolve_after = run_pond(pond, Silent()).result
    resolve_orders(pond, [order(CAI, "merged", other=ADA)])
    merged = run_pond(pond, Silent()).result

    assert states(pond)[CAI] == "MERGED"
    whole = next(r for r in merged.corpus.responses if r.id == ADA)
    part = next(r for r in merged.corpus.responses if r.id == CAI)
    assert set(part.item_ids) < set(whole.item_ids)
    owners = {d.respondent_id for d in merged.corpus.documents if d.item_id in whole.item_ids}
    assert owners == {whole.respondent_id}
    assert "owls" in " ".join(s.text for s in merged.corpus.segments)
    speakers = {i for q in merged.findings for i in q.base_respondent_ids}
    assert part.respondent_id not in speakers
    assert len(resolve_after.corpus.segments) == len(merged.corpus.segments)
    assert audit(pond).passed


def test_decisions_survive_new_bytes_of_the_same_place(pond):
    """They are anchored to channel and place, not to what a reader made of it."""
    run_pond(pond, Silent())
    resolve_orders(pond, [order(BEN, "out-of-scope")])
    letter(pond, "ben.txt", "We oppose this even more, the pond should not be opened.")

    run_pond(pond, Silent())

    assert states(pond)[BEN] == "OUT_OF_SCOPE"


def test_an_edited_letter_of_the_same_sender_is_proposed_and_the_earlier_superseded(pond):
    """Both count until a person decides; then only the later one does."""
    sender = Sent(name="Orla Penn")
    early = letter(pond, "orla.txt", LONG + SIGNED)
    late = letter(pond, "orla-2.txt", LONG + " It should open in May." + SIGNED, 1_770_000_900)
    run_pond(pond, Silent())
    resolve_orders(pond, [order(early, sent=sender), order(late, sent=sender)])
    run_pond(pond, Silent())
    (asked,) = [p for p in list_proposals(pond).proposals if p.kind is ProposalKind.EDITED]
    assert (asked.subject_id, asked.other_id) == (early, late)
    assert (states(pond)[early], states(pond)[late]) == ("VALID", "VALID")

    resolve_orders(pond, [order(asked.id, "confirmed")])

    assert (states(pond)[early], states(pond)[late]) == ("SUPERSEDED", "VALID")


def test_a_withdrawal_takes_the_request_along_and_loses_nothing_of_the_sum(pond):
    """Both leave counts and quotes, each with its reason; both stay in the ledger."""
    sender = Sent(name="Orla Penn")
    early = letter(pond, "orla.txt", LONG + SIGNED)
    asking = letter(
        pond, "orla-2.txt", "Please withdraw my response. Thank you." + SIGNED, 1_770_000_900
    )
    run_pond(pond, Silent())
    resolve_orders(pond, [order(early, sent=sender), order(asking, sent=sender)])
    before = run_pond(pond, Silent()).result
    (asked,) = [p for p in list_proposals(pond).proposals if p.kind is ProposalKind.WITHDRAWAL]
    assert (asked.subject_id, asked.other_id, asked.along) == (early, asking, (asking,))

    done = resolve_orders(pond, [order(asked.id, "confirmed")]).resolved
    after = run_pond(pond, Silent()).result

    assert [(d.subject_id, d.after, d.reason) for d in done.decisions] == [
        (early, "WITHDRAWN", "asked by telephone"),
        (asking, "WITHDRAWN", f"it only asks to take {early} back; asked by telephone"),
    ]
    assert (states(pond)[early], states(pond)[asking]) == ("WITHDRAWN", "WITHDRAWN")
    assert len(states(pond)) == len(after.corpus.responses) == len(before.corpus.responses) == 5
    was, now = before.findings[0], after.findings[0]
    assert (now.base, now.silent_individuals) == (was.base - 1, was.silent_individuals - 1)
    assert "My children" in texts_quoted(before)
    assert "My children" not in texts_quoted(after)
    assert audit(pond).passed

    resolve_orders(pond, [order(asking, "valid"), order(early, "valid")])
    run_pond(pond, Silent())

    assert (states(pond)[early], states(pond)[asking]) == ("VALID", "VALID")


def test_a_person_names_a_sender_and_the_name_holds(pond):
    """Name, kind and consent come from the decision, whatever the letter seems to say."""
    run_pond(pond, Silent())
    asked = [p for p in list_proposals(pond).proposals if p.subject_id == ADA]
    assert [p.kind for p in asked] == [ProposalKind.RESPONDENT]
    with pytest.raises(ConsultError, match="DECISION_INCOMPLETE"):
        resolve_orders(pond, [order(asked[0].id, "withdrawn")])

    sent = Sent(name="Ada Marsh", consent=Consent.PRIVATE)
    resolve_orders(pond, [order(asked[0].id, sent=sent)])
    result = run_pond(pond, Silent()).result

    response = next(r for r in result.corpus.responses if r.id == ADA)
    who = next(w for w in result.corpus.respondents if w.id == response.respondent_id)
    assert (who.name, who.consent) == ("Ada Marsh", Consent.PRIVATE)
    assert "Lanterns" not in texts_quoted(result)
    assert not [p for p in list_proposals(pond).proposals if p.subject_id == ADA]


def test_a_table_of_decisions_is_taken_whole_or_not_at_all(pond, tmp_path):
    """One bad row, and nothing is decided; mended, all rows are."""
    run_pond(pond, Silent())
    table = tmp_path / "decisions.csv"
    table.write_text(f"id,as,reason\n{ADA},invalid,a test\nresp_unknown,valid,\n", encoding="utf-8")
    with pytest.raises(ConsultError, match="RESPONSE_UNKNOWN"):
        resolve_orders(pond, orders_from(table, "Kim", "by table").orders)
    assert states(pond)[ADA] == "VALID"

    table.write_text(f"id,as,reason\n{ADA},invalid,a test\n{BEN},blank,\n", encoding="utf-8")
    done = resolve_orders(pond, orders_from(table, "Kim", "by table").orders)

    assert [d.reason for d in done.resolved.decisions] == ["a test", "by table"]
    assert (states(pond)[ADA], states(pond)[BEN]) == ("INVALID", "BLANK")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (Order(subject=ADA, answer="valid", by="", reason="x"), "DECISION_INCOMPLETE"),
        (order(ADA), "DECISION_INCOMPLETE"),
        (order(ADA, "lost"), "DECISION_INCOMPLETE"),
        (order(ADA, "merged"), "DECISION_INCOMPLETE"),
        (order(ADA, "merged", other=ADA), "DECISION_IMPOSSIBLE"),
        (order(ADA[:-1], "valid"), f"RESPONSE_UNKNOWN.*{ADA}"),
        (order("proposal_0", "separate"), "PROPOSAL_UNKNOWN"),
        (order("who_0", "valid"), "RESPONSE_UNKNOWN"),
    ],
)
def test_what_cannot_be_decided_says_what_to_do(collected, wrong, code):
    with pytest.raises(ConsultError, match=code):
        resolve_orders(collected, [wrong])


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """Letters that are received and not read, for decisions that fail."""
    pond = make_pond(tmp_path_factory.mktemp("collected"))
    with pond.open_store() as store, store.lease("test"):
        collect(pond, store, Silent())
    return pond


def test_what_could_not_be_read_does_not_become_valid_by_a_word(collected):
    with pytest.raises(ConsultError, match=r"DECISION_IMPOSSIBLE.*not read"):
        resolve_orders(collected, [order(ADA, "valid")])


def test_nobody_decides_while_a_run_goes_on(collected):
    with collected.open_store() as store, store.lease("consult run"):
        with pytest.raises(ConsultError, match="LEASE_HELD"):
            resolve_orders(collected, [order(ADA, "invalid")])
        assert "consult run" in (status_of(collected).holder or "")
    assert status_of(collected).holder is None


def test_status_says_on_one_screen_what_came_and_what_waits(pond):
    """A broken file stands there with its code and what to do; old things did not come today."""
    (pond.input_folder / "letters" / "torn.pdf").write_bytes(b"%PDF-1.7 torn")
    (pond.input_folder / "letters" / "half.txt.part").write_text("not yet", encoding="utf-8")
    run_pond(pond, Silent())

    status = status_of(pond, "24h")
    said = "\n".join(status.as_lines())

    assert sum(n for *_, n in status.came) == sum(n for *_, n in status.counts) == 4
    assert status_of(pond, "2999-01-01").came == ()
    (stuck,) = status.stuck
    assert stuck[0].state is ResponseState.QUARANTINED
    assert "letters/torn.pdf" in said
    assert stuck[0].reason in said
    assert "letters/half.txt.part" in said
    assert len(said.splitlines()) < 50
    assert json.dumps(status.summary())
    with pytest.raises(ConsultError, match="SINCE"):
        status_of(pond, "last spring")
