"""What the matcher learns from: texts beside the columns that they may speak to.

A group holds texts that compete for the same columns (the answers and the questions of one
consultation, the arguments and the key points of one side of a debate), with a truth for every
pair. What is not known is said to be unknown, and teaches nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

CHECKPOINTS = Path(__file__).resolve().parents[1] / "checkpoints"
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


def write_groups(path: Path, groups: Iterable[Group]) -> int:
    """Write groups as JSON lines and return how many there were."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding="utf-8") as stream:
        for group in groups:
            stream.write(json.dumps(asdict(group), ensure_ascii=False) + "\n")
            count += 1
    return count


def read_groups(path: Path) -> list[Group]:
    """Read what ``write_groups`` wrote, in its order."""
    with path.open(encoding="utf-8") as stream:
        records = [json.loads(line) for line in stream]
    return [
        Group(
            source=record["source"],
            name=record["name"],
            texts=tuple(record["texts"]),
            columns=tuple(record["columns"]),
            truth=tuple(tuple(row) for row in record["truth"]),
        )
        for record in records
    ]
