"""What was expensive to make, keyed by what it was made from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Engine, insert, select, update

from consult.store.batches import in_batches, known_keys
from consult.store.tables import reading as reading_table
from consult.store.tables import vector as vector_table

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    FloatMatrix = npt.NDArray[np.float32]


class Readings:
    """What readers made of bytes, as JSON text by key."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, key: str) -> str | None:
        """Return the reading under this key, None when there is none."""
        query = select(reading_table.c.body).where(reading_table.c.key == key)
        with self._engine.connect() as connection:
            return connection.execute(query).scalar_one_or_none()

    def put(self, key: str, body: str, source: str = "", *, renew: bool = False) -> None:
        """Keep a reading; one that is there already stays unless it is to be ``renew``-ed.

        ``source`` is the SHA-256 of the bytes that it was made of, by which an erasure finds it.
        """
        with self._engine.begin() as connection:
            if key not in known_keys(connection, reading_table.c.key, [key]):
                connection.execute(insert(reading_table).values(key=key, source=source, body=body))
            elif renew:
                connection.execute(
                    update(reading_table)
                    .where(reading_table.c.key == key)
                    .values(source=source, body=body)
                )


class Vectors:
    """Rows of float32 that an engine made, by engine and key; engines never mix."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def rows(
        self,
        engine_id: str,
        keys: Sequence[str],
        make: Callable[[list[int]], FloatMatrix],
        *,
        batch: int = 512,
    ) -> FloatMatrix:
        """Return one row for each key, in order, making only those not kept yet.

        ``make`` gets the positions of the missing keys (each key once) in batches and returns
        one row for each; every batch is kept before the next is made, so that a run that was cut
        off goes on where it stopped. Equal keys share a row.
        """
        import numpy as np

        kept = self._load(engine_id, keys)
        first = {key: position for position, key in reversed(list(enumerate(keys)))}
        missing = [position for key, position in first.items() if key not in kept]
        for positions in in_batches(sorted(missing), batch):
            made = np.ascontiguousarray(make(positions), dtype=np.float32)
            rows = {keys[p]: made[i].tobytes() for i, p in enumerate(positions)}
            self._save(engine_id, rows)
            kept.update(rows)
        if not keys:
            return np.zeros((0, 0), dtype=np.float32)
        return np.stack([np.frombuffer(kept[key], dtype=np.float32) for key in keys])

    def _load(self, engine_id: str, keys: Sequence[str]) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        with self._engine.connect() as connection:
            for batch in in_batches(dict.fromkeys(keys)):
                query = select(vector_table.c.key, vector_table.c.data).where(
                    vector_table.c.engine == engine_id, vector_table.c.key.in_(batch)
                )
                found.update({row.key: row.data for row in connection.execute(query)})
        return found

    def _save(self, engine_id: str, rows: dict[str, bytes]) -> None:
        with self._engine.begin() as connection:
            connection.execute(
                insert(vector_table),
                [{"engine": engine_id, "key": key, "data": data} for key, data in rows.items()],
            )
