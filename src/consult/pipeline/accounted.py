"""Every row that the ledger ever had, accounted for: nothing that was received vanishes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from consult.domain.ledger import Item, Response, ResponseState, Sighting, response_id

_UNREAD = {ResponseState.RECEIVED, ResponseState.QUARANTINED, ResponseState.WAITING}


class Fate(Enum):
    """What became of a thing that arrived, in this run."""

    READ = auto()
    FAILED = auto()
    LEFT_OUT = auto()
    SUPERSEDED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Became:
    """What became of a thing that arrived, and why, in words."""

    fate: Fate
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounted:
    """What this run says about rows of the ledger that hold no response of its own."""

    gone: tuple[Response, ...]
    """Responses that the ledger knows and this run did not find again, with what they are now."""
    opened: Mapping[str, str]
    """Rows that turned out to hold others or to be no response -> what they were."""


def account_for(
    found: Iterable[Response],
    ledger: Sequence[Response],
    items: Mapping[str, Item],
    became: Mapping[str, Became],
) -> Accounted:
    """Say what became of each row of the ledger that is none of the responses found now.

    A row of an export that its newest version lacks is superseded; one whose file can't be read
    this time waits; one whose file no source takes any more is out of scope; what was erased
    stays erased. A file's own row leaves when the file was read and held others, or none.

    Args:
        found: the responses of this run.
        ledger: those that the ledger has.
        items: everything that ever arrived, by id.
        became: for each thing that came in nothing else, what became of it; by item id.
    """
    here = {response.id for response in found}
    gone: list[Response] = []
    opened: dict[str, str] = {}
    for response in ledger:
        if response.id in here:
            continue
        if response.state is ResponseState.ERASED or not response.item_ids:
            if response.state is ResponseState.ERASED:
                gone.append(response)
            else:
                opened[response.id] = "no longer at its source, and never taken"
            continue
        top = _top(response.item_ids[0], items)
        now = became.get(top.id) if top else None
        if top is None or now is None:
            gone.append(response)
        elif response.state in _UNREAD and response.id == response_id(top.channel, top.source_key):
            opened[response.id] = now.words
        else:
            gone.append(_settled(response, top, now))
    return Accounted(gone=tuple(gone), opened=opened)


def _settled(response: Response, top: Item, now: Became) -> Response:
    state, reason = {
        Fate.READ: (
            ResponseState.SUPERSEDED,
            f"no longer in the newest version of {top.source_key}",
        ),
        Fate.SUPERSEDED: (
            ResponseState.SUPERSEDED,
            f"no longer in the newest version of {top.source_key}",
        ),
        Fate.FAILED: (
            ResponseState.WAITING,
            f"{top.source_key} could not be read this time: {now.words}",
        ),
        Fate.LEFT_OUT: (ResponseState.OUT_OF_SCOPE, now.words),
    }[now.fate]
    return replace(response, state=state, reason=reason)


def _top(item_id: str, items: Mapping[str, Item]) -> Item | None:
    """Return what a thing came in, outermost."""
    item = items.get(item_id)
    walked: set[str] = set()
    while item is not None and item.parent_id is not None and item.id not in walked:
        walked.add(item.id)
        item = items.get(item.parent_id)
    return item


def seen_only(sightings: Iterable[Sighting], found: Iterable[Response]) -> list[Response]:
    """Return a response for each thing that would be one but was not taken, in order."""
    here = {response.id for response in found}
    return [
        Response(
            id=response_id(sighting.channel, sighting.source_key),
            respondent_id="",
            item_ids=(),
            channel=sighting.channel,
            received=None,
            state=sighting.state,
            reason=sighting.reason,
        )
        for sighting in sightings
        if sighting.response
        and sighting.channel
        and response_id(sighting.channel, sighting.source_key) not in here
    ]
