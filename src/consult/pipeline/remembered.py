"""What the store remembers of places, so that known bytes are not fetched again.

Kept among the readings, by place: losing it costs fetching, and never a thing twice.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable
from typing import Protocol, TypeVar

from consult.domain.ids import make_id
from consult.domain.ledger import Item
from consult.intake.bucket import BucketObject
from consult.intake.mailbox import Message
from consult.intake.offering import Offered
from consult.store.store import Store

O_contra = TypeVar("O_contra", bound=Offered, contravariant=True)
_UID = re.compile(r";UID=(\d+)\Z")


class Memory(Protocol[O_contra]):
    """Knows which item holds the bytes of a thing that is offered."""

    def item_of(self, thing: O_contra) -> Item | None:
        """Return the item without looking at the bytes, or None when they must be fetched."""

    def item_with(self, thing: O_contra, sha256: str) -> Item | None:
        """Return the item that these bytes belong to although it has another place, if any."""

    def remember(self, thing: O_contra, item: Item) -> None:
        """Keep in mind which item a thing is; both are safe in the store."""


class NoMemory:
    """Every thing is looked at anew, as files are: a name tells nothing of bytes."""

    def item_of(self, thing: Offered) -> Item | None:
        """Return None."""

    def item_with(self, thing: Offered, sha256: str) -> Item | None:
        """Return None."""

    def remember(self, thing: Offered, item: Item) -> None:
        """Do nothing."""


class MessageMemory:
    """Messages are known by their number, and by their bytes when the server numbers anew.

    A server that changes UIDVALIDITY gives every message another number. A message that then has
    the bytes of one with an old number is that one, each old one once; a second copy is new.
    """

    def __init__(self, store: Store, items: Iterable[Item], place: str, era: str) -> None:
        self._store = store
        self._known: dict[tuple[str, str], Item] = {}
        self._old: dict[str, Item] = {}
        self._old_with: dict[tuple[str, str], deque[Item]] = defaultdict(deque)
        for item in items:
            if item.source_key.startswith(era):
                self._known[item.channel, item.source_key] = item
            elif item.source_key.startswith(f"{place};UIDVALIDITY="):
                self._old[item.id] = item
        for item in sorted(self._old.values(), key=_number):
            self._old_with[item.channel, item.sha256].append(item)

    def expect(self, messages: Iterable[Message]) -> None:
        """Look up all messages first, so that none takes an old one that is another's."""
        if not self._old:
            return
        for message in messages:
            item_id = self._store.readings.get(self._key(message)) or ""
            item = self._old.pop(item_id, None)
            if item is not None:
                self._known[message.source.channel, message.source_key] = item

    def item_of(self, thing: Message) -> Item | None:
        """Return the item of a message by its number; its bytes never change."""
        return self._known.get((thing.source.channel, thing.source_key))

    def item_with(self, thing: Message, sha256: str) -> Item | None:
        """Return the message's item under an old number, the lowest first."""
        same = self._old_with.get((thing.source.channel, sha256))
        while same:
            item = same.popleft()
            if self._old.pop(item.id, None) is not None:
                return item
        return None

    def remember(self, thing: Message, item: Item) -> None:
        """Keep the new number of an old message."""
        if item.source_key != thing.source_key:
            self._store.readings.put(self._key(thing), item.id, item.sha256)

    @staticmethod
    def _key(message: Message) -> str:
        return make_id("place", message.source.channel, message.source_key)


class ObjectMemory:
    """Objects are known by what their store says of them, where it tells a tag and a time."""

    def __init__(self, store: Store, items: Iterable[Item]) -> None:
        self._store = store
        self._newest = {(item.channel, item.source_key): item for item in items}

    def item_of(self, thing: BucketObject) -> Item | None:
        """Return the newest item of the place, if the store said then what it says now."""
        item = self._newest.get((thing.source.channel, thing.source_key))
        if item is None or not thing.likeness:
            return None
        return item if self._store.readings.get(self._key(thing)) == item.id else None

    def item_with(self, thing: BucketObject, sha256: str) -> Item | None:
        """Return None: equal bytes at two places are two things."""

    def remember(self, thing: BucketObject, item: Item) -> None:
        """Keep what the store said of the object's bytes."""
        self._newest[item.channel, item.source_key] = item
        if thing.likeness and self.item_of(thing) is None:
            self._store.readings.put(self._key(thing), item.id, item.sha256)

    @staticmethod
    def _key(thing: BucketObject) -> str:
        return make_id("place", thing.source.channel, thing.source_key, thing.likeness)


def _number(item: Item) -> tuple[int, str]:
    found = _UID.search(item.source_key)
    return (int(found[1]) if found else 0, item.source_key)
