"""Looking many keys up at once, within what every database allows in one statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from sqlalchemy import Column, Connection, select

T = TypeVar("T")

KEYS_PER_STATEMENT = 500


def in_batches(values: Iterable[T], size: int = KEYS_PER_STATEMENT) -> Iterator[list[T]]:
    """Yield the values in order, in lists of at most ``size``."""
    iterator = iter(values)
    while batch := list(islice(iterator, size)):
        yield batch


def known_keys(connection: Connection, column: Column[str], keys: Iterable[str]) -> frozenset[str]:
    """Return those of ``keys`` that stand in ``column``."""
    found: set[str] = set()
    for batch in in_batches(keys):
        rows: Sequence[tuple[str]] = connection.execute(
            select(column).where(column.in_(batch))
        ).all()  # type: ignore[assignment]  # Row is a tuple at run time
        found.update(row[0] for row in rows)
    return frozenset(found)
