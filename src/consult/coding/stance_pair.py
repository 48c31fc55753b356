"""What is coded for a stance: a segment beside a proposition, and the kinds of agreement."""

from __future__ import annotations

import re
from dataclasses import dataclass

from consult.coding.alternatives import Choice
from consult.coding.conditions import conditional
from consult.domain.coding import Position

_NORMATIVE = re.compile(
    r"\b(?:should|must|ought|shall|would|needs? to|has to|have to|let us)\b", re.IGNORECASE
)
Decision = tuple[Position, float, bool]
"""A position, its probability, and whether words declared it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StancePair:
    """A segment's text and a proposition of the question that the segment answers."""

    segment_id: str
    respondent_id: str
    question_id: str
    proposition_id: str
    proposition: str
    text: str
    asked: bool = True
    """Whether the text was written in answer to this question; one that was written to another has
    its "Yes" and its "this" there."""
    near: bool = False
    """Whether the text only seems near to a claim that nobody was asked about."""
    choice: Choice | None = None
    """Which of the paper's named alternatives the proposition is, if any."""
    conditional: bool = False
    """Whether the text is known to set a condition, beside those that the rules find."""
    no_side: bool | None = None
    """Whether the text is known to take no side of purpose; None where nobody looked. A model's
    "neither" may as well mean that the text speaks of something else."""

    @property
    def proposes(self) -> bool:
        """Whether the proposition says what should be, not how things are."""
        return _NORMATIVE.search(self.proposition) is not None


def agreement(pair: StancePair) -> Position:
    """Return what kind of agreement a text shows, if it agrees: with conditions or without."""
    if pair.conditional or conditional(pair.text) is not None:
        return Position.AGREE_WITH_CONDITIONS
    return Position.AGREE
