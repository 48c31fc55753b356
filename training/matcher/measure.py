"""What training watches: how well cosines find the right columns of development groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import numpy as np
from sklearn.metrics import average_precision_score

from training.matcher.groups import UNKNOWN, YES, Group


def measure(encode: Callable[[list[str]], Any], groups: list[Group]) -> dict[str, float]:
    """Return by source the share of texts whose nearest column is right, and ArgKP's precision."""
    hits: dict[str, list[bool]] = defaultdict(list)
    strict, relaxed = [], []
    for group in groups:
        cosines = encode(list(group.texts)) @ encode(list(group.columns)).T
        truth = np.array(group.truth)
        centred = cosines - cosines.mean(axis=0)
        best = centred.argmax(axis=1)
        for row, place in enumerate(best):
            if (truth[row] == YES).any() and truth[row, place] != UNKNOWN:
                hits[group.source].append(bool(truth[row, place] == YES))
        if group.source == "argkp":
            strict.append(half_precision(cosines, truth == YES))
            relaxed.append(half_precision(cosines, truth != 0))
    found = {source: round(float(np.mean(values)), 4) for source, values in sorted(hits.items())}
    if strict:
        found["strict"] = round(float(np.mean(strict)), 4)
        found["relaxed"] = round(float(np.mean(relaxed)), 4)
    return found


def half_precision(scores: Any, right: Any) -> float:
    """Return the average precision of the better half of best matches, as the shared task does."""
    rows = np.arange(len(scores))
    best = scores.argmax(axis=1)
    top = np.argsort(-scores[rows, best], kind="stable")[: len(rows) // 2]
    hits = right[rows, best][top]
    return float(average_precision_score(hits, scores[rows, best][top])) if hits.any() else 0.0
