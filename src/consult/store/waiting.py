"""What waits: proposals for a person, and what lies at a source but was not taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Engine, delete, insert, select

from consult.domain.codec import dumps, loads
from consult.domain.ledger import Proposal, Sighting
from consult.store.tables import proposal as proposal_table
from consult.store.tables import sighting as sighting_table


class Proposals:
    """What the newest reading proposes, decided or not, in its order."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def replace(self, proposals: Sequence[Proposal]) -> None:
        """Keep these proposals, numbered in their order, in place of those before."""
        rows = [
            {
                "id": proposal.id,
                "number": number,
                "kind": proposal.kind.value,
                "subject_id": proposal.subject_id,
                "body": dumps(proposal),
            }
            for number, proposal in enumerate(proposals, start=1)
        ]
        with self._engine.begin() as connection:
            connection.execute(delete(proposal_table))
            if rows:
                connection.execute(insert(proposal_table), rows)

    def all(self) -> tuple[Proposal, ...]:
        """Return the proposals in their order."""
        query = select(proposal_table.c.body).order_by(proposal_table.c.number)
        with self._engine.connect() as connection:
            return tuple(loads(Proposal, body) for (body,) in connection.execute(query))


class Sightings:
    """What lay at the sources when they were looked at last, and was not taken."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def replace(self, sightings: Iterable[Sighting], at: datetime) -> None:
        """Keep what was seen now in place of what was seen before; first times stay."""
        seen = {(s.channel, s.source_key): s for s in sightings}
        with self._engine.begin() as connection:
            first = {
                (row.channel, row.source_key): row.first_seen
                for row in connection.execute(select(sighting_table))
            }
            connection.execute(delete(sighting_table))
            if seen:
                connection.execute(
                    insert(sighting_table),
                    [
                        {
                            "channel": channel,
                            "source_key": key,
                            "first_seen": first.get((channel, key), at.isoformat()),
                            "body": dumps(seen[channel, key]),
                        }
                        for channel, key in sorted(seen)
                    ],
                )

    def all(self) -> tuple[Sighting, ...]:
        """Return what was seen, in order of channel and place."""
        query = select(sighting_table.c.body).order_by(
            sighting_table.c.channel, sighting_table.c.source_key
        )
        with self._engine.connect() as connection:
            return tuple(loads(Sighting, body) for (body,) in connection.execute(query))
