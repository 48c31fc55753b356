"""The ledger: what was received and what became of it; the one truth of a consultation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, delete, func, insert, select, update

from consult.domain.codec import dumps, loads
from consult.domain.ledger import Item, Response, ResponseState, awaiting
from consult.domain.run import Decision
from consult.store.batches import in_batches, known_keys
from consult.store.tables import item as item_table
from consult.store.tables import response as response_table
from consult.store.tables import response_event

OPENED = "OPENED"
"""The last event of a row that turned out to hold responses, or to be none."""

_ROWS_AT_ONCE = 5_000
"""Rows that go to the database together: all 200,000 of a table at once would take 200 MB."""
_NOBODY: Mapping[str, Decision] = MappingProxyType({})
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One change of state of a response, with who made it, when and why."""

    response_id: str
    state: str
    """A state, or OPENED for a row that held others."""
    reason: str
    actor: str
    at: datetime


class Ledger:
    """Items and responses with every state they were ever in."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def receive(
        self, items: Iterable[Item], at: datetime, *, awaited: bool = True
    ) -> tuple[Item, ...]:
        """Record items, parents before children, and return those not known before, in order.

        An item that is known is left as it is, so receiving twice changes nothing; only where
        other bytes took its place since, it becomes the newest there again. Each new thing that
        came in nothing else is a response in the state RECEIVED from then on, in the same
        transaction, unless it is not ``awaited`` as one.
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
            for batch in in_batches(fresh, _ROWS_AT_ONCE):
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
                        for item in batch
                    ],
                )
            if awaited:
                _await(connection, [item for item in fresh if item.parent_id is None], at)
        return tuple(fresh)

    def items(self) -> tuple[Item, ...]:
        """Return all items in the order in which they came, the newest of each place last."""
        query = select(item_table.c.body).order_by(item_table.c.seen, item_table.c.id)
        with self._engine.connect() as connection:
            return tuple(loads(Item, body) for (body,) in connection.execute(query))

    def settle(
        self,
        responses: Iterable[Response],
        *,
        actor: str,
        at: datetime,
        decided: Mapping[str, Decision] = _NOBODY,
        opened: Mapping[str, str] = _NOTHING,
    ) -> int:
        """Bring the ledger to these responses, in one transaction; return how many changed.

        A change of state is appended to the history with its reason, actor and time, which are
        the person's where the state of a response was ``decided``. Rows of things that turned
        out to hold others, or to be no response, leave with what they were, as ``opened`` says.
        """
        wanted = {response.id: response for response in responses}
        with self._engine.begin() as connection:
            query = select(response_table.c.id, response_table.c.state, response_table.c.body)
            known = {row.id: (row.state, row.body) for row in connection.execute(query)}
            fresh: list[dict[str, Any]] = []
            changed: list[dict[str, Any]] = []
            events: list[dict[str, Any]] = []
            for response in wanted.values():
                row = _row(response)
                before = known.get(response.id)
                if before is None:
                    fresh.append(row)
                elif before[1] != row["body"]:
                    changed.append({**row, "row_id": response.id})
                if before is None or _is_news(before, response, decided):
                    events.append(_event(response, decided.get(response.id), actor, at))
            read = [i for i in sorted(opened) if known.get(i, ("",))[0] == ResponseState.RECEIVED]
            events.extend(
                {
                    "response_id": response_id,
                    "state": OPENED,
                    "reason": opened[response_id],
                    "actor": actor,
                    "at": at.isoformat(),
                }
                for response_id in read
            )
            _write(connection, fresh, changed, events)
            for batch in in_batches(read):
                connection.execute(delete(response_table).where(response_table.c.id.in_(batch)))
        return len(fresh) + len(changed) + len(read)

    def counts(self, since: datetime | None = None) -> tuple[tuple[str, ResponseState, int], ...]:
        """Return (channel, state, how many responses) by channel and state.

        With ``since``, only of responses that the ledger first knew of at that time or later.
        """
        query = select(response_table.c.channel, response_table.c.state, func.count())
        if since is not None:
            first = (
                select(response_event.c.response_id)
                .group_by(response_event.c.response_id)
                .having(func.min(response_event.c.at) >= since.isoformat())
            )
            query = query.where(response_table.c.id.in_(first))
        query = query.group_by(response_table.c.channel, response_table.c.state)
        with self._engine.connect() as connection:
            counted = [(c, ResponseState(s), int(n)) for c, s, n in connection.execute(query)]
        order = list(ResponseState)
        return tuple(sorted(counted, key=lambda row: (row[0], order.index(row[1]))))

    def responses_in(self, states: Iterable[ResponseState]) -> tuple[Response, ...]:
        """Return the responses in any of these states, in order of id."""
        wanted = [state.value for state in states]
        query = (
            select(response_table.c.body)
            .where(response_table.c.state.in_(wanted))
            .order_by(response_table.c.id)
        )
        with self._engine.connect() as connection:
            return tuple(loads(Response, body) for (body,) in connection.execute(query))

    def by_id(self, ids: Iterable[str]) -> dict[str, Response]:
        """Return those of these responses that the ledger has, by id."""
        found: dict[str, Response] = {}
        with self._engine.connect() as connection:
            for batch in in_batches(sorted(set(ids))):
                query = select(response_table.c.id, response_table.c.body).where(
                    response_table.c.id.in_(batch)
                )
                found.update(
                    {row.id: loads(Response, row.body) for row in connection.execute(query)}
                )
        return found

    def of_respondent(self, respondent_id: str) -> tuple[Response, ...]:
        """Return the responses of one respondent, in order of id."""
        query = (
            select(response_table.c.body)
            .where(response_table.c.respondent_id == respondent_id)
            .order_by(response_table.c.id)
        )
        with self._engine.connect() as connection:
            return tuple(loads(Response, body) for (body,) in connection.execute(query))

    def items_by_id(self, ids: Iterable[str]) -> dict[str, Item]:
        """Return those of these items that the ledger has, by id."""
        found: dict[str, Item] = {}
        with self._engine.connect() as connection:
            for batch in in_batches(sorted(set(ids))):
                query = select(item_table.c.body).where(item_table.c.id.in_(batch))
                items = [loads(Item, body) for (body,) in connection.execute(query)]
                found.update({item.id: item for item in items})
        return found

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all responses, sorted."""
        query = select(response_table.c.id).order_by(response_table.c.id)
        with self._engine.connect() as connection:
            return tuple(response_id for (response_id,) in connection.execute(query))

    def events(self) -> tuple[Event, ...]:
        """Return every change of state that ever was, oldest first."""
        query = select(response_event).order_by(response_event.c.id)
        with self._engine.connect() as connection:
            return tuple(
                Event(
                    response_id=row.response_id,
                    state=row.state,
                    reason=row.reason,
                    actor=row.actor,
                    at=datetime.fromisoformat(row.at),
                )
                for row in connection.execute(query)
            )

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


def _is_news(before: tuple[str, str], response: Response, decided: Mapping[str, Decision]) -> bool:
    """Tell whether a change belongs in the history: a new state, or a person's word on it."""
    state, body = before
    if state != response.state.value:
        return True
    return response.id in decided and loads(Response, body).reason != response.reason


