"""Whether two texts of one question dispute each other, so that they make no point together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from consult.domain.ports import StanceModel

DISPUTE = 0.4
"""Mean probability, over both ways of asking, that one text is against the other, from which they
do. Of 73 pairs that three invented consultations had brought together, 14 of 29 that make no one
point and 3 of 30 that do lie above it (`benches/quality/disputes.py`); at .3 two more of each do,
but of the 89 pairs of quotes that make one point in two further consultations 47 instead of 24
(docs/decisions/0040, which chose it with the readers before these)."""
SURELY = 0.7
"""The same where a reader of points says otherwise: of those pairs four of 29 that make no one
point and none of 30 lie above it, and four of the 89."""
_LONGEST = 60
"""Words beyond which a text is no proposition that another could be for or against."""


class Disputes:
    """Asks a stance model of every pair of texts once, each as the proposition of the other."""

    def __init__(self, model: StanceModel) -> None:
        self._model = model
        self._known: dict[tuple[str, str], float] = {}

    def between(self, pairs: Iterable[tuple[str, str]], bound: float = DISPUTE) -> list[bool]:
        """Return for each pair, in order, whether its texts dispute each other from ``bound`` on.

        The order within a pair makes no difference; equal and very long texts never do.
        """
        asked = [(first, second) if first <= second else (second, first) for first, second in pairs]
        unknown = [pair for pair in dict.fromkeys(asked) if pair not in self._known]
        readable = [pair for pair in unknown if _may_dispute(pair)]
        self._known.update(dict.fromkeys(unknown, 0.0))
        if readable:
            self._known.update(zip(readable, self._read(readable), strict=True))
        return [self._known[pair] >= bound for pair in asked]

    def _read(self, pairs: list[tuple[str, str]]) -> list[float]:
        both = [*pairs, *((second, first) for first, second in pairs)]
        scores = np.asarray(
            self._model.score([_stated(first) for first, _ in both], [text for _, text in both])
        )
        against = scores[:, 1].reshape(2, len(pairs)).mean(axis=0)
        return [round(float(one), 4) for one in against]


def _may_dispute(pair: tuple[str, str]) -> bool:
    return pair[0] != pair[1] and all(len(text.split()) <= _LONGEST for text in pair)


def _stated(text: str) -> str:
    """Return a text as a proposition, without the mark that ends it."""
    return text.rstrip(" .!;,")
