"""Items to documents, respondents and responses: what was received and what became of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from consult.analysis.duplicates import propose_duplicates
from consult.domain.codec import dumps
from consult.domain.document import Document, Role
from consult.domain.errors import Problem, ProblemCode, Severity
from consult.domain.ids import make_id, sha256_hex
from consult.domain.ledger import Answer, Consent, Item, Mark, Response, ResponseState
from consult.domain.outcome import Exclusion, Outcome
from consult.intake.readers.containers import join_keys
from consult.intake.reading import Part, Reading
from consult.pipeline.progress import Progress
from consult.pipeline.readings import KeptReadings, ReadArrival
from consult.pipeline.respondents import Respondents, strictest
from consult.pipeline.sources import source_finder
from consult.settings.model import Settings, SourceSettings
from consult.store.store import Store

PAPER_CHANNEL = "paper"
"""The consultation paper is kept in the ledger but is nobody's arrival."""

_NAMED_IN_FULL = re.compile(r"([A-Z][^().;:!?\n]{5,120}?) \(([A-Z][A-Za-z]{1,9})\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """Everything that was received, read, and given to its respondent."""

    items: tuple[Item, ...]
    documents: tuple[Document, ...]
    responses: tuple[Response, ...]
    answers: tuple[Answer, ...]
    respondents: Respondents
    reading: Outcome[Document]
    responding: Outcome[Response]


def receive(settings: Settings, store: Store, read: ReadArrival, progress: Progress) -> Received:
    """Read every present item of the ledger and say what became of each.

    The newest bytes of a place supersede older ones; both stay. What was read before with the
    same readers is not read again. Documents, responses and answers are in order of id.
    """
    items = [
        item
        for item in store.ledger.items()
        if item.parent_id is None and item.channel != PAPER_CHANNEL
    ]
    present, superseded = _newest(items)
    progress.begin("read", len(present))
    receiver = _Receiver(settings)
    readings = KeptReadings(settings, store, read)
    source_of = source_finder(settings.sources)
    for item in superseded:
        receiver.exclude(item, "superseded by a newer file from the same place")
    for item in present:
        progress.advance()
        source = source_of(item.source_key)
        if source is None:
            receiver.exclude(item, "no [[sources]] in consultation.toml matches this file now")
            continue
        receiver.take(item, source, readings.of_item(item, source))
    received = receiver.finish(len(items))
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
