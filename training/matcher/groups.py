"""What the matcher learns from: texts beside the columns that they may speak to.

A group holds texts that compete for the same columns (the answers and the questions of one
consultation, the arguments and the key points of one side of a debate), with a truth for every
pair. What is not known is said to be unknown, and teaches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from training.lines import read_lines

YES, NO, UNKNOWN = 1, 0, -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Texts, columns, and whether the first speak to the second."""

    source: str
    name: str
    """Of the matter: the columns of two groups with one name are not told apart."""
    texts: tuple[str, ...]
    columns: tuple[str, ...]
    truth: tuple[tuple[int, ...], ...]
    """A row for each text, a value for each column: ``YES``, ``NO`` or ``UNKNOWN``."""


def read_groups(path: Path) -> list[Group]:
    """Read the groups of a file in its order."""
    return [
        Group(
            source=record["source"],
            name=record["name"],
            texts=tuple(record["texts"]),
            columns=tuple(record["columns"]),
            truth=tuple(tuple(row) for row in record["truth"]),
        )
        for record in read_lines(path)
    ]
