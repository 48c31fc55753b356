"""Letters that take the questions one after the other, without naming them.

Who answers a paper from its first question to its last says with the order of the paragraphs what
their words leave open. The likeliest way through the questions is found by dynamic programming;
whether a letter follows them at all is told by comparing it with itself in other orders.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from consult.coding.assignable import Segments

if TYPE_CHECKING:
    from consult.domain.ports import FloatMatrix

Matrix = npt.NDArray[np.float64]

FEWEST_TEXTS = 20
FEWEST_QUESTIONS = 4
"""In the consultation, and on the way through them."""
MOST_TEXTS = 2_000
ORDERS = 19
"""In how many other orders a letter is read, and backwards; all of them must fit worse."""
IN_ORDER = 0.9
"""How much of the fit of a way that may go back one in order must keep."""
ON_THE_WAY = 2.0
"""What the way adds to its question, in standard deviations, and takes off the others."""
OFF_THE_WAY = 1.5

_NEXT, _SKIPPED, _BACK, _ASIDE = 1.0, 0.3, 3.0, 2.0
_MOST_SKIPPED = 6
_NONE_SCORE = 0.9
_WHOLE_WORDS = 60.0
_TEXTS_TOGETHER = 5


def by_order(segments: Segments, scores: FloatMatrix, told: Sequence[bool]) -> FloatMatrix:
    """Return (texts, questions) of what the order of the texts adds to scores or takes off them.

    The columns of ``segments`` must all be given, and ``scores`` be those of the questions in
    their order, in standard deviations. 0 for texts that are told their question, and for all of
    a document that is told most of its questions, is short or does not follow them.
    """
    added = np.zeros(scores.shape, dtype=np.float32)
    if scores.shape[1] < FEWEST_QUESTIONS:
        return added
    rows: dict[str, list[int]] = {}
    for row, document in enumerate(segments.documents):
        rows.setdefault(document, []).append(row)
    for document, every in rows.items():
        members = [row for row in every if not told[row]]
        if not document or 2 * len(members) < len(every):
            continue
        if not FEWEST_TEXTS <= len(members) <= MOST_TEXTS:
            continue
        members.sort(key=lambda row: (segments.positions[row], row))
        words = np.array([len(segments.texts[row].split()) for row in members])
        way = followed(scores[members].astype(np.float64), words)
        if way is not None:
            added[members] = -OFF_THE_WAY
            for row, question in zip(members, way, strict=True):
                if question >= 0:
                    added[row, question] = ON_THE_WAY
    return added


def followed(scores: Matrix, words: npt.NDArray[np.int_]) -> list[int] | None:
    """Return the way of a letter through the questions, or None where it does not follow them.

    Args:
        scores: (texts, questions), both in their order.
        words: of each text; a short one counts for less.

    A way goes on to later questions, never back, and may leave questions out or stand aside; -1
    stands for a text beside it. It is believed where it leads to four questions or more, fits
    better than that of the same texts backwards and in nineteen other orders, and nearly as well
    as one that may go back.
    """
    count = scores.shape[1]
    weights = np.minimum(words, _WHOLE_WORDS) / _WHOLE_WORDS
    aside = np.full((len(scores), count + 1), _NONE_SCORE)
    weighed = np.hstack([scores, aside]) * weights[:, None]
    steps = _steps(count)
    fit, way = _best_way(weighed, steps)
    if len({question for question in way if question < count}) < FEWEST_QUESTIONS:
        return None
    if fit < IN_ORDER * _best_way(weighed, _steps(count, back=-_NEXT - _BACK))[0]:
        return None
    if any(_best_way(weighed[order], steps)[0] >= fit for order in _other_orders(len(scores))):
        return None
    return [question if question < count else -1 for question in way]


def _other_orders(count: int) -> Iterator[npt.NDArray[np.int_]]:
    """Yield the places of texts backwards, and with stretches of some five texts shuffled."""
    places = np.arange(count)
    yield places[::-1]
    chooser = np.random.default_rng(0)
    parts = np.array_split(places, count // _TEXTS_TOGETHER + 2)
    for _ in range(ORDERS):
        yield np.concatenate([parts[part] for part in chooser.permutation(len(parts))])


def _steps(count: int, back: float = -np.inf) -> Matrix:
    """Return (from, to) what steps add, never more than 0: between questions, then aside.

    Aside is one place for each number of questions that are passed; ``back`` is what a step to an
    earlier question adds.
    """
    place = np.arange(count)
    ahead = place[None, :] - place[:, None]
    skipped = -_SKIPPED * np.clip(ahead - 1, 0, _MOST_SKIPPED)
    steps = np.full((2 * count + 1, 2 * count + 1), -np.inf)
    steps[:count, :count] = np.where(ahead > 0, -_NEXT + skipped, back)
    np.fill_diagonal(steps, 0.0)
    steps[place, count + 1 + place] = -_ASIDE
    steps[count, :count] = -_ASIDE
    steps[count + 1 :, :count] = np.where(ahead >= 0, -_ASIDE + skipped, back)
    return steps


def _best_way(weighed: Matrix, steps: Matrix) -> tuple[float, list[int]]:
    """Return the best sum of scores and steps over the texts, and the columns that reach it."""
    best = weighed[0].copy()
    best[weighed.shape[1] // 2 + 1 :] = -np.inf
    came: list[npt.NDArray[np.int_]] = []
    for row in weighed[1:]:
        reached = best[:, None] + steps
        before = reached.argmax(axis=0)
        came.append(before)
        best = reached[before, np.arange(len(before))] + row
    last = int(best.argmax())
    way = [last]
    for before in reversed(came):
        way.append(int(before[way[-1]]))
    return float(best.max()), way[::-1]
