"""Which texts a person should decide next: those whose decision teaches themes most."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from consult.domain.ports import FloatMatrix

Matrix = npt.NDArray[np.float64]

_MOST_LOOKED_AT = 2_000
"""Texts among which a batch is spread out; those that seem to teach least are left out first."""
_REACH = 4.0
"""How fast what a text teaches falls with the cosine: exp(4 (cosine - 1))."""
_FLOOR = 0.1
"""What a text teaches of which nothing is unsure."""


def next_to_decide(
    texts: Sequence[str],
    scores: Matrix,
    thresholds: Matrix,
    vectors: FloatMatrix,
    decided: FloatMatrix,
    confirmed: npt.NDArray[np.int64],
    *,
    count: int,
) -> tuple[int, ...]:
    """Return the texts to decide next, by index, those that teach most first.

    A text teaches more the nearer its probabilities lie to the thresholds, weighing rare themes
    higher; the more texts are like it; and the less like it is to what was decided or stands
    earlier in the batch, so that a batch holds no near-duplicates. The order of the texts does not
    matter.

    Args:
        texts: the undecided texts.
        scores: (n, k) calibrated probabilities of their themes; k may be 0 when nothing is learned.
        thresholds: (k,) from which a text belongs.
        vectors: (n, d) unit rows of the texts.
        decided: (m, d) unit rows of the decided texts.
        confirmed: (k,) how many confirmed examples each theme has.
        count: how many texts to return, at most.
    """
    order = np.array(sorted(range(len(texts)), key=lambda n: _key(texts[n])), dtype=np.int64)
    worth = _uncertainty(scores[order], thresholds, confirmed)
    first = np.argsort(-np.round(worth, 6), kind="stable")[:_MOST_LOOKED_AT]
    rows = np.asarray(vectors[order[first]], dtype=np.float64)
    near = np.exp(_REACH * (rows @ rows.T - 1))
    covered = np.zeros(len(rows))
    if len(decided) and len(rows):
        covered = np.exp(_REACH * (rows @ decided.T.astype(np.float64) - 1)).max(axis=1)
    value = _FLOOR + worth[first]
    chosen: list[int] = []
    for _ in range(min(count, len(rows))):
        # What a text would newly teach about every other one, itself among them.
        gain = (value[:, None] * np.maximum(near - covered[:, None], 0)).sum(axis=0)
        gain = np.round(gain, 9)
        gain[chosen] = -1.0
        best = int(np.argmax(gain))
        chosen.append(best)
        covered = np.maximum(covered, near[best])
    return tuple(int(order[first[n]]) for n in chosen)


def _uncertainty(
    scores: Matrix, thresholds: Matrix, confirmed: npt.NDArray[np.int64]
) -> npt.NDArray[np.float64]:
    """Return (n,) how unsure the themes of each text are, 0 and up."""
    if not scores.shape[1]:
        return np.ones(len(scores))
    share = np.clip(scores, 1e-6, 1 - 1e-6)
    bar = np.clip(thresholds, 0.05, 0.95)
    # 1 at the threshold, 0 at certainty on either side.
    unsure = np.minimum(share / bar, (1 - share) / (1 - bar))
    rare = 1 / np.sqrt(1.0 + confirmed)
    return np.asarray((unsure * (0.2 + rare)).sum(axis=1))


def _key(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()
