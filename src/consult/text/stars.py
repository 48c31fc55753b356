"""A chain of texts that share stretches, parted into stars: a core, and the texts that hold it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from consult.text.shingles import Rows

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Counts = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

COMMON = 1 / 3
CORE = 0.6
CORE_RUNS = 17
"""Of twenty words in a row."""
_HELD = 0.5
_ALIKE = 0.4
_MOSTLY = 0.5
_PLAIN_COPIES = 2
_PLAIN_SHARE = 0.25


def stars(
    shared: Rows[np.uint32], lengths: Counts, copies: Counts, threshold: float
) -> Iterator[Counts]:
    """Part a chain into stars, by their rows, the greatest first.

    ``shared`` holds of each text the runs that other texts hold too, ``lengths`` how many runs
    its whole text has, with repeats, ``copies`` how many sent it. The middle is the text nearest
    to what a third of the copies share, the core what most of its neighbours share with one
    another; it may stand nowhere without somebody's own words. A text belongs to the star when it
    is like the middle, or holds half of the core; of what does not, the next star is made, so two
    letters that only share neighbours do not fall together. A core that is less than half of
    three quarters of its copies is what people quote, or what a portal prints: it is struck out
    of all texts, and what is left of them is parted anew. A text left alone is a star if several
    sent it.
    """
    import numpy as np

    numbers, local = np.unique(shared.flat, return_inverse=True)
    rows = Rows(local.astype(np.int64), shared.starts)
    left = np.arange(len(shared))
    while len(left) > 1 or copies[left].sum() > 1:
        near, core = _star(rows.chosen(left), copies[left], len(numbers), threshold)
        found = left[near]
        inside = rows.chosen(found)
        share = inside.sums(core[inside.flat]) / lengths[found]
        plain = copies[found][share >= _MOSTLY].sum()
        if plain >= max(_PLAIN_COPIES, _PLAIN_SHARE * float(copies[found].sum())):
            yield found
        elif core.any():
            rows = rows.where(~core[rows.flat])
            spent = rows.sizes[left] < CORE_RUNS
            yield from (left[at : at + 1] for at in (spent & (copies[left] > 1)).nonzero()[0])
            left = left[~spent]
            continue
        left = left[~near]


def _star(
    rows: Rows[np.int64], copies: Counts, kinds: int, threshold: float
) -> tuple[Flags, Flags]:
    """Return which texts make the greatest star, and which numbers are its core."""
    sizes = rows.sizes
    common = _held_by(rows, copies, COMMON, kinds)
    distance = sizes + int(common.sum()) - 2 * rows.sums(common[rows.flat])
    middle = int(distance.argmin())
    centre = common & False
    centre[rows[middle]] = True
    similarity = _similarity(rows.sums(centre[rows.flat]), sizes, int(sizes[middle]))
    around = (similarity >= _ALIKE).nonzero()[0]
    core = _held_by(rows.chosen(around), copies[around], CORE, kinds)
    near = similarity >= threshold
    near |= rows.sums(core[rows.flat]) >= max(CORE_RUNS, _HELD * int(core.sum()))
    near[middle] = True
    return near, core


def _held_by(rows: Rows[np.int64], copies: Counts, share: float, kinds: int) -> Flags:
    """Return which numbers this share of the copies hold, and two copies at least."""
    import numpy as np

    weights = np.repeat(copies, rows.sizes)
    held = np.bincount(rows.flat, weights=weights, minlength=kinds)
    flags: Flags = held >= max(2.0, share * float(copies.sum()))
    return flags


def _similarity(shared: Counts, sizes: Counts, other: int) -> npt.NDArray[np.float64]:
    """Return the Jaccard similarity of texts with one of ``other`` runs."""
    similarity: npt.NDArray[np.float64] = shared / (sizes + other - shared)
    return similarity
