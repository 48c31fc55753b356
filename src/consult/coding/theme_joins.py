"""Groups of the texts of one question, made by a reader of which of them make one point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from consult.coding.same_points import SamePoints
    from consult.domain.ports import FloatMatrix

TOGETHER = 0.85
"""Probability from which two texts bring their groups together."""
MEAN = 0.7
"""What the mean over all pairs of two groups must reach then. Both were chosen on two consultations
by reading what they join (docs/decisions/0041)."""
NEIGHBOURS = 10
"""How many of its nearest others a text is read with: of pairs that make one point, .94 are among
the ten nearest."""


def nearest_pairs(
    indexes: Sequence[int], points: FloatMatrix, subjects: FloatMatrix
) -> list[tuple[int, int]]:
    """Return the pairs of each text and its nearest others by either cosine, sorted, each once.

    ``points`` and ``subjects`` hold a unit row for every index.
    """
    order = sorted(indexes)
    rows = np.array(order)
    near = np.round(np.maximum(points[rows] @ points[rows].T, subjects[rows] @ subjects[rows].T), 5)
    np.fill_diagonal(near, -2.0)
    found: set[tuple[int, int]] = set()
    for place, index in enumerate(order):
        ranked = np.argsort(-near[place], kind="stable")[: min(NEIGHBOURS, len(order) - 1)]
        found.update(
            (min(index, order[other]), max(index, order[other])) for other in ranked.tolist()
        )
    return sorted(found)


def joined(
    indexes: Iterable[int],
    pairs: Iterable[tuple[int, int]],
    texts: Sequence[str],
    sides: Sequence[str | None],
    same: SamePoints,
) -> list[list[int]]:
    """Return texts in groups, each in one; never two of different known sides.

    The surest pairs are joined first, and groups where most of their pairs are likely to make one
    point. What has a known side stands first in its group.

    Args:
        indexes: which texts.
        pairs: those that may make one point.
        texts: by index.
        sides: by index, None where none is known.
        same: tells how likely two texts make one point.
    """
    members = {index: [index] for index in indexes}
    owner = {index: index for index in members}
    asked = [pair for pair in pairs if _may_join(pair, sides)]
    found = same.probabilities((texts[a], texts[b]) for a, b in asked)
    ranked = sorted(
        (-one, sorted((texts[a], texts[b])), a, b)
        for one, (a, b) in zip(found, asked, strict=True)
        if one >= TOGETHER
    )
    for _, _, a, b in ranked:
        first, second = owner[a], owner[b]
        if first == second or not _may_join((*members[first], *members[second]), sides):
            continue
        cross = product(members[first], members[second])
        likely = same.probabilities((texts[one], texts[other]) for one, other in cross)
        if float(np.mean(likely)) >= MEAN:
            owner.update(dict.fromkeys(members[second], first))
            members[first] += members.pop(second)
    return [_sided_first(group, sides) for group in members.values()]


def _may_join(indexes: Iterable[int], sides: Sequence[str | None]) -> bool:
    return len({sides[index] for index in indexes} - {None}) <= 1


def _sided_first(group: Sequence[int], sides: Sequence[str | None]) -> list[int]:
    return sorted(group, key=lambda index: sides[index] is None)
