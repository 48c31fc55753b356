"""What two texts of one question say of each other: one point, a dispute, or nothing."""

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
STRANGE = 0.35
"""Mean probability that one text agrees with the other under which they speak of different things:
none of the 30 pairs that make one point lie under it, and six of the 29 (docs/decisions/0044)."""
_LONGEST = 60
"""Words beyond which a text is no proposition that another could be for or against."""
_Pair = tuple[str, str]
_UNREAD = (1.0, 1.0, 0.0)


class MutualReadings:
    """Asks a stance model of every pair of texts once, each as the proposition of the other.

    The order within a pair makes no difference.
    """

    def __init__(self, model: StanceModel) -> None:
        self._model = model
        self._known: dict[_Pair, tuple[float, float, float]] = {}
        """Mean and least probability that one agrees with the other, mean that it is against."""

    def dispute(self, pairs: Iterable[_Pair], bound: float = DISPUTE) -> list[bool]:
        """Return for each pair, in order, whether its texts dispute each other from ``bound`` on.

        Equal and very long texts never do.
        """
        return [against >= bound for _, _, against in self._heard(pairs)]

    def strange(self, pairs: Iterable[_Pair]) -> list[bool]:
        """Return for each pair, in order, whether neither text has much to say to the other.

        Equal and very long texts never are.
        """
        return [mean < STRANGE for mean, _, _ in self._heard(pairs)]

    def probabilities(self, pairs: Iterable[_Pair]) -> list[float]:
        """Return for each pair, in order, how surely either text agrees with the other, 0..1.

        That is the lesser probability of the two; 1 for equal texts, 0 where they dispute each
        other or one is very long.
        """
        asked = list(pairs)
        return [
            least if first == second or (against < DISPUTE and _readable((first, second))) else 0.0
            for (first, second), (_, least, against) in zip(asked, self._heard(asked), strict=True)
        ]

    def _heard(self, pairs: Iterable[_Pair]) -> list[tuple[float, float, float]]:
        asked = [(first, second) if first <= second else (second, first) for first, second in pairs]
        unknown = [pair for pair in dict.fromkeys(asked) if pair not in self._known]
        self._known.update(dict.fromkeys(unknown, _UNREAD))
        readable = [pair for pair in unknown if _readable(pair)]
        if readable:
            self._known.update(zip(readable, self._read(readable), strict=True))
        return [self._known[pair] for pair in asked]

    def _read(self, pairs: list[_Pair]) -> list[tuple[float, float, float]]:
        both = [*pairs, *((second, first) for first, second in pairs)]
        scores = np.asarray(
            self._model.score([_stated(first) for first, _ in both], [text for _, text in both])
        )
        agree, against = (scores[:, side].reshape(2, len(pairs)) for side in (0, 1))
        columns = (agree.mean(axis=0), agree.min(axis=0), against.mean(axis=0))
        rows = np.round(np.stack(columns, axis=1).astype(np.float64), 4).tolist()
        return [(mean, least, disputes) for mean, least, disputes in rows]


def _readable(pair: _Pair) -> bool:
    return pair[0] != pair[1] and all(len(text.split()) <= _LONGEST for text in pair)


def _stated(text: str) -> str:
    """Return a text as a proposition, without the mark that ends it."""
    return text.rstrip(" .!;,")
