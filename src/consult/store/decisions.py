"""What people decided, appended and never overwritten."""

from __future__ import annotations

from sqlalchemy import Engine, insert, select

from consult.domain.codec import dumps, loads
from consult.domain.run import Decision
from consult.store.batches import known_keys
from consult.store.tables import decision as decision_table


class Decisions:
    """The log of decisions of one consultation."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def append(self, decision: Decision) -> None:
        """Append a decision; one with the same id is there already and stays."""
        with self._engine.begin() as connection:
            if decision.id in known_keys(connection, decision_table.c.id, [decision.id]):
                return
            connection.execute(
                insert(decision_table).values(
                    id=decision.id,
                    subject_id=decision.subject_id,
                    at=decision.at.isoformat(),
                    body=dumps(decision),
                )
            )

    def all(self) -> tuple[Decision, ...]:
        """Return every decision, oldest first."""
        query = select(decision_table.c.body).order_by(decision_table.c.at, decision_table.c.id)
        with self._engine.connect() as connection:
            return tuple(loads(Decision, body) for (body,) in connection.execute(query))
