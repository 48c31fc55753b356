"""A stance head of one proposition, learned from the positions that people decided there.

A head on sentence vectors alone does not carry to another question, but within one it learns
from a few dozen decisions; here it also sees what the stance model says, so that it begins from
it and is pulled to where people decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression

    from consult.domain.ports import FloatMatrix

ENOUGH_OF_A_SIDE = 8
"""Decisions for each side below which nothing is learned."""
_STRENGTH = 1.0
_MODEL_WEIGHT = 2.0
"""How much larger the model's log odds are made than a vector's entries: they are trusted first."""
_FOLDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceHead:
    """Gives the probability of agreement of texts on the proposition that it was learned for."""

    weights: npt.NDArray[np.float64]
    bias: float
    centre: npt.NDArray[np.float64]
    examples: int
    held_out: float
    """Share of the decisions that were foretold by the others, 0..1."""
    held_out_model: float
    """The same for the model alone."""

    @property
    def helps(self) -> bool:
        """Whether the head foretells decisions better than the model does."""
        return self.held_out > self.held_out_model

    def agreement(self, vectors: FloatMatrix, model: FloatMatrix) -> npt.NDArray[np.float64]:
        """Return P(agree) against disagree, 0..1, for texts by their vectors and model scores."""
        inputs = _inputs(vectors, model, self.centre)
        return np.asarray(1 / (1 + np.exp(-(inputs @ self.weights + self.bias))))


def learn_stance(
    vectors: FloatMatrix, model: FloatMatrix, agrees: npt.NDArray[np.bool_]
) -> StanceHead | None:
    """Return what decided texts teach about one proposition, or None where they are too few.

    Args:
        vectors: (n, d), a unit row for each decided text.
        model: (n, 3), the stance model's agree, disagree and neither for the same texts.
        agrees: for each text whether people decided agree (True) or disagree.

    The order of the texts does not matter but for equal rows. Logistic regression with an L2
    penalty, balanced between the sides; judged by folds that leave each decision out once.
    """
    if min(int(agrees.sum()), int((~agrees).sum())) < ENOUGH_OF_A_SIDE:
        return None
    centre = np.asarray(vectors, dtype=np.float64).mean(axis=0)
    inputs = _inputs(vectors, model, centre)
    order = np.lexsort((*np.round(inputs, 6).T[::-1], agrees))
    inputs, sides = inputs[order], agrees[order]
    foretold = np.empty(len(sides), dtype=bool)
    for fold in range(_FOLDS):
        out = np.arange(len(sides)) % _FOLDS == fold
        fitted = _fitted(inputs[~out], sides[~out])
        foretold[out] = fitted.predict(inputs[out])
    whole = _fitted(inputs, sides)
    by_model = (model[:, 0] >= model[:, 1])[order]
    return StanceHead(
        weights=np.asarray(whole.coef_[0]),
        bias=float(whole.intercept_[0]),
        centre=centre,
        examples=len(sides),
        held_out=float((foretold == sides).mean()),
        held_out_model=float((by_model == sides).mean()),
    )


def _inputs(
    vectors: FloatMatrix, model: FloatMatrix, centre: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    shares = np.clip(np.asarray(model, dtype=np.float64), 1e-3, 1)
    odds = _MODEL_WEIGHT * np.log(shares[:, 0] / shares[:, 1])
    return np.hstack([np.asarray(vectors, dtype=np.float64) - centre, odds[:, None] / 4])


def _fitted(inputs: npt.NDArray[np.float64], sides: npt.NDArray[np.bool_]) -> LogisticRegression:
    # Loading it takes seconds and 130 MB, which no other command should pay for.
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=500).fit(inputs, sides)
