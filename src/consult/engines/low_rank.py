"""What training changed in an encoder, small enough to ship where the encoder is not.

A matrix's change is kept as the product of two thin ones, its best approximation of that rank
(Eckart and Young 1936): fine-tuning moves weights along few directions (Hu et al. 2022, "LoRA").
Vectors keep their change as it is, and weights that the encoder does not have are kept whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    Weights = Mapping[str, npt.NDArray[Any]]

LEFT, RIGHT, CHANGE = ".left", ".right", ".change"


def changes(base: Weights, trained: Weights, rank: int) -> dict[str, npt.NDArray[np.float32]]:
    """Return what makes ``trained`` out of ``base``, with matrices of a rank of at most ``rank``.

    Both thin matrices have ``rank`` rows, so that a scale a row suits them when they are
    narrowed: ``left`` is (rank, out) and ``right`` (rank, in). Weights that are equal are left
    out.
    """
    found: dict[str, npt.NDArray[np.float32]] = {}
    for name, value in trained.items():
        if name not in base:
            found[name] = value.astype(np.float32)
            continue
        change = value.astype(np.float32) - base[name].astype(np.float32)
        if not change.any():
            continue
        if change.ndim != 2 or min(change.shape) <= rank:
            found[name + CHANGE] = change
            continue
        left, sizes, right = np.linalg.svd(change, full_matrices=False)
        root = np.sqrt(sizes[:rank])
        found[name + LEFT] = np.ascontiguousarray((left[:, :rank] * root).T)
        found[name + RIGHT] = np.ascontiguousarray(right[:rank] * root[:, None])
    return found


def changed(base: Weights, change: Weights) -> dict[str, npt.NDArray[np.float32]]:
    """Return the weights that ``change`` makes out of ``base``.

    Raises:
        KeyError: if a changed weight is not in the base.
    """
    found = {name: value.astype(np.float32, copy=False) for name, value in base.items()}
    for name, value in change.items():
        if name.endswith(LEFT):
            whole = name.removesuffix(LEFT)
            found[whole] = found[whole] + value.T @ change[whole + RIGHT]
        elif name.endswith(CHANGE):
            whole = name.removesuffix(CHANGE)
            found[whole] = found[whole] + value
        elif not name.endswith(RIGHT):
            found[name] = value
    return found
