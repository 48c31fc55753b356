"""Which texts may be alike: MinHash signatures in bands, joined where they agree enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consult.text.shingles import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    import numpy.typing as npt

    Signatures = npt.NDArray[np.uint32]
    Counts = npt.NDArray[np.int64]

_SEED = 20_210_617
_HASHES = 64
_BAND = 2
_AGREEING = 0.2


def signatures(rows: Rows[np.uint32]) -> Signatures:
    """Return a MinHash signature a row, uint32 of shape (n, 64); no row may be empty."""
    import numpy as np

    keys = np.random.default_rng(_SEED).integers(1 << 63, size=_HASHES, dtype=np.uint64)
    made = np.empty((len(rows), _HASHES), dtype=np.uint32)
    first = 0
    for block in rows.blocks():
        flat = block.flat.astype(np.uint64) + np.uint64(1)
        last = first + len(block)
        for number, key in enumerate(keys):
            hashed = ((flat * (key | np.uint64(1))) >> np.uint64(32)).astype(np.uint32)
            made[first:last, number] = np.minimum.reduceat(hashed, block.starts[:-1])
        first = last
    return made


def groups(rows: Rows[np.uint32]) -> list[Counts]:
    """Return the groups of rows that are alike by chains, those of one row among them.

    Two rows are joined when they meet in a band and a fifth of their signatures agree, which
    finds nearly every pair with a Jaccard similarity of .4 or more; each group is in order.
    """
    import numpy as np

    if not len(rows):
        return []
    made = signatures(rows)
    parent = np.arange(len(rows))
    for one, other in _meetings(made):
        apart = parent[one] != parent[other]
        one, other = one[apart], other[apart]  # noqa: PLW2901 - fewer of the same
        alike = (made[one] == made[other]).mean(axis=1) >= _AGREEING
        _join(parent, one[alike], other[alike])
    order = np.argsort(parent, kind="stable")
    cuts = np.flatnonzero(np.diff(parent[order])) + 1
    return [np.sort(group) for group in np.split(order, cuts)]


def pairs(rows: Rows[np.uint32]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of rows that meet in a band, smaller first, in order, each once."""
    import numpy as np

    met: set[tuple[int, int]] = set()
    made = signatures(rows)
    for band in range(0, _HASHES, _BAND):
        for bucket in _buckets(_keys(made, band)):
            members = np.sort(bucket).tolist()
            met.update((a, b) for n, a in enumerate(members) for b in members[n + 1 :])
    yield from sorted(met)


def _meetings(made: Signatures) -> Iterator[tuple[Counts, Counts]]:
    """Yield, band by band, pairs that meet: neighbours in a bucket, and each with its first."""
    import numpy as np

    for band in range(0, _HASHES, _BAND):
        keys = _keys(made, band)
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        same = np.flatnonzero(ordered[1:] == ordered[:-1])
        yield order[same], order[same + 1]
        begins = np.concatenate([[True], ordered[1:] != ordered[:-1]])
        first = order[np.flatnonzero(begins)[np.cumsum(begins) - 1]]
        later = np.flatnonzero(~begins)
        yield first[later], order[later]


def _keys(made: Signatures, band: int) -> npt.NDArray[np.uint64]:
    import numpy as np

    return (made[:, band].astype(np.uint64) << np.uint64(32)) | made[:, band + 1]


def _buckets(keys: npt.NDArray[np.uint64]) -> list[Counts]:
    import numpy as np

    order = np.argsort(keys, kind="stable")
    cuts = np.flatnonzero(np.diff(keys[order])) + 1
    return [bucket for bucket in np.split(order, cuts) if len(bucket) > 1]


def _join(parent: Counts, ones: Counts, others: Counts) -> None:
    """Join pairs in a forest that is flat, and leave it flat; a root is its tree's smallest."""

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = int(parent[node])
        return node

    for one, other in zip(ones.tolist(), others.tolist(), strict=True):
        first, second = root(one), root(other)
        if first != second:
            parent[max(first, second)] = min(first, second)
    while True:
        flatter = parent[parent]
        if (flatter == parent).all():
            return
        parent[:] = flatter
