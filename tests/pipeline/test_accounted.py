"""Every row that the ledger ever had is accounted for, whatever became of its file."""

from __future__ import annotations

import pytest

from consult.domain.ledger import Item, Response, ResponseState, awaiting, response_id
from consult.pipeline.accounted import Became, Fate, account_for
from consult.pipeline.audit import audit
from consult.pipeline.progress import Silent
from consult.pipeline.status import status_of
from tests.e2e.fakes import make_pond, open_pond, run_pond, write


def make_item(key, parent=None):
    return Item(
        id=f"item_{key}",
        channel="form",
        source_key=key,
        name=key,
        sha256="0" * 64,
        size=1,
        received=None,
        media_type="text/csv",
        parent_id=parent,
    )


EXPORT, ROW = make_item("form.csv"), make_item("form.csv#row:1", "item_form.csv")
ITEMS = {item.id: item for item in (EXPORT, ROW)}


def row_of(item, state=ResponseState.VALID):
    return Response(
        id=response_id(item.channel, item.source_key),
        respondent_id="who_a",
        item_ids=(item.id,),
        channel=item.channel,
        received=None,
        state=state,
    )


@pytest.mark.parametrize(
    ("fate", "state"),
    [
        (Fate.READ, ResponseState.SUPERSEDED),
        (Fate.SUPERSEDED, ResponseState.SUPERSEDED),
        (Fate.FAILED, ResponseState.WAITING),
        (Fate.LEFT_OUT, ResponseState.OUT_OF_SCOPE),
    ],
)
def test_a_row_that_is_not_found_again_says_why(fate, state):
    """It is never dropped: its state and reason follow what became of its file."""
    became = {EXPORT.id: Became(fate=fate, words="the reason")}

    accounted = account_for([], [row_of(ROW)], ITEMS, became)

    (gone,) = accounted.gone
    assert (gone.state, accounted.opened) == (state, {})
    assert "form.csv" in gone.reason or gone.reason == "the reason"


def test_what_was_erased_stays_erased():
    erased = row_of(ROW, ResponseState.ERASED)

    assert account_for([], [erased], ITEMS, {}).gone == (erased,)


def test_the_row_of_a_file_that_held_others_is_opened():
    """Unread before, it is no response now; what it held is."""
    became = {EXPORT.id: Became(fate=Fate.READ, words="it held 1 responses")}

    accounted = account_for([row_of(ROW)], [awaiting(EXPORT)], ITEMS, became)

    assert accounted.gone == ()
    assert accounted.opened == {awaiting(EXPORT).id: "it held 1 responses"}


def test_a_file_that_is_too_large_is_received_and_quarantined(tmp_path):
    """Its bytes are not taken, but it is counted, shown with what to do, and taken when it may."""
    pond = make_pond(tmp_path)
    settings = pond.input_folder / "consultation.toml"
    small = settings.read_text(encoding="utf-8")
    settings.write_text(small + "\n[limits]\nfile_bytes = 300\n", encoding="utf-8")
    write(pond.input_folder / "letters" / "long.txt", "We oppose this. " * 40, at=1_770_000_900)
    pond = open_pond(tmp_path)
    result = run_pond(pond, Silent()).result

    (held,) = [r for r in result.corpus.responses if r.state is ResponseState.QUARANTINED]
    assert "TOO_LARGE" in held.reason
    assert len(result.corpus.responses) == 4
    assert "letters/long.txt" in "\n".join(status_of(pond).as_lines())
    assert audit(pond).passed

    settings.write_text(small, encoding="utf-8")
    pond = open_pond(tmp_path)
    result = run_pond(pond, Silent()).result

    assert {r.state for r in result.corpus.responses} == {ResponseState.VALID}
    assert audit(pond).passed
