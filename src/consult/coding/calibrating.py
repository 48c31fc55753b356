"""From raw scores of themes to probabilities, and the probabilities from which a text belongs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]

DEFAULT_THRESHOLD = 0.4
_FAITH = 20.0
"""Confirmed examples at which a theme's own threshold counts as much as the one of all."""
_GRID = np.round(np.arange(0.05, 0.51, 0.01), 2)
"""No calibrated probability above one half makes the best threshold for F1 (Lipton et al. 2014)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """One logistic curve for all themes, that knows how frequent each is (Platt 1999)."""

    slope: float
    slope_by_rarity: float
    rarity: float
    bias: float

    def probabilities(self, scores: Matrix, priors: Matrix) -> Matrix:
        """Return probabilities, 0..1, of (n, k) raw scores."""
        rare = _rarity(priors)
        odds = (self.slope + self.slope_by_rarity * rare) * (scores - priors)
        odds = odds + self.rarity * rare + self.bias
        return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))))


def calibrate(scores: Matrix, labels: Matrix, priors: Matrix) -> Calibration:
    """Return the curve that foretells labels best from scores of texts that were not learned from.

    Args:
        scores: (n, k) raw scores.
        labels: (n, k) of 1, 0 and NaN for what nobody decided.
        priors: (k,) shares of the themes.
    """
    from sklearn.linear_model import LogisticRegression

    known = ~np.isnan(labels)
    rare = np.broadcast_to(_rarity(priors), labels.shape)[known]
    moved = (scores - priors)[known]
    decided = labels[known] == 1
    if decided.all() or not decided.any():
        # One kind of decision tells no curve; the score is then taken as it stands.
        return Calibration(slope=6.0, slope_by_rarity=0.0, rarity=-1.0, bias=0.0)
    features = np.column_stack([moved, moved * rare, rare])
    fitted = LogisticRegression(C=10.0, max_iter=1000).fit(features, decided)
    slope, by_rarity, rarity = fitted.coef_[0].tolist()
    return Calibration(
        slope=slope, slope_by_rarity=by_rarity, rarity=rarity, bias=float(fitted.intercept_[0])
    )


def choose_thresholds(foretold: Matrix, labels: Matrix) -> Matrix:
    """Return for each theme the probability that makes F1 greatest, drawn to the one of all.

    The fewer confirmed examples a theme has, the more it takes the threshold that is best for all
    themes together; the result is between .05 and .5.
    """
    known = ~np.isnan(labels)
    truth = labels == 1
    if not truth.any():
        return np.full(labels.shape[1], DEFAULT_THRESHOLD)
    common = _best(foretold[known], truth[known])
    found = np.empty(labels.shape[1])
    for column in range(labels.shape[1]):
        seen = known[:, column]
        positives = float(truth[seen, column].sum())
        own = _best(foretold[seen, column], truth[seen, column]) if positives else common
        found[column] = _drawn_to(common, own, positives)
    return np.round(found, 4)


def best_expected_thresholds(probabilities: Matrix) -> Matrix:
    """Return (k,) thresholds that make F1 greatest if the (n, k) probabilities are true.

    Themes that are expected in few texts take the one that is best for all together.
    """
    common = _best(probabilities.ravel(), probabilities.ravel())
    expected = probabilities.sum(axis=0)
    own = np.array([_best(column, column) for column in probabilities.T])
    return np.asarray(np.round(_drawn_to(common, own, expected), 4))


def _drawn_to(common: float, own: Any, confirmed: Any) -> Any:
    return (confirmed * own + _FAITH * common) / (confirmed + _FAITH)


def _best(foretold: Matrix, truth: npt.NDArray[Any]) -> float:
    """Return the point of the grid with the greatest F1, the lowest of equals."""
    order = np.argsort(-foretold, kind="stable")
    hits = np.concatenate([[0], np.cumsum(truth[order])])
    taken = np.searchsorted(-foretold[order], -_GRID, side="right")
    f1 = 2 * hits[taken] / np.maximum(taken + truth.sum(), 1)
    return float(_GRID[int(np.argmax(np.round(f1, 9)))])


def _rarity(priors: Matrix) -> Matrix:
    clipped = np.clip(priors, 1e-4, 1 - 1e-4)
    return np.asarray(-np.log(clipped / (1 - clipped)))
