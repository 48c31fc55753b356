"""Segments to the themes that people fixed: a codebook's, and those they confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from consult.domain.ports import FloatMatrix

SURE = 0.5
"""Score from which a segment goes to a fixed theme; docs/method.md says how often that is right."""
_NEAR = 0.66
"""Plain cosine to some member below which being near to their middle counts for nothing: two that
share a subject are not yet one point, as in the grouping of candidates among few."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """Segments with their sentences, by their vectors."""

    whole: FloatMatrix
    """(n, d) unit rows, one for each segment."""
    sentences: FloatMatrix
    """(m, d) unit rows, the sentences of all segments."""
    owners: Sequence[int]
    """The segment of each sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeWords:
    """What tells a fixed theme, by vectors."""

    words: FloatMatrix
    """(k, d) unit rows: label, definition, examples; none where they only repeat a member."""
    members: Sequence[int]
    """Indexes of the segments that people left in it."""
    side: str | None = None
    """The side that all its members take, None for none."""


def assign_to_themes(
    units: Units,
    themes: Sequence[ThemeWords],
    sides: Sequence[str | None],
    barred: Mapping[int, frozenset[int]],
    sure: float = SURE,
) -> tuple[tuple[int, float] | None, ...]:
    """Return for each segment its fixed theme and score, or None where none is sure.

    Similarities are cosines after what all segments of the question share is taken away. A segment
    is as near to a theme as its nearest sentence, or itself, is to the theme's nearest words; or as
    it is itself to the middle of the theme's members, where it is near to one of them. The score
    adds the lead over the next theme. To a theme whose members all take one side only a segment of
    that side goes, and to none that a person took it out of. Each segment is judged by itself: the
    result does not depend on the order of segments or themes, but for indexes.

    Args:
        units: the segments of one question.
        themes: the themes that people fixed there.
        sides: the side of each segment, None for none.
        barred: segment index -> indexes of themes that it must not go to.
        sure: the score from which a segment is assigned.
    """
    count = len(units.whole)
    if not count or not themes:
        return (None,) * count
    middle = _middle(units, themes)
    scores = np.stack([_nearness(units, theme, middle) for theme in themes], axis=1)
    for index in range(count):
        for number, theme in enumerate(themes):
            other_side = theme.side is not None and theme.side != sides[index]
            if other_side or number in barred.get(index, frozenset()):
                scores[index, number] = -1.0
    ordered = np.sort(scores, axis=1)
    best = ordered[:, -1]
    lead = best - np.maximum(ordered[:, -2], 0.0) if len(themes) > 1 else np.zeros_like(best)
    total = np.round(best + lead, 4)
    found: list[tuple[int, float] | None] = []
    for index, number in enumerate(scores.argmax(axis=1).tolist()):
        fits = total[index] >= sure and best[index] > 0
        score = round(float(np.clip(total[index], 0.0, 1.0)), 4)
        found.append((number, score) if fits else None)
    return tuple(found)


def _middle(units: Units, themes: Sequence[ThemeWords]) -> tuple[FloatMatrix, FloatMatrix]:
    """Return what all segments share, and what themes' words share with them and each other."""
    segments = units.whole.mean(axis=0)
    words = [theme.words.mean(axis=0) for theme in themes if len(theme.words)]
    return segments, (np.mean(words, axis=0) + segments) / 2 if words else segments


def _nearness(
    units: Units, theme: ThemeWords, middle: tuple[FloatMatrix, FloatMatrix]
) -> FloatMatrix:
    """Return the centred cosine of each segment to a theme, -1 where nothing speaks for it."""
    whole = _centred(units.whole, middle[0])
    near = np.full(len(whole), -1.0, dtype=np.float32)
    if len(theme.words):
        words = _centred(theme.words, middle[1])
        near = (whole @ words.T).max(axis=1)
        if len(units.sentences):
            parts = _centred(units.sentences, middle[0])
            np.maximum.at(near, np.array(units.owners), (parts @ words.T).max(axis=1))
    if len(theme.members):
        members = np.array(theme.members, dtype=np.int64)
        alike = (units.whole @ units.whole[members].T).max(axis=1)
        inner = (whole @ _unit(whole[members].mean(axis=0, keepdims=True)).T)[:, 0]
        near = np.maximum(near, np.where(alike >= _NEAR, inner, -1.0))
    result: FloatMatrix = np.round(near, 5)
    return result


def _centred(rows: FloatMatrix, middle: FloatMatrix) -> FloatMatrix:
    return _unit(rows - middle) if len(rows) else rows


def _unit(rows: FloatMatrix) -> FloatMatrix:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    result: FloatMatrix = (rows / np.maximum(lengths, 1e-9)).astype(np.float32)
    return result
