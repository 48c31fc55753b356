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
    cosines = texts @ answers.T
    near = np.stack(
        [np.sort(cosines[:, columns[n]], axis=1)[:, -NEAREST:].mean(axis=1) for n in kept], axis=1
    )
    ordered = np.sort(np.round(near, 4), axis=1)
    found: list[tuple[str, float] | None] = []
    for row, (second, first) in enumerate(ordered[:, -2:].tolist()):
        plain = first >= NEAR and first - second >= MARGIN
        best = ids[kept[int(near[row].argmax())]]
        found.append((best, round(float(first), 4)) if plain else None)
    return tuple(found)
