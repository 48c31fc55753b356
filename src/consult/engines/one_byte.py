"""Weights as one byte a number and a scale a row: how they are shipped, and how some are run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

SCALE = ".scale"
"""What is added to a weight's name for the scales of its rows."""
STEPS = 127


def narrow_rows(
    matrix: npt.NDArray[Any], steps: int = STEPS
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Return a matrix as whole numbers from -steps to steps, and the scale of each row."""
    scale = np.maximum(np.abs(matrix).max(axis=1), 1e-12).astype(np.float32) / steps
    return np.round(matrix / scale[:, None]).astype(np.int8), scale


def narrowed(weights: dict[str, npt.NDArray[Any]]) -> dict[str, npt.NDArray[Any]]:
    """Return weights with every matrix as one byte a number and a scale a row (symmetric)."""
    found: dict[str, npt.NDArray[Any]] = {}
    for name, value in weights.items():
        if value.ndim == 2:
            found[name], found[name + SCALE] = narrow_rows(value)
        else:
            found[name] = value.astype(np.float32)
    return found


def widened(weights: dict[str, npt.NDArray[Any]]) -> dict[str, npt.NDArray[np.float32]]:
    """Return what ``narrowed`` was given, to within half a step of each row."""
    return {
        name: value.astype(np.float32) * weights[name + SCALE][:, None]
        if name + SCALE in weights
        else value
        for name, value in weights.items()
        if not name.endswith(SCALE)
    }
