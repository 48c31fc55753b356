"""Which question a text outside them all belongs to, by the company that it would keep there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from consult.domain.ports import FloatMatrix

NEAREST = 3
"""Answers of a question whose mean cosine tells how near a text is to what is said there."""
NEAR = 0.48
MARGIN = 0.15
"""How near a text must be to a question's answers, and how much nearer than to any other's.
Both were chosen on the demonstration and one set of real responses, read point by point: by .08
more points move rightly, but paragraphs that only present an organisation lie up to .12 apart."""

_ROWS = 256
"""Texts that are held against all answers at once; so memory does not grow by their product."""


def company(
    texts: FloatMatrix, answers: FloatMatrix, answered: Sequence[Collection[str]]
) -> tuple[tuple[str, float] | None, ...]:
    """Return for each text the question whose answers make the same points, and how near they are.

    None where no question is near enough, or another nearly as near. A question with fewer than
    three answers takes nothing, and without a second question there is nothing to compare with.
    The order of texts and answers changes nothing.

    Args:
        texts: (n, d) unit rows.
        answers: (m, d) unit rows of texts that answer questions.
        answered: the ids of the questions that each of them answers.
    """
    ids = sorted({question for questions in answered for question in questions})
    columns = [[n for n, each in enumerate(answered) if i in each] for i in ids]
    kept = [n for n, rows in enumerate(columns) if len(rows) >= NEAREST]
    if not len(texts) or len(kept) < 2:
        return (None,) * len(texts)
    mine = [columns[n] for n in kept]
    blocks = range(0, len(texts), _ROWS)
    near = np.concatenate([_nearness(texts[b : b + _ROWS], answers, mine) for b in blocks])
    ordered = np.sort(np.round(near, 4), axis=1)
    found: list[tuple[str, float] | None] = []
    for row, (second, first) in enumerate(ordered[:, -2:].tolist()):
        plain = first >= NEAR and first - second >= MARGIN
        best = ids[kept[int(near[row].argmax())]]
        found.append((best, round(float(first), 4)) if plain else None)
    return tuple(found)


def _nearness(
    texts: FloatMatrix, answers: FloatMatrix, columns: Sequence[Sequence[int]]
) -> FloatMatrix:
    """Return (texts, questions): the mean cosine to the nearest answers of each question."""
    cosines = texts @ answers.T
    nearest = [np.sort(cosines[:, rows], axis=1)[:, -NEAREST:].mean(axis=1) for rows in columns]
    found: FloatMatrix = np.stack(nearest, axis=1)
    return found
