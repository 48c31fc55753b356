"""Items to documents, respondents and responses: what was received and what became of it."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from consult.domain.ledger import Item
from consult.pipeline.accounted import Fate
from consult.pipeline.accounts import Before, Received
from consult.pipeline.decided import in_force
from consult.pipeline.progress import Progress
from consult.pipeline.readings import KeptReadings, ReadArrival
from consult.pipeline.receiver import Receiver
from consult.pipeline.sources import on_server_time, source_finder
from consult.settings.model import Settings
from consult.store.store import Store

__all__ = ["PAPER_CHANNEL", "Received", "receive"]

PAPER_CHANNEL = "paper"
"""The consultation paper is kept in the ledger but is nobody's arrival."""
_COLLECTED_AFTER = (100_000, 20, 20)
"""New objects after which the youngest are looked at, and how often before older ones are."""


def receive(settings: Settings, store: Store, read: ReadArrival, progress: Progress) -> Received:
    """Read every present item of the ledger and say what became of each.

    The newest bytes of a place supersede older ones; both stay. What was read before with the
    same readers is not read again. Documents, responses and answers are in order of id. What
    people decided is replayed, and every row that the ledger had is accounted for.
    """
    with _rare_collection():
        return _receive(settings, store, read, progress)


@contextmanager
def _rare_collection() -> Iterator[None]:
    """Look for garbage seldom: records are in no cycles, and a long table makes millions of them.

    Not never, since each message leaves a little of it where its reader was waited for.
    """
    before = gc.get_threshold()
    gc.set_threshold(*_COLLECTED_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _receive(settings: Settings, store: Store, read: ReadArrival, progress: Progress) -> Received:
    known = store.ledger.items()
    items = [i for i in known if i.parent_id is None and i.channel != PAPER_CHANNEL]
    present, superseded = _newest(items)
    progress.begin("read", len(present))
    receiver = Receiver(settings, in_force(store.decisions.all()))
    readings = KeptReadings(settings, store, read)
    source_of = source_finder(settings)
    for item in superseded:
        words = "superseded by a newer file from the same place"
        receiver.exclude(item, words, Fate.SUPERSEDED)
    for item in present:
        progress.advance()
        source = source_of(item)
        if source is None:
            receiver.exclude(item, "nothing in consultation.toml says now where this came from")
            continue
        # Nothing holds on to a reading once it is taken: that of a long table is large.
        receiver.take(item, source, on_server_time(item, source, readings.of_item(item, source)))
    received = receiver.finish(
        len(items),
        Before(
            items={item.id: item for item in known},
            responses=store.ledger.responses(),
            sightings=store.sightings.all(),
        ),
    )
    progress.end(
        f"{len(received.documents)} documents, {len(received.responses)} responses, "
        f"{len(received.reading.failed)} files that could not be read"
    )
    return received


def _newest(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Part items into the newest of each place, in order of place, and those before them."""
    last = {(item.channel, item.source_key): item for item in items}
    present = sorted(last.values(), key=lambda item: (item.channel, item.source_key))
    kept = {item.id for item in present}
    return present, [item for item in items if item.id not in kept]
