"""What all stance models share: how much of a text they read, and probabilities of logits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

HEAD_CHARACTERS = 20_000
"""What is read of one text; a segment is a few sentences, and a hostile one costs no more."""


def softmax(logits: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return probabilities along the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)
