"""Which themes of two sets are the same, by the members that they share."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np


def matched_themes(
    left: Mapping[str, Collection[str]], right: Mapping[str, Collection[str]]
) -> tuple[tuple[str, str, float], ...]:
    """Return (left id, right id, Jaccard of members) of the best one-to-one match.

    The match with the greatest sum of Jaccard indexes (Hungarian method), among equals by id;
    pairs that share no member are left out. In order of left id.
    """
    from scipy.optimize import linear_sum_assignment

    rows, columns = sorted(left), sorted(right)
    if not rows or not columns:
        return ()
    of_row = [frozenset(left[i]) for i in rows]
    where: dict[str, list[int]] = {}
    for number, theme_id in enumerate(columns):
        for member in right[theme_id]:
            where.setdefault(member, []).append(number)
    shared = np.zeros((len(rows), len(columns)))
    for row, members in enumerate(of_row):
        for member in members:
            for column in where.get(member, ()):
                shared[row, column] += 1
    sizes = np.array([[len(m)] for m in of_row]) + np.array([len(set(right[i])) for i in columns])
    jaccard = np.divide(shared, sizes - shared, out=np.zeros_like(shared), where=sizes > shared)
    pairs = zip(*linear_sum_assignment(jaccard, maximize=True), strict=True)
    return tuple(
        (rows[int(r)], columns[int(c)], float(jaccard[r, c])) for r, c in pairs if jaccard[r, c] > 0
    )
