"""Weights as half a byte a number and a scale a group: how a reader of some size stays small.

A row is cut into groups of ``GROUP`` numbers, each whole from -7 to 7 in steps of the group's
scale (symmetric, rounded to nearest). A reader that learns with its weights rounded so (Jacob et
al. 2018, "quantization-aware training") loses little by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

GROUP = 128
STEPS = 7
LEAST = 1 << 16
"""Matrices of fewer numbers stay as they are."""
SCALES = ".scales"
"""What is added to a matrix's name for the scales of its groups."""


def suits(shape: tuple[int, ...]) -> bool:
    """Tell whether weights of a shape are kept in half bytes."""
    return len(shape) == 2 and shape[1] % GROUP == 0 and shape[0] * shape[1] >= LEAST


def packed(weights: dict[str, npt.NDArray[Any]]) -> dict[str, npt.NDArray[Any]]:
    """Return weights with every matrix that suits as two numbers a byte (uint8, half as wide).

    The scales of its groups stand beside it: float16 (rows, groups).
    """
    found: dict[str, npt.NDArray[Any]] = {}
    for name, value in weights.items():
        if not suits(value.shape):
            found[name] = value.astype(np.float32)
            continue
        groups = value.astype(np.float32).reshape(len(value), -1, GROUP)
        scales = _scales_of(np.abs(groups).max(axis=2))
        steps = np.round(groups / scales.astype(np.float32)[:, :, None]).clip(-STEPS, STEPS)
        whole = (steps + STEPS).astype(np.uint8).reshape(value.shape)
        found[name] = whole[:, 0::2] | (whole[:, 1::2] << 4)
        found[name + SCALES] = scales
    return found


def unpacked(weights: dict[str, npt.NDArray[Any]]) -> dict[str, npt.NDArray[np.float32]]:
    """Return what ``packed`` was given, to within half a step of each group."""
    found: dict[str, npt.NDArray[np.float32]] = {}
    for name, value in weights.items():
        if name.endswith(SCALES):
            continue
        if name + SCALES not in weights:
            found[name] = value
            continue
        whole = np.stack([value & 15, value >> 4], axis=2).reshape(len(value), -1, GROUP)
        scales = weights[name + SCALES].astype(np.float32)[:, :, None]
        found[name] = ((whole.astype(np.float32) - STEPS) * scales).reshape(len(value), -1)
    return found


def _scales_of(largest: npt.NDArray[np.float32]) -> npt.NDArray[np.float16]:
    """Return the scale of each group by its largest magnitude; never zero."""
    return np.maximum(largest / STEPS, 1e-6).astype(np.float16)
