"""Taking what a channel offers: bytes to the originals, rows to the ledger, then its mark."""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TypeVar

from consult.domain.document import Role
from consult.domain.errors import Problem, ProblemCode
from consult.domain.ids import make_id
from consult.domain.ledger import Item
from consult.intake.offering import ChannelError, NotNow, Offered
from consult.intake.reading import Arrival
from consult.pipeline.progress import Progress
from consult.pipeline.remembered import Memory
from consult.pipeline.takings import Takings
from consult.pipeline.times import now
from consult.settings.model import Settings
from consult.store.store import Store

O = TypeVar("O", bound=Offered)  # noqa: E741 - what is offered
_BATCH = 50
"""Things that are made safe together before any of them is marked at its channel."""
_LEFT = "its channel could not be reached any more; taken next time"


class Taker:
    """Takes things of any channel into one store, and tells ``takings`` of each."""

    def __init__(self, settings: Settings, store: Store, takings: Takings) -> None:
        self.takings = takings
        self._limit = settings.limits.file_bytes
        self._store = store
        self._known = {
            (item.channel, item.source_key): item
            for item in store.ledger.items()
            if item.parent_id is None
        }

    def known(self, offered: Offered) -> Item | None:
        """Return the newest item of the ledger from the same place."""
        return self._known.get((offered.source.channel, offered.source_key))

    def items(self) -> tuple[Item, ...]:
        """Return the newest item of each place, in the order in which they came."""
        return tuple(self._known.values())

    def take(
        self,
        offered: Sequence[O],
        memory: Memory[O],
        progress: Progress,
        after: Callable[[Sequence[O]], None] | None = None,
    ) -> None:
        """Take each thing into the store; call ``after`` with those that are safe in it.

        Bytes are on disk before their row is, and rows are committed and on disk, some at a
        time, before ``after`` is called with their things; known things are safe too.

        Raises:
            ChannelError: the channel has gone; everything not taken yet is told as left.
        """
        for start in range(0, len(offered), _BATCH):
            batch = offered[start : start + _BATCH]
            told = 0
            arriving: list[tuple[O, Item]] = []
            try:
                for thing in batch:
                    item = self._item(thing, memory)
                    told += 1
                    progress.advance()
                    if item is not None:
                        arriving.append((thing, item))
            except ChannelError:
                self._commit(arriving, memory)
                for thing in offered[start + told :]:
                    self._leave(thing, _LEFT)
                raise
            before = len(self.takings.new)
            safe = self._commit(arriving, memory)
            if after is None or not safe:
                continue
            if len(self.takings.new) > before:
                os.sync()  # a commit alone outlives a killed process, not a power cut
            try:
                after(safe)
            except ChannelError:
                for thing in offered[start + _BATCH :]:
                    self._leave(thing, _LEFT)
                raise

    def _item(self, thing: O, memory: Memory[O]) -> Item | None:
        """Return the item of a thing, its bytes being on disk; None when it was told otherwise."""
        remembered = memory.item_of(thing)
        if remembered is not None:
            return remembered
        if thing.size > self._limit:
            self._fail(thing, self._too_large(thing, thing.size))
            return None
        try:
            arrival = thing.load()
        except NotNow as reason:
            self._leave(thing, reason.reason, gone=reason.gone)
            return None
        except OSError as error:
            self._fail(thing, self._unreadable(thing, error))
            return None
        if len(arrival.data) > self._limit:
            self._fail(thing, self._too_large(thing, len(arrival.data)))
            return None
        sha256 = self._store.raw.put(arrival.data)
        return memory.item_with(thing, sha256) or self._made(arrival, sha256)

    def _made(self, arrival: Arrival, sha256: str) -> Item:
        before = self._known.get((arrival.channel, arrival.source_key))
        if before is not None and before.sha256 == sha256:
            return before
        return Item(
            id=make_id("item", arrival.channel, arrival.source_key, sha256),
            channel=arrival.channel,
            source_key=arrival.source_key,
            name=arrival.name,
            sha256=sha256,
            size=len(arrival.data),
            received=arrival.received,
            media_type=mimetypes.guess_type(arrival.name)[0] or "application/octet-stream",
        )

    def _commit(self, arriving: Sequence[tuple[O, Item]], memory: Memory[O]) -> list[O]:
        """Record items in the ledger, remember them, and tell of them."""
        fresh: set[str] = set()
        changed = [(thing, item) for thing, item in arriving if not self._is_newest(item)]
        for awaited, group in groupby(changed, lambda pair: pair[0].source.role is Role.RESPONSE):
            received = self._store.ledger.receive(
                [item for _, item in group], now(), awaited=awaited
            )
            fresh.update(item.id for item in received)
        for thing, item in arriving:
            self._known[item.channel, item.source_key] = item
            memory.remember(thing, item)
            self.takings.keep(item, new=item.id in fresh)
        return [thing for thing, _ in arriving]

    def _is_newest(self, item: Item) -> bool:
        newest = self._known.get((item.channel, item.source_key))
        return newest is not None and newest.id == item.id

    def _leave(self, thing: Offered, reason: str, *, gone: bool = False) -> None:
        known = self.known(thing) is not None
        if gone:
            self.takings.leave(thing.source, thing.source_key, reason, None)
        else:
            self.takings.leave(thing.source, thing.source_key, reason, counts=not known)

    def _fail(self, thing: Offered, problem: Problem) -> None:
        self.takings.fail(thing.source, problem, counts=self.known(thing) is None)

    def _too_large(self, thing: Offered, size: int) -> Problem:
        message = (
            f"it has {size} bytes, more than [limits] file_bytes = {self._limit}; "
            "raise the limit or ask the sender for a smaller one."
        )
        return Problem(code=ProblemCode.TOO_LARGE, where=thing.source_key, message=message)

    def _unreadable(self, thing: Offered, error: OSError) -> Problem:
        message = f"it may not be read ({error.strerror}); give read permission, or look at it."
        return Problem(code=ProblemCode.UNREADABLE, where=thing.source_key, message=message)
