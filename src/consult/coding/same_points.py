"""Whether two texts of one question make one point, by a reader of both."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from consult.coding.mutual import SURELY

if TYPE_CHECKING:
    from consult.coding.mutual import MutualReadings
    from consult.domain.ports import PointReader

LIKELY = 0.5
"""Probability under which nobody is asked for a dispute as well."""


class SamePoints:
    """Asks a reader of every pair of texts once."""

    def __init__(self, reader: PointReader, mutual: MutualReadings | None = None) -> None:
        self._reader = reader
        self._mutual = mutual
        self._known: dict[tuple[str, str], float] = {}

    def probabilities(self, pairs: Iterable[tuple[str, str]]) -> list[float]:
        """Return for each pair, in order, how likely it makes one point, 0..1, to four digits.

        The order within a pair makes no difference. Equal texts do surely; those in which a stance
        model hears a sure dispute do not.
        """
        asked = [(first, second) if first <= second else (second, first) for first, second in pairs]
        self._known.update(((first, second), 1.0) for first, second in asked if first == second)
        unknown = [pair for pair in dict.fromkeys(asked) if pair not in self._known]
        if unknown:
            firsts, seconds = ([pair[n] for pair in unknown] for n in (0, 1))
            found = np.asarray(self._reader.one_point(firsts, seconds), dtype=np.float64)
            self._known.update(zip(unknown, np.round(found, 4).tolist(), strict=True))
            likely = [pair for pair in unknown if self._known[pair] >= LIKELY]
            if self._mutual is not None and likely:
                disputed = self._mutual.dispute(likely, SURELY)
                self._known.update((pair, 0.0) for pair in compress(likely, disputed))
        return [self._known[pair] for pair in asked]
