"""What the texts that nobody decided tell about decided ones: how frequent themes really are.

Who picks texts to decide picks no fair sample: rare themes are looked for, of frequent ones a few
examples are enough. Probabilities are moved to the shares that themes have among all texts
(Saerens, Latinne and Decaestecker 2002, one round, for more rounds lose the rare themes), and each
text is drawn to as many themes as a decided one has.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from consult.coding.calibrating import best_expected_thresholds

Matrix = npt.NDArray[np.float64]

_DRAWN = 0.5
"""How far a text is drawn to the usual number of themes, and thresholds to those of all texts,
where next to nothing of them was decided."""
_FEWEST = 1e-3
"""The smallest share that a theme is taken to have."""
_ROUNDS = 40


def fitted_to_all(
    probabilities: Matrix, thresholds: Matrix, labels: Matrix
) -> tuple[Matrix, Matrix]:
    """Return probabilities and thresholds fitted to all texts of which some were decided.

    The more of the texts were decided, the less is changed. Every text must have been open to
    every theme that is given. Undecided texts that stood for *none* among the examples count as
    decided here, so that ``labels`` has the shares that the probabilities were learned with.

    Args:
        probabilities: (n, k) of the undecided texts, 0..1.
        thresholds: (k,) from which a text belongs, by the decided ones.
        labels: (m, k) of the examples: 1, 0, and NaN for what is unknown.
    """
    if not probabilities.size or not (labels == 1).any():
        return probabilities, thresholds
    undecided = len(probabilities) / (len(probabilities) + len(labels))
    seen = np.maximum((~np.isnan(labels)).sum(axis=0), 1)
    decided_shares = (np.nansum(labels, axis=0) + 0.1) / (seen + 0.2)
    shares = undecided * probabilities.mean(axis=0) + (1 - undecided) * decided_shares
    moved = _odds(probabilities) + _odds(np.maximum(shares, _FEWEST)) - _odds(decided_shares)
    usual = float(np.nansum(labels) / len(labels))
    found = _with_usual_number(moved, usual, _DRAWN * undecided)
    expected = best_expected_thresholds(found)
    return found, thresholds + _DRAWN * undecided * (expected - thresholds)


def _with_usual_number(odds: Matrix, usual: float, weight: float) -> Matrix:
    """Return probabilities whose sum in each row is drawn to the usual one, in logarithms."""
    sums = _share(odds).sum(axis=1, keepdims=True)
    wanted = usual**weight * sums ** (1 - weight)
    shift = np.zeros_like(sums)
    for _ in range(_ROUNDS):
        found = _share(odds + shift)
        steep = np.maximum((found * (1 - found)).sum(axis=1, keepdims=True), 0.05)
        shift += 0.7 * (wanted - found.sum(axis=1, keepdims=True)) / steep
        shift = np.clip(shift, -6, 6)
    return _share(odds + shift)


def _odds(share: Matrix) -> Matrix:
    sure = np.clip(share, 1e-4, 1 - 1e-4)
    return np.asarray(np.log(sure / (1 - sure)))


def _share(odds: Matrix) -> Matrix:
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))))
