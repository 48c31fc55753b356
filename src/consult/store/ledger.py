"""The ledger: what was received and what became of it; the one truth of a consultation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, Engine, func, insert, select, update

from consult.domain.codec import dumps, loads
from consult.domain.ledger import Item, Response
from consult.store.batches import known_keys
from consult.store.tables import item as item_table
from consult.store.tables import response as response_table
from consult.store.tables import response_event


class Ledger:
    """Items and responses with every state they were ever in."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def receive(self, items: Iterable[Item], at: datetime) -> tuple[Item, ...]:
        """Record items, parents before children, and return those not known before, in order.

        An item that is known is left as it is, so receiving twice changes nothing; only where
        other bytes took its place since, it becomes the newest there again.
        """
        arriving = {item.id: item for item in items}
        with self._engine.begin() as connection:
            known = known_keys(connection, item_table.c.id, arriving)
            fresh = [item for item in arriving.values() if item.id not in known]
            newest = set(_newest(connection).values()) if known else set()
            again = [i for i in arriving if i in known and i not in newest]
            last = connection.execute(select(func.max(item_table.c.seen))).scalar() or 0
            order = {i: last + n for n, i in enumerate([*again, *(f.id for f in fresh)], start=1)}
            for item_id in again:
                connection.execute(
                    update(item_table).where(item_table.c.id == item_id).values(seen=order[item_id])
                )
            if fresh:
                connection.execute(
                    insert(item_table),
                    [
                        {
                            "id": item.id,
                            "channel": item.channel,
                            "source_key": item.source_key,
                            "sha256": item.sha256,
                            "parent_id": item.parent_id,
                            "first_seen": at.isoformat(),
                            "seen": order[item.id],
                            "body": dumps(item),
                        }
                        for item in fresh
                    ],
                )
        return tuple(fresh)

    def items(self) -> tuple[Item, ...]:
        """Return all items in the order in which they came, the newest of each place last."""
        query = select(item_table.c.body).order_by(item_table.c.seen, item_table.c.id)
        with self._engine.connect() as connection:
            return tuple(loads(Item, body) for (body,) in connection.execute(query))

    def settle(self, responses: Iterable[Response], *, actor: str, at: datetime) -> int:
        """Bring the ledger to these responses; return how many changed.

        A change of state is appended to the history with its reason, actor and time.
        """
        wanted = {response.id: response for response in responses}
        changed = 0
        with self._engine.begin() as connection:
            query = select(response_table.c.id, response_table.c.state, response_table.c.body)
            known = {row.id: (row.state, row.body) for row in connection.execute(query)}
            for response in wanted.values():
                body = dumps(response)
                before = known.get(response.id)
                if before is not None and before[1] == body:
                    continue
                changed += 1
                row = {
                    "respondent_id": response.respondent_id,
                    "channel": response.channel,
                    "state": response.state.value,
                    "body": body,
                }
                if before is None:
                    connection.execute(insert(response_table).values(id=response.id, **row))
                else:
                    connection.execute(
                        update(response_table)
                        .where(response_table.c.id == response.id)
                        .values(**row)
                    )
                if before is None or before[0] != response.state.value:
                    connection.execute(
                        insert(response_event).values(
                            response_id=response.id,
                            state=response.state.value,
                            reason=response.reason,
                            actor=actor,
                            at=at.isoformat(),
                        )
                    )
        return changed

    def responses(self) -> tuple[Response, ...]:
        """Return all responses with their present state, in order of id."""
        query = select(response_table.c.body).order_by(response_table.c.id)
        with self._engine.connect() as connection:
            return tuple(loads(Response, body) for (body,) in connection.execute(query))


def _newest(connection: Connection) -> dict[tuple[str, str], str]:
    """Return the newest item of each place by its channel and source key."""
    columns = (item_table.c.channel, item_table.c.source_key, item_table.c.id)
    query = select(*columns).order_by(item_table.c.seen, item_table.c.id)
    return {(channel, key): item_id for channel, key, item_id in connection.execute(query)}
