"""What people decided, appended and never overwritten."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Engine, func, insert, select, update

from consult.domain.codec import dumps, loads
from consult.domain.run import Decision
from consult.store.batches import known_keys
from consult.store.tables import decision as decision_table


class Decisions:
    """The log of decisions of one consultation."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def append(self, *decisions: Decision) -> None:
        """Append decisions, all or none; one with the same id is there already and stays."""
        with self._engine.begin() as connection:
            ids = [decision.id for decision in decisions]
            known = known_keys(connection, decision_table.c.id, ids)
            last = connection.execute(select(func.max(decision_table.c.number))).scalar() or 0
            fresh = {d.id: d for d in decisions if d.id not in known}
            if fresh:
                connection.execute(insert(decision_table), _rows(list(fresh.values()), last))

    def rewrite(self, *decisions: Decision) -> None:
        """Put decisions without words of somebody who was erased in the place of those kept."""
        with self._engine.begin() as connection:
            for decision in decisions:
                connection.execute(
                    update(decision_table)
                    .where(decision_table.c.id == decision.id)
                    .values(body=dumps(decision))
                )

    def all(self) -> tuple[Decision, ...]:
        """Return every decision in the order in which they were made."""
        query = select(decision_table.c.body).order_by(decision_table.c.number, decision_table.c.id)
        with self._engine.connect() as connection:
            return tuple(loads(Decision, body) for (body,) in connection.execute(query))


def _rows(decisions: Sequence[Decision], last: int) -> list[dict[str, object]]:
    return [
        {
            "id": decision.id,
            "subject_id": decision.subject_id,
            "at": decision.at.isoformat(),
            "number": number,
            "body": dumps(decision),
        }
        for number, decision in enumerate(decisions, start=last + 1)
    ]
