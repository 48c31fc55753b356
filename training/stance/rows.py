"""The rows that the stance model learns from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from training.lines import read_lines

LABELS = ("agree", "disagree", "neither")
UNKNOWN = (1 / 3, 1 / 3, 1 / 3)
"""The target of a pair that nobody has judged."""


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


def towards(row: Row, proposition: str, *, turns: bool) -> Row:
    """Return the row put beside another proposition; ``turns``: one of the opposite sense."""
    agree, disagree, neither = row.target
    target = (disagree, agree, neither) if turns else row.target
    return replace(row, proposition=proposition, target=target)


def read_rows(path: Path) -> list[Row]:
    """Read the rows of a file in its order."""
    return [
        Row(
            source=record["source"],
            proposition=record["proposition"],
            text=record["text"],
            target=tuple(record["target"]),
            weight=record["weight"],
        )
        for record in read_lines(path)
    ]
