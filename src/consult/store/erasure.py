"""Taking somebody's words out of the store for good; the ledger keeps that there was a response."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, insert, or_, select, text, update

from consult.domain.codec import dumps, loads
from consult.domain.ledger import Item, Response
from consult.domain.run import Decision
from consult.store import tables
from consult.store.batches import in_batches
from consult.store.raw import RawStore

ERASED_NAME = "erased"
ERASED_WORDS = "[erased]"
"""What stands where words of an erased response stood in a reason or a decision."""


class Erasure:
    """Erases items and responses from database and originals, and remembers only digests."""

    def __init__(self, engine: Engine, raw: RawStore, folder: Path) -> None:
        self._engine = engine
        self._raw = raw
        self._folder = folder

    def tombstones(self) -> dict[str, str]:
        """Return item id -> SHA-256 of everything that was erased."""
        query = select(tables.tombstone.c.item_id, tables.tombstone.c.sha256)
        with self._engine.connect() as connection:
            return {row.item_id: row.sha256 for row in connection.execute(query)}

    def runs_with(self, response_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the runs that hold any of these responses, oldest first."""
        wanted = [tables.content.c.body.contains(f'"id":"{i}"') for i in sorted(response_ids)]
        query = (
            select(tables.run.c.id)
            .join(tables.record, tables.record.c.run_id == tables.run.c.id)
            .join(tables.content, tables.content.c.digest == tables.record.c.digest)
            .where(tables.record.c.kind == "responses", or_(*wanted))
            .distinct()
            .order_by(tables.run.c.id)
        )
        with self._engine.connect() as connection:
            return tuple(run_id for (run_id,) in connection.execute(query))

    def erase(
        self,
        items: Sequence[Item],
        responses: Sequence[Response],
        runs: Sequence[str],
        at: datetime,
    ) -> None:
        """Erase these items' bytes and texts, and the runs that hold them, in one transaction.

        Item and response rows stay without content. Vectors can't be told apart by whose words
        they were made of, so all leave and the next run makes them again. What is deleted in
        the database is overwritten in its file. Doing it again changes nothing.
        """
        names = _telling(items)
        with self._engine.begin() as connection:
            _bury(connection, items, at)
            shas = sorted({item.sha256 for item in items})
            for batch in in_batches(["", *shas]):
                reading = tables.reading.c
                connection.execute(delete(tables.reading).where(reading.source.in_(batch)))
            connection.execute(delete(tables.vector))
            connection.execute(delete(tables.proposal))
            _forget_runs(connection, runs)
            _empty_responses(connection, responses)
            _mask_reasons(connection, [r.id for r in responses], names)
        self._remove_bytes(items)
        self._overwrite()

    def _remove_bytes(self, items: Sequence[Item]) -> None:
        """Remove originals that no other item needs, and copies of the database from before."""
        shas = {item.sha256 for item in items}
        buried = self.tombstones()
        with self._engine.connect() as connection:
            held = select(tables.item.c.id, tables.item.c.sha256).where(
                tables.item.c.sha256.in_(sorted(shas))
            )
            needed = {row.sha256 for row in connection.execute(held) if row.id not in buried}
        self._raw.refuse(shas - needed)
        for sha256 in sorted(shas - needed):
            self._raw.remove(sha256)
        for backup in self._folder.glob("*.before-*"):
            backup.unlink()

    def _overwrite(self) -> None:
        """Rewrite the database file, so that what was deleted is in none of its pages."""
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if self._engine.dialect.name == "sqlite":
                connection.execute(text("VACUUM"))
                connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
            else:
                connection.execute(text("VACUUM FULL"))


def _telling(items: Iterable[Item]) -> list[str]:
    """Return the names by which other rows may speak of what is erased, the longest first."""
    names = {item.source_key for item in items}
    names |= {item.name for item in items if item.parent_id is None}
    names -= {"", ERASED_NAME, *(f"{ERASED_NAME}/{item.id}" for item in items)}
    return sorted(names, key=lambda name: (-len(name), name))


def _bury(connection: Connection, items: Sequence[Item], at: datetime) -> None:
    known = set(connection.execute(select(tables.tombstone.c.item_id)).scalars())
    for item in items:
        place = f"{ERASED_NAME}/{item.id}"
        empty = replace(item, source_key=place, name=ERASED_NAME, size=0)
        connection.execute(
            update(tables.item)
            .where(tables.item.c.id == item.id)
            .values(source_key=place, body=dumps(empty))
        )
        if item.id not in known:
            connection.execute(
                insert(tables.tombstone).values(
                    item_id=item.id, sha256=item.sha256, at=at.isoformat()
                )
            )


def _forget_runs(connection: Connection, runs: Sequence[str]) -> None:
    for batch in in_batches(runs):
        connection.execute(delete(tables.record).where(tables.record.c.run_id.in_(batch)))
        connection.execute(delete(tables.run).where(tables.run.c.id.in_(batch)))
    used = select(tables.record.c.digest).distinct()
    connection.execute(delete(tables.content).where(tables.content.c.digest.not_in(used)))


def _empty_responses(connection: Connection, responses: Sequence[Response]) -> None:
    for response in responses:
        empty = replace(response, respondent_id="", marks=())
        connection.execute(
            update(tables.response)
            .where(tables.response.c.id == response.id)
            .values(respondent_id="", body=dumps(empty))
        )


def _mask_reasons(connection: Connection, erased: Sequence[str], names: Sequence[str]) -> None:
    """Take the names of what is erased out of the history, other rows and decisions."""
    event, response = tables.response_event, tables.response
    for name in names:
        for row in connection.execute(select(event).where(event.c.reason.contains(name))).all():
            masked = row.reason.replace(name, ERASED_WORDS)
            connection.execute(update(event).where(event.c.id == row.id).values(reason=masked))
        quoted = json.dumps(name, ensure_ascii=False)[1:-1]
        for row in connection.execute(
            select(response).where(response.c.body.contains(quoted))
        ).all():
            known = loads(Response, row.body)
            if name in known.reason:
                renewed = replace(known, reason=known.reason.replace(name, ERASED_WORDS))
                connection.execute(
                    update(response).where(response.c.id == row.id).values(body=dumps(renewed))
                )
    _mask_senders(connection, erased)


def _mask_senders(connection: Connection, erased: Sequence[str]) -> None:
    """Take out whom people named as sender; what they decided about the state stays."""
    for row in connection.execute(
        select(tables.decision).where(tables.decision.c.subject_id.in_(list(erased)))
    ).all():
        decision = loads(Decision, row.body)
        if not decision.after.startswith("{"):
            continue
        masked = replace(decision, reason=ERASED_WORDS, before=ERASED_WORDS, after=ERASED_WORDS)
        connection.execute(
            update(tables.decision).where(tables.decision.c.id == row.id).values(body=dumps(masked))
        )
