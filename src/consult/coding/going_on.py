"""Texts that go on with the matter of those around them.

A sentence that carries an argument on rarely names what it is about: *That leads to delay*. Where
its neighbours answer a question, and it is nearer to that one than to any other, it needs to show
less of it by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from consult.coding.assignable import Segments

if TYPE_CHECKING:
    from consult.domain.ports import FloatMatrix

REACH = 2
"""How many texts away, under the same heading, a neighbour may stand."""
BETWEEN = 0.8
"""What a text must score, in standard deviations, for a question that the texts before and after
it both answer, or one of them, and the other a question of its chapter."""
BESIDE = 1.4
"""The same where one neighbour of its paragraph answers it, or both one of its chapter. Items of a
list are no such neighbours: each is a matter of its own."""
FEWEST_WORDS = 5


def going_on(
    segments: Segments,
    scores: FloatMatrix,
    answered: Sequence[Collection[int]],
    free: Sequence[bool],
    chapters: Sequence[str],
) -> Mapping[int, tuple[int, float]]:
    """Return for texts that answer nothing the question that they go on with, and their floor.

    Args:
        segments: the texts; all their columns must be given.
        scores: (texts, questions), in standard deviations.
        answered: the questions, by column, that each text answers so far.
        free: whether a text may be given a question at all.
        chapters: the chapter of each question; where all are of one, it tells nothing.

    Only a text's best question counts. The texts that are given here are nobody's neighbours.
    """
    found: dict[int, tuple[int, float]] = {}
    rows = sorted(
        range(len(segments.texts)),
        key=lambda row: (segments.documents[row], segments.positions[row], row),
    )
    for place, row in enumerate(rows):
        if answered[row] or not free[row] or not segments.documents[row]:
            continue
        if len(segments.texts[row].split()) < FEWEST_WORDS:
            continue
        sides = [
            _nearest(segments, beside, row, answered)
            for beside in (
                rows[max(0, place - REACH) : place][::-1],
                rows[place + 1 : place + 1 + REACH],
            )
        ]
        best = int(scores[row].argmax())
        floor = _floor(segments.paragraphs, row, sides, answered, best, chapters)
        if floor is not None and scores[row, best] >= floor:
            found[row] = (best, floor)
    return found


def _floor(
    paragraphs: Sequence[str],
    row: int,
    sides: Sequence[int | None],
    answered: Sequence[Collection[int]],
    best: int,
    chapters: Sequence[str],
) -> float | None:
    """Return what a text must score for its best question beside two neighbours, if it may."""
    told = len(set(chapters)) > 1
    near = [side for side in sides if side is not None]
    same = [side for side in near if best in answered[side]]
    chapter = [
        side
        for side in near
        if side in same or (told and chapters[best] in {chapters[q] for q in answered[side]})
    ]
    if same and len(chapter) == 2:
        return BETWEEN
    inside = [side for side in near if paragraphs[side] == paragraphs[row]]
    if any(side in inside for side in same) or (len(chapter) == 2 and len(inside) == 2):
        return BESIDE
    return None


def _nearest(
    segments: Segments, rows: Sequence[int], own: int, answered: Sequence[Collection[int]]
) -> int | None:
    """Return the first of some texts that answers anything, under the same heading."""
    for row in rows:
        if (segments.documents[row], segments.contexts[row]) != (
            segments.documents[own],
            segments.contexts[own],
        ):
            return None
        if answered[row]:
            return row
    return None
