"""What one arrival holds: submissions with what came with them, each known by its own place."""

from __future__ import annotations

from datetime import UTC, datetime

from consult.domain.ledger import Item
from consult.intake.reading import Part
from consult.pipeline.submissions import item_of, submissions_of

SENT = datetime(2026, 3, 2, tzinfo=UTC)
ARRIVED = Item(
    id="item_box",
    channel="e-mail",
    source_key="box.mbox",
    name="box.mbox",
    sha256="0" * 64,
    size=9,
    received=SENT,
    media_type="application/mbox",
)


def part(key, *, belongs_to="", is_response=False, text="The mill should stay."):
    return Part(
        key=key,
        name=key,
        media_type="text/plain",
        reader="plain@1",
        text=text,
        blocks=(),
        belongs_to=belongs_to,
        is_response=is_response,
    )


def test_attachments_go_with_their_message_and_the_rest_stands_alone():
    """Also where the parts of two messages are mixed; what belongs to nothing read is its own."""
    one, two = part("one", is_response=True), part("two", is_response=True)
    of_one, of_two = part("1/a", belongs_to="one"), part("2/a", belongs_to="two")
    orphan = part("3/a", belongs_to="three")

    found = [
        (p.key, [q.key for q in qs]) for p, qs in submissions_of([of_two, one, of_one, orphan, two])
    ]

    assert found == [("one", ["1/a"]), ("3/a", []), ("two", ["2/a"])]


def test_a_part_without_a_key_is_the_arrival_and_others_are_items_within_it():
    """A row has no bytes: it is known by its place and by what it says."""
    row, edited = part("row:7"), part("row:7", text="The mill should go.")

    assert item_of(ARRIVED, part("")) is ARRIVED
    assert item_of(ARRIVED, row) == item_of(ARRIVED, row)
    assert item_of(ARRIVED, row).parent_id == ARRIVED.id
    assert item_of(ARRIVED, row).received == SENT
    assert item_of(ARRIVED, row).id != item_of(ARRIVED, edited).id
    assert item_of(ARRIVED, row).source_key == item_of(ARRIVED, edited).source_key
