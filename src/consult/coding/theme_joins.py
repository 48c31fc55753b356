"""Groups of the texts of one question, joined by a reader of which of them say one thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, product
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
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
    indexes: Sequence[int], texts: Sequence[str], points: FloatMatrix, subjects: FloatMatrix
) -> list[tuple[int, int]]:
    """Return the pairs of each text and its nearest others by either cosine, each once.

    Equal texts are one among the nearest, however many said them, and pairs among themselves.

    Args:
        indexes: which texts, in an order that does not depend on how they were given.
        texts: by index.
        points: by index, (n, d) unit rows.
        subjects: by index, (n, e) unit rows.
    """
    copies: dict[str, list[int]] = {}
    for index in indexes:
        copies.setdefault(texts[index], []).append(index)
    said = list(copies.values())
    rows = np.array([same[0] for same in said])
    near = np.round(np.maximum(points[rows] @ points[rows].T, subjects[rows] @ subjects[rows].T), 5)
    np.fill_diagonal(near, -2.0)
    ranked = np.argsort(-near, axis=1, kind="stable")[:, : min(NEIGHBOURS, len(said) - 1)]
    met = {(min(a, b), max(a, b)) for a, others in enumerate(ranked.tolist()) for b in others}
    return [
        *(pair for same in said for pair in combinations(same, 2)),
        *(pair for a, b in sorted(met) for pair in product(said[a], said[b])),
    ]


class TellsOfPairs(Protocol):
    """Tells how likely two texts say one thing."""

    def probabilities(self, pairs: Iterable[tuple[str, str]]) -> list[float]:
        """Return for each pair, in order, how likely its texts do, 0..1."""


def joined(
    groups: Sequence[Sequence[int]],
    pairs: Iterable[tuple[int, int]],
    texts: Sequence[str],
    sides: Sequence[str | None],
    same: TellsOfPairs,
) -> list[list[int]]:
    """Return groups of texts with those joined that say one thing; never two known sides in one.

    The surest pairs are joined first, and groups where most of their pairs are likely to make one
    point. What has a known side stands first in its group.

    Args:
        groups: the indexes of texts, each in one group, in an order that does not depend on how
            they were given.
        pairs: those that may make one point.
        texts: by index.
        sides: by index, None where none is known.
        same: tells how likely two texts make one point.
    """
    members = {number: list(group) for number, group in enumerate(groups)}
    owner = {index: number for number, group in members.items() for index in group}
    order = list(owner)
    place = {index: number for number, index in enumerate(order)}
    asked = [pair for pair in pairs if _may_join(pair, sides)]
    found = same.probabilities((texts[a], texts[b]) for a, b in asked)
    ranked = sorted(
        (-one, min(place[a], place[b]), max(place[a], place[b]))
        for one, (a, b) in zip(found, asked, strict=True)
        if one >= TOGETHER
    )
    for _, a, b in ranked:
        first, second = owner[order[a]], owner[order[b]]
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
