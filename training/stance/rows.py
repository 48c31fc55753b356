"""The rows that the stance model learns from, and where they are kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

LABELS = ("agree", "disagree", "neither")
CHECKPOINTS = Path(__file__).resolve().parents[1] / "checkpoints"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One pair with its target: probabilities of agree, disagree and neither."""

    source: str
    proposition: str
    text: str
    target: tuple[float, float, float]
    weight: float = 1.0

    @property
    def label(self) -> int:
        """The index of the largest target."""
        return max(range(3), key=lambda i: self.target[i])


def one_hot(label: str) -> tuple[float, float, float]:
    """Return the target that is certain of one label of ``LABELS``."""
    return (float(label == "agree"), float(label == "disagree"), float(label == "neither"))


def write_rows(path: Path, rows: Iterable[Row]) -> int:
    """Write rows as JSON lines and return how many there were."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding="utf-8") as stream:
        for row in rows:
            stream.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
            count += 1
    return count


def read_rows(path: Path) -> list[Row]:
    """Read what ``write_rows`` wrote, in its order."""
    with path.open(encoding="utf-8") as stream:
        records = [json.loads(line) for line in stream]
    return [
        Row(
            source=record["source"],
            proposition=record["proposition"],
            text=record["text"],
            target=tuple(record["target"]),
            weight=record["weight"],
        )
        for record in records
    ]
