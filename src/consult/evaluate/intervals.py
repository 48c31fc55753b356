"""How sure a figure is, by drawing the sampled units again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A figure with the bounds between which it falls in 95 % of the redrawn samples."""

    value: float
    low: float
    high: float


def bootstrap(
    groups: Sequence[Sequence[str]],
    figure: Callable[[Sequence[str]], float | None],
    *,
    draws: int = 1000,
    seed: int = 20260101,
) -> Interval | None:
    """Return a figure of all units with its percentile interval (Efron 1979).

    ``groups`` holds the ids of units that belong together, such as those of one respondent: whole
    groups are redrawn, since what one person writes is not independent. ``figure`` takes ids, with
    repeats; where it gives None for a redrawn sample, that sample is left out. None when the
    figure itself is not defined or hardly any sample gives one.
    """
    value = figure([unit for group in groups for unit in group])
    if value is None or len(groups) < 2:
        return None
    dice = np.random.default_rng(seed)
    found = []
    for _ in range(draws):
        chosen = dice.integers(0, len(groups), size=len(groups))
        again = figure([unit for index in chosen for unit in groups[index]])
        if again is not None:
            found.append(again)
    if len(found) < draws / 2:
        return None
    low, high = np.percentile(found, (2.5, 97.5))
    return Interval(value=value, low=float(low), high=float(high))
