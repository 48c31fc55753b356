"""Which question of its chapter a passage of the consultation paper leads to.

A question is short and names few things; the pages before it name many. A passage is tied to the
questions of its chapter by what it shares with them, read together with its neighbours, since a
paper treats one matter after another.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from consult.coding.evidence import Texts, blended

if TYPE_CHECKING:
    from consult.coding.lexical import LexicalSpace
    from consult.domain.ports import FloatMatrix

NEIGHBOURS = 3
"""How many passages on either side are read with one, with falling weight."""
SHARPNESS = 2.0
LINK_FLOOR = 0.3
"""Links weaker than this share of a passage's best are none."""
OVERVIEW_SHARE = 0.25
_NEAREST = 3
_OVERVIEW_CHAPTERS = 3


def link_passages(
    passages: Texts,
    passage_chapters: Sequence[str],
    questions: Texts,
    question_chapters: Sequence[str],
    lexical: LexicalSpace,
) -> FloatMatrix:
    """Return (passages, questions) weights, 0..1, 1 for the question a passage leads to most.

    Passages stand in the order of the paper. A chapter most of whose passages resemble other
    chapters more than their own is an overview; its passages lead nowhere.
    """
    chapters = np.asarray(passage_chapters)
    overview = overview_chapters(passages.vectors, passage_chapters)
    own = blended(passages, questions, lexical)
    smooth = _read_with_neighbours(own, chapters)
    links = np.zeros_like(smooth)
    for index, chapter in enumerate(passage_chapters):
        if chapter in overview:
            continue
        members = [i for i, other in enumerate(question_chapters) if other == chapter]
        if not members:
            continue
        scores = smooth[index, members]
        # The best has weight 1; the square sets the runners-up further apart.
        weights = np.exp(2 * SHARPNESS * (scores - scores.max()))
        links[index, members] = np.where(weights >= LINK_FLOOR, weights, 0.0)
    return links


def overview_chapters(vectors: FloatMatrix, chapters: Sequence[str]) -> frozenset[str]:
    """Return the chapters whose passages mostly resemble those of other chapters.

    A passage resembles a chapter as much as the mean of its three nearest passages there. Only a
    chapter of eight passages or more, beside two others, can be told to be an overview.
    """
    names = sorted(name for name in set(chapters) if chapters.count(name) > _NEAREST)
    if len(names) < _OVERVIEW_CHAPTERS:
        return frozenset()
    similar = (vectors @ vectors.T).astype(np.float64)
    similar -= similar.mean(axis=0)
    np.fill_diagonal(similar, -np.inf)
    place = np.asarray(chapters)
    nearness = np.stack(
        [np.sort(similar[:, place == name], axis=1)[:, -_NEAREST:].mean(axis=1) for name in names],
        axis=1,
    )
    nearest = np.asarray(names)[nearness.argmax(axis=1)]
    return frozenset(
        name for name in names if float((nearest[place == name] == name).mean()) < OVERVIEW_SHARE
    )


def _read_with_neighbours(
    scores: FloatMatrix, chapters: np.ndarray[tuple[int], np.dtype[np.str_]]
) -> FloatMatrix:
    """Return scores averaged over a triangular window that does not leave the chapter."""
    total = np.zeros(scores.shape, dtype=np.float64)
    weight = np.zeros((scores.shape[0], 1))
    count = scores.shape[0]
    for shift in range(-NEIGHBOURS, NEIGHBOURS + 1):
        low, high = max(0, -shift), min(count, count - shift)
        if low >= high:
            continue
        same = (chapters[low:high] == chapters[low + shift : high + shift])[:, None]
        part = (1 - abs(shift) / (NEIGHBOURS + 1)) * same
        total[low:high] += part * scores[low + shift : high + shift]
        weight[low:high] += part
    smooth: FloatMatrix = (total / weight).astype(np.float32)
    return smooth
