"""What answers to one question have in common, learnt from the consultation's own answers.

A question says in a sentence what it asks; its answers tell what people think of when they are
asked. What a form, a wording or a number tells is known, and what plainly answers a question is
nearly so: both teach a ridge regression on the texts' vectors, whose word on the others is one more
kind of evidence. The less plain ones are judged again with it (self-training; Scudder 1965,
Yarowsky 1995). No text teaches about itself or about others of its own document, but by way of
what others learn from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from consult.domain.ports import FloatMatrix

    Matrix = npt.NDArray[np.float64]
    _Rows = npt.NDArray[np.intp]

ROUNDS = 3
PENALTY = 1.0
"""Of the ridge regression, on vectors of length one."""
WEIGHT = 0.8
NONE = 1.0
"""The score that answering nothing at all has beside the questions."""
ENOUGH = 3.0
"""How many documents elsewhere must answer a question before its evidence counts half."""
MOST_TEACHERS = 20_000
MOST_TOLD = 2_000
FEWEST = 10
"""Documents below which nothing is learnt: what a few have in common may be their authors."""


def with_answers_alike(
    scores: FloatMatrix,
    vectors: FloatMatrix,
    told: Sequence[Sequence[int]],
    documents: Sequence[str],
    teaches: Sequence[bool],
) -> FloatMatrix:
    """Return (texts, questions) scores to which that evidence was added, on the same scale.

    What a text is told it keeps as it was. Of very many teachers, and of very many texts that are
    told theirs, some stand for all: time and memory grow with the texts that are told nothing.

    Args:
        scores: (texts, questions), in standard deviations above what is usual.
        vectors: (texts, dimensions) of length one.
        told: the questions that each text is told to answer, by column; none where it is not.
        documents: a key that texts of one document share, empty for a text that stands alone.
        teaches: which texts teach the others: of equal texts one, and none that says nothing.
    """
    groups = _groups(documents)
    known = np.asarray([bool(columns) for columns in told])
    teachers = _spread_out(np.flatnonzero(teaches), MOST_TEACHERS)
    few = len(set(groups[teachers])) < FEWEST or scores.shape[1] < 2
    if few or known.all():
        return scores
    # Texts that are told their questions help to set the scale by column.
    rows = np.union1d(np.flatnonzero(~known), _spread_out(np.flatnonzero(known), MOST_TOLD))
    given = scores[rows].astype(np.float64)
    ridge = _Ridge(vectors, rows, teachers, groups)
    total = scores.astype(np.float64)
    for _ in range(ROUNDS):
        shares = _shares(total[teachers], [told[row] for row in teachers])
        foretold = ridge.foretold(shares)
        spread = (foretold - foretold.mean(axis=0)) / (foretold.std(axis=0) + 1e-9)
        mass = ridge.elsewhere(shares)
        added = given + WEIGHT * spread * mass / (mass + ENOUGH)
        added = (added - added.mean(axis=0)) / (added.std(axis=0) + 1e-9)
        total[rows] = added * given.std(axis=0) + given.mean(axis=0)
    total[known] = scores[known]
    return total.astype(np.float32)


class _Ridge:
    """A ridge regression that foretells rows from teachers of other documents."""

    def __init__(self, vectors: FloatMatrix, rows: _Rows, teachers: _Rows, groups: _Rows) -> None:
        taught = vectors[teachers].astype(np.float64)
        centre = taught.mean(axis=0)
        self._taught = taught - centre
        self._rows = vectors[rows].astype(np.float64) - centre
        self._inverse = np.linalg.inv(
            self._taught.T @ self._taught + PENALTY * np.eye(self._taught.shape[1])
        )
        self._members = _by_group(groups[rows])
        self._teachers = _by_group(groups[teachers])

    def foretold(self, shares: Matrix) -> Matrix:
        """Return (rows, questions) of what the teachers of other documents foretell.

        ``shares`` (teachers, questions) are what the teachers answer.
        """
        wanted = shares - shares.mean(axis=0)
        towards = self._taught.T @ wanted
        found: Matrix = self._rows @ (self._inverse @ towards)
        for group, members in self._members.items():
            own = self._teachers.get(group)
            if own is None:
                continue
            left = self._taught[own]
            # What the regression is without the teachers of this document (Woodbury's identity).
            narrow = self._inverse @ left.T
            inner = np.eye(len(own)) - left @ narrow
            missed = wanted[own] - left @ (self._inverse @ towards)
            found[members] -= self._rows[members] @ (narrow @ np.linalg.solve(inner, missed))
        return found

    def elsewhere(self, shares: Matrix) -> Matrix:
        """Return (rows, questions): how many other documents answer each question."""
        answer = {
            group: np.minimum(shares[own].sum(axis=0), 1.0) for group, own in self._teachers.items()
        }
        found = np.tile(sum(answer.values()), (len(self._rows), 1))
        for group, members in self._members.items():
            if group in answer:
                found[members] -= answer[group]
        remaining: Matrix = np.maximum(found, 0.0)
        return remaining


def _spread_out(rows: _Rows, most: int) -> _Rows:
    """Return ``most`` of the rows at most, evenly taken."""
    if len(rows) <= most:
        return rows
    return rows[np.linspace(0, len(rows) - 1, most).astype(np.intp)]


def _shares(scores: Matrix, told: Sequence[Sequence[int]]) -> Matrix:
    """Return how far each text answers each question, 0..1: what it is told, or a soft maximum."""
    beside = np.hstack([scores, np.full((len(scores), 1), NONE)])
    raised = np.exp(beside - beside.max(axis=1, keepdims=True))
    shares: Matrix = (raised / raised.sum(axis=1, keepdims=True))[:, :-1]
    for row, columns in enumerate(told):
        if columns:
            shares[row] = 0.0
            shares[row, list(columns)] = 1.0
    return shares


def _groups(documents: Sequence[str]) -> _Rows:
    """Return the number of each text's document; a text without one is a document of its own."""
    numbers: dict[str, int] = {}
    keys = [document or f"\0{row}" for row, document in enumerate(documents)]
    return np.asarray([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.intp)


def _by_group(groups: _Rows) -> dict[int, _Rows]:
    order = np.argsort(groups, kind="stable")
    cuts = np.flatnonzero(np.diff(groups[order])) + 1
    return {int(groups[part[0]]): part for part in np.split(order, cuts) if len(part)}
