"""What ties two texts of one question to one point, beyond what all of them are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from consult.coding.lexical import LexicalSpace

if TYPE_CHECKING:
    import numpy.typing as npt

    from consult.domain.ports import FloatMatrix

SMALL_GROUP = 4
"""Different texts up to which a group may have been brought together by the question's subject."""
SMALL_QUESTION = 200
"""Texts from which groups are larger than that."""
_WORDS = 0.08
_SUBJECT = 0.45
_UNUSUAL = 3.5
"""Standard deviations above the mean of all pairs. The three were chosen with invented answers in
view; on 14 development sets with known themes the groups so parted lose .006 of their ARI."""
_SHRINK = 10.0
_LEAST_SPREAD = 0.05


def tied(texts: Sequence[str], points: FloatMatrix, subjects: FloatMatrix) -> npt.NDArray[np.bool_]:
    """Return (n, n): whether two texts have more in common than their question.

    They share words that are rare among the texts, or are about one thing once what all of them
    are about is taken away, or make points that are far nearer than is usual here. In a question
    on buses any two sentences about buses are near each other.
    """
    words = LexicalSpace(texts).words(texts, texts) >= _WORDS
    return words | (_centred(subjects) >= _SUBJECT) | (_unusual(points) >= _UNUSUAL)


@dataclass(frozen=True, slots=True)
class Ties:
    """Which of some texts are tied, by their indexes."""

    rows: Mapping[int, int]
    """The row of each index in ``matrix``."""
    matrix: npt.NDArray[np.bool_]

    @classmethod
    def among(
        cls,
        indexes: Sequence[int],
        texts: Sequence[str],
        points: FloatMatrix,
        subjects: FloatMatrix,
    ) -> Ties:
        """Return the ties between the texts that ``indexes`` name, whatever their order."""
        order = sorted(indexes, key=lambda index: (texts[index], index))
        at = np.array(order)
        return cls(
            {index: row for row, index in enumerate(order)},
            tied([texts[i] for i in order], points[at], subjects[at]),
        )

    def between(self, first: int, second: int) -> bool:
        """Tell whether two texts are tied."""
        return bool(self.matrix[self.rows[first], self.rows[second]])

    def without(self, pairs: Iterable[tuple[int, int]]) -> Ties:
        """Return the ties without those of some pairs."""
        matrix = self.matrix.copy()
        for first, second in pairs:
            matrix[self.rows[first], self.rows[second]] = False
            matrix[self.rows[second], self.rows[first]] = False
        return Ties(self.rows, matrix)

    def parts(self, members: Sequence[int]) -> list[list[int]]:
        """Return indexes parted so that each is tied to another of its part, in their order."""
        from scipy.sparse.csgraph import connected_components

        rows = [self.rows[member] for member in members]
        count, owners = connected_components(self.matrix[np.ix_(rows, rows)], directed=False)
        return [
            [member for member, owner in zip(members, owners, strict=True) if owner == part]
            for part in range(count)
        ]


def _centred(rows: FloatMatrix) -> FloatMatrix:
    """Return the cosines of rows without the direction that all share; of few only a part of it."""
    count = rows.shape[0]
    moved = rows - rows.mean(axis=0, keepdims=True) * (count / (count + _SHRINK))
    moved = moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)
    cosines: FloatMatrix = np.round(moved @ moved.T, 5)
    return cosines


def _unusual(rows: FloatMatrix) -> FloatMatrix:
    """Return how many standard deviations each cosine lies above the mean of all pairs."""
    cosines = rows @ rows.T
    pairs = cosines[~np.eye(len(rows), dtype=bool)]
    spread = max(float(pairs.std()), _LEAST_SPREAD)
    above: FloatMatrix = np.round((cosines - float(pairs.mean())) / spread, 3)
    return above
