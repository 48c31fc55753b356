"""What answers to one question have in common, learnt from the consultation's own answers.

A question says in a sentence what it asks; its answers tell what people think of when they are
asked. What a form, a wording or a number tells is known, and what plainly answers a question is
nearly so: both teach a ridge regression on the texts' vectors, whose word on the others is one more
kind of evidence. The less plain ones are judged again with it (self-training; Scudder 1965,
Yarowsky 1995). No text has a say about itself, nor about others of its own document.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from consult.domain.ports import FloatMatrix

    Matrix = npt.NDArray[np.float64]

ROUNDS = 3
PENALTY = 1.0
"""Of the ridge regression, on vectors of length one."""
WEIGHT = 0.8
NONE = 1.0
"""The score that answering nothing at all has beside the questions."""
ENOUGH = 3.0
"""How many documents elsewhere must answer a question before its evidence counts half."""
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

    Args:
        scores: (texts, questions), in standard deviations above what is usual.
        vectors: (texts, dimensions) of length one.
        told: the questions that each text is told to answer, by column; none where it is not.
        documents: a key that texts of one document share, empty for a text that stands alone.
        teaches: which texts teach the others: of equal texts one, and none that says nothing.
    """
    rows = np.flatnonzero(teaches)
    groups = _groups(documents)
    if len(set(groups[rows])) < FEWEST or scores.shape[1] < 2:
        return scores
    given = scores.astype(np.float64)
    ridge = _Ridge(vectors.astype(np.float64), rows, groups)
    total = given
    for _ in range(ROUNDS):
        shares = _shares(total, told)
        among = shares[rows]
        foretold = ridge.foretold(among)
        spread = (foretold - foretold.mean(axis=0)) / (foretold.std(axis=0) + 1e-9)
        mass = ridge.elsewhere(among)
        total = given + WEIGHT * spread * mass / (mass + ENOUGH)
        total = (total - total.mean(axis=0)) / (total.std(axis=0) + 1e-9)
        total = total * given.std(axis=0) + given.mean(axis=0)
    return total.astype(np.float32)


class _Ridge:
    """A ridge regression that foretells each text from those of other documents."""

    def __init__(
        self, vectors: Matrix, rows: npt.NDArray[np.intp], groups: npt.NDArray[np.intp]
    ) -> None:
        centre = vectors[rows].mean(axis=0)
        self._all = vectors - centre
        self._taught = self._all[rows]
        self._inverse = np.linalg.inv(
            self._taught.T @ self._taught + PENALTY * np.eye(self._taught.shape[1])
        )
        self._members = _by_group(groups)
        self._teachers = _by_group(groups[rows])

    def foretold(self, shares: Matrix) -> Matrix:
        """Return (texts, questions) of what the teachers of other documents foretell.

        ``shares`` (teachers, questions) are what the teachers answer.
        """
        wanted = shares - shares.mean(axis=0)
        towards = self._taught.T @ wanted
        found: Matrix = self._all @ (self._inverse @ towards)
        own_say = (self._taught @ self._inverse * self._taught).sum(axis=1)
        for group, own in self._teachers.items():
            members = self._members[group]
            if len(members) == 1:
                say = own_say[own, None]
                found[members] = (found[members] - say * wanted[own]) / (1 - say)
                continue
            left = self._taught[own]
            # What the regression is without the teachers of this document (Woodbury's identity).
            narrow = self._inverse @ left.T
            plain = self._inverse @ (towards - left.T @ wanted[own])
            inner = np.eye(len(own)) - left @ narrow
            found[members] = self._all[members] @ (
                plain + narrow @ np.linalg.solve(inner, left @ plain)
            )
        return found

    def elsewhere(self, shares: Matrix) -> Matrix:
        """Return (texts, questions): how many other documents answer each question."""
        answer = {
            group: np.minimum(shares[own].sum(axis=0), 1.0) for group, own in self._teachers.items()
        }
        found = np.tile(sum(answer.values()), (len(self._all), 1))
        for group, one in answer.items():
            found[self._members[group]] -= one
        remaining: Matrix = np.maximum(found, 0.0)
        return remaining


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


def _groups(documents: Sequence[str]) -> npt.NDArray[np.intp]:
    """Return the number of each text's document; a text without one is a document of its own."""
    numbers: dict[str, int] = {}
    keys = [document or f"\0{row}" for row, document in enumerate(documents)]
    return np.asarray([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.intp)


def _by_group(groups: npt.NDArray[np.intp]) -> dict[int, npt.NDArray[np.intp]]:
    order = np.argsort(groups, kind="stable")
    cuts = np.flatnonzero(np.diff(groups[order])) + 1
    return {int(groups[part[0]]): part for part in np.split(order, cuts) if len(part)}
