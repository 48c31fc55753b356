"""Evidence that texts speak to questions: several similarities on one scale.

Inside one consultation everything resembles everything, so a similarity says little until it is
compared with what is usual for that question: each is centred and scaled by column, and only
then are dense and lexical similarities added (docs/method.md has the measurements).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from consult.coding.lexical import LexicalSpace

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from consult.domain.ports import FloatMatrix

DENSE_WEIGHT = 0.5
SENTENCES_WEIGHT = 0.5
LETTERS_WEIGHT = 0.6
WORDS_WEIGHT = 0.6
SHARPNESS = 8.0
"""How much the nearest of a text's sentences counts beside the others: a soft maximum."""

BACKGROUND_COUNT = 15.0
"""How many texts the background counts as: it rules below that number and fades above it."""
_FIXED_COUNT = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """The mean and standard deviation of a similarity between unrelated texts of one subject."""

    mean: float
    deviation: float


USUAL_DENSE = Usual(mean=0.25, deviation=0.13)
USUAL_LETTERS = Usual(mean=0.06, deviation=0.04)
USUAL_WORDS = Usual(mean=0.02, deviation=0.03)
USUAL_BLEND = Usual(mean=0.0, deviation=0.6)
USUAL_STRONGEST = Usual(mean=0.6, deviation=0.5)
"""Of the strongest of several blended scores, which are rarely below what is usual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Texts with their vectors, row by row, and those of the sentences of some of them."""

    texts: Sequence[str]
    vectors: FloatMatrix
    sentences: FloatMatrix | None = None
    owners: Sequence[int] = ()
    """The index of each sentence's text."""


def blended(
    rows: Texts, columns: Texts, lexical: LexicalSpace, known: Sequence[bool] | None = None
) -> FloatMatrix:
    """Return (rows, columns) z-scores of dense and lexical similarity together.

    0 is what is usual for that column and 1 a standard deviation above it. The columns serve as
    each other's background, so that a single text can be scored; the more texts there are, the
    more they set the scale themselves. Rows for which ``known`` is true do not set the scale.
    """
    sets_scale = first_of_each(rows.texts, known)
    between = columns.vectors @ columns.vectors.T
    parts = (
        (DENSE_WEIGHT, rows.vectors @ columns.vectors.T, between),
        (SENTENCES_WEIGHT, by_sentences(rows, columns), between),
        (
            LETTERS_WEIGHT,
            lexical.letters(rows.texts, columns.texts),
            lexical.letters(columns.texts, columns.texts),
        ),
        (
            WORDS_WEIGHT,
            lexical.words(rows.texts, columns.texts),
            lexical.words(columns.texts, columns.texts),
        ),
    )
    total = np.zeros((len(rows.texts), len(columns.texts)), dtype=np.float32)
    for (weight, values, among), usual in zip(
        parts, (USUAL_DENSE, USUAL_DENSE, USUAL_LETTERS, USUAL_WORDS), strict=True
    ):
        total += weight * centred(values, among, usual, sets_scale)
    result: FloatMatrix = total / sum(part[0] for part in parts)
    return result


def by_sentences(rows: Texts, columns: Texts) -> FloatMatrix:
    """Return (rows, columns) cosines by the sentences of each text, a soft maximum of theirs.

    A text without sentences of its own has the cosine of the whole.
    """
    cosines: FloatMatrix = rows.vectors @ columns.vectors.T
    if rows.sentences is None or not len(rows.owners):
        return cosines
    owners = np.asarray(rows.owners)
    sums = np.zeros(cosines.shape, dtype=np.float64)
    np.add.at(sums, owners, np.exp(SHARPNESS * (rows.sentences @ columns.vectors.T)))
    counts = np.bincount(owners, minlength=len(cosines))
    several = counts > 0
    cosines[several] = np.log(sums[several] / counts[several, None]) / SHARPNESS
    return cosines


def centred(
    values: FloatMatrix, between: FloatMatrix, usual: Usual, sets_scale: Sequence[bool]
) -> FloatMatrix:
    """Return ``values`` as z-scores by column.

    The mean and deviation of a column are those of the rows that set the scale, pooled with its
    similarity to the other columns (as ``BACKGROUND_COUNT`` observations) and with ``usual``.
    """
    size = between.shape[0]
    others = between.astype(np.float64)[~np.eye(size, dtype=bool)].reshape(size, -1)
    groups = [(_FIXED_COUNT, np.full(size, usual.mean), np.full(size, usual.deviation**2))]
    if others.shape[1]:
        groups.append((BACKGROUND_COUNT, others.mean(axis=1), others.var(axis=1)))
    return _standardised(values, sets_scale, groups)


def rescaled(scores: FloatMatrix, usual: Usual, sets_scale: Sequence[bool]) -> FloatMatrix:
    """Return combined scores as z-scores by column, pooled with what is usual for them.

    After averaging, columns vary differently; this makes questions comparable again.
    """
    size = scores.shape[1]
    prior = (BACKGROUND_COUNT, np.full(size, usual.mean), np.full(size, usual.deviation**2))
    return _standardised(scores, sets_scale, [prior])


_Group = tuple[float, "npt.NDArray[np.float64]", "npt.NDArray[np.float64]"]


def _standardised(
    values: FloatMatrix, sets_scale: Sequence[bool], background: list[_Group]
) -> FloatMatrix:
    """Return z-scores by column, with the rows that set the scale and the background pooled.

    A group is a number of observations with the means and variances of the columns in it.
    """
    own = values[np.asarray(sets_scale, dtype=bool)].astype(np.float64)
    groups = list(background)
    if own.shape[0]:
        groups.append((float(own.shape[0]), own.mean(axis=0), own.var(axis=0)))
    count = sum(group[0] for group in groups)
    mean = np.zeros(values.shape[1])
    for observations, means, _ in groups:
        mean += observations / count * means
    variance = np.zeros(values.shape[1])
    for observations, means, variances in groups:
        variance += observations / count * (variances + (means - mean) ** 2)
    scores: FloatMatrix = ((values - mean) / np.sqrt(variance)).astype(np.float32)
    return scores


def shared_in_group(
    scores: FloatMatrix, groups: Sequence[object], weights: Sequence[float], share: float
) -> FloatMatrix:
    """Return scores mixed with the weighted mean of their group, ``share`` of it from the group.

    Sentences of one paragraph speak to the same matter, though each alone may not show it.
    """
    numbers: dict[object, int] = {}
    place = np.array([numbers.setdefault(group, len(numbers)) for group in groups], dtype=np.int64)
    weight = np.asarray(weights, dtype=np.float64)
    sums = np.zeros((len(numbers), scores.shape[1]))
    np.add.at(sums, place, scores * weight[:, None])
    totals = np.zeros(len(numbers))
    np.add.at(totals, place, weight)
    means = sums / totals[:, None]
    mixed: FloatMatrix = ((1 - share) * scores + share * means[place]).astype(np.float32)
    return mixed


def first_of_each(texts: Sequence[str], known: Sequence[bool] | None) -> list[bool]:
    """Tell for each text whether it sets the scale: once for equal texts, never when known."""
    seen: set[str] = set()
    result = []
    for index, text in enumerate(texts):
        fresh = text not in seen and not (known and known[index])
        if fresh:
            seen.add(text)
        result.append(fresh)
    return result
