"""The submissions that one arrival holds: which parts belong together, and what each is."""

from __future__ import annotations

import json
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence

from consult.domain.ids import make_id, sha256_hex
from consult.domain.ledger import Item
from consult.intake.readers.containers import join_keys
from consult.intake.reading import Part

_SAID = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def submissions_of(parts: Sequence[Part]) -> Iterable[tuple[Part, Sequence[Part]]]:
    """Yield each submission of an arrival with the parts that came with it, in their order.

    A part that came with nothing that was read stands as a submission of its own.
    """
    keys = {part.key for part in parts if part.is_response}
    attached: dict[str, list[Part]] = defaultdict(list)
    alone: deque[Part] = deque()
    for part in parts:
        if part.is_response or part.belongs_to not in keys:
            alone.append(part)
        else:
            attached[part.belongs_to].append(part)
    del parts
    while alone:
        part = alone.popleft()
        yield part, attached.get(part.key, ())


def _digest(part: Part) -> str:
    """Return the digest of what a row says, which has no bytes of its own."""
    said = [part.text, part.closed_answers]
    return sha256_hex(_SAID.encode(said).encode())


def item_of(item: Item, part: Part) -> Item:
    """Return the item of a part: the arrival itself, or a row, member or attachment of its own."""
    if not part.key:
        return item
    sha256 = part.sha256 or _digest(part)
    key = join_keys(item.source_key, part.key)
    return Item(
        id=make_id("item", item.channel, key, sha256),
        channel=item.channel,
        source_key=key,
        name=part.name,
        sha256=sha256,
        size=part.size,
        received=part.received or item.received,
        media_type=part.media_type,
        parent_id=item.id,
    )
