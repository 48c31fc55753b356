"""Whether a text speaks to a proposition at all, for or against.

A stance model asked about a text on another matter still answers; so it is asked only where the
text and the proposition meet. The weights of the similarities are near those of a logistic
regression on arguments and key points of ArgKP-2021. The share of the other propositions and the
cut were set by reading the results on one real consultation, and were not measured on another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from consult.coding.evidence import (
    USUAL_DENSE,
    USUAL_LETTERS,
    Texts,
    centred,
    first_of_each,
)
from consult.coding.lexical import LexicalSpace

if TYPE_CHECKING:
    from consult.domain.ports import FloatMatrix

SPEAKS_TO = 0.5
"""Relevance from which a text counts as speaking to a proposition; set for precision."""

_COSINE_WEIGHT = 0.68
_DENSE_WEIGHT = 0.54
_LETTERS_WEIGHT = 0.70
_BIAS = -2.08
_OTHERS_SHARE = 0.6
_USUAL_OTHERS = -1.9
"""What a text and a proposition on another point score, where there is no other to compare."""
_CUT = 1.3
"""Texts and propositions of one consultation meet more rarely than those of the fitted set."""


def relevance(propositions: Texts, texts: Texts) -> FloatMatrix:
    """Return (texts, propositions), 0..1: how likely a text speaks to a proposition.

    Similarities are centred by proposition over all texts, with the other propositions as a
    background, so it is best given all propositions and all texts of a consultation at once. The
    order of the texts does not matter.
    """
    if not propositions.texts or not texts.texts:
        return np.zeros((len(texts.texts), len(propositions.texts)), dtype=np.float32)
    order = sorted(range(len(texts.texts)), key=lambda i: texts.texts[i])
    rows = [texts.texts[i] for i in order]
    lexical = LexicalSpace([*rows, *propositions.texts])
    sets_scale = first_of_each(rows, None)
    cosines = texts.vectors[np.array(order)] @ propositions.vectors.T
    dense = centred(cosines, propositions.vectors @ propositions.vectors.T, USUAL_DENSE, sets_scale)
    letters = centred(
        lexical.letters(rows, propositions.texts),
        lexical.letters(propositions.texts, propositions.texts),
        USUAL_LETTERS,
        sets_scale,
    )
    scores = _COSINE_WEIGHT * cosines + _DENSE_WEIGHT * dense + _LETTERS_WEIGHT * letters + _BIAS
    total = scores - _OTHERS_SHARE * _others(scores) - _CUT
    result = np.zeros(total.shape, dtype=np.float32)
    result[np.array(order)] = np.round(1 / (1 + np.exp(-total)), 4)
    return result


def _others(scores: FloatMatrix) -> FloatMatrix:
    """Return for each text and proposition the mean score of the text's other propositions.

    A text that resembles all of them speaks to none in particular.
    """
    count = scores.shape[1]
    if count == 1:
        return np.full_like(scores, _USUAL_OTHERS)
    others: FloatMatrix = (scores.sum(axis=1, keepdims=True) - scores) / (count - 1)
    return others