def _await(connection: Connection, items: Sequence[Item], at: datetime) -> None:
    """Give each new thing its row in the state RECEIVED, where its place has none yet."""
    rows = {r.id: r for r in (awaiting(item) for item in items)}
    known = known_keys(connection, response_table.c.id, rows)
    fresh = [response for response in rows.values() if response.id not in known]
    _write(
        connection,
        [_row(response) for response in fresh],
        [],
        [_event(response, None, "consult", at) for response in fresh],
    )


def _row(response: Response) -> dict[str, Any]:
    return {
        "id": response.id,
        "respondent_id": response.respondent_id,
        "channel": response.channel,
        "state": response.state.value,
        "body": dumps(response),
    }


def _event(
    response: Response, decision: Decision | None, actor: str, at: datetime
) -> dict[str, Any]:
    return {
        "response_id": response.id,
        "state": response.state.value,
        "reason": response.reason,
        "actor": decision.actor if decision else actor,
        "at": (decision.at if decision else at).isoformat(),
    }


def _write(
    connection: Connection,
    fresh: list[dict[str, Any]],
    changed: list[dict[str, Any]],
    events: list[dict[str, Any]],
) -> None:
    if fresh:
        connection.execute(insert(response_table), fresh)
    if changed:
        table = response_table.c
        renew = update(response_table).where(table.id == bindparam("row_id"))
        columns = ("respondent_id", "channel", "state", "body")
        connection.execute(
            renew.values({name: bindparam(f"new_{name}") for name in columns}),
            [
                {"row_id": row["row_id"], **{f"new_{name}": row[name] for name in columns}}
                for row in changed
            ],
        )
    if events:
        connection.execute(insert(response_event), events)
