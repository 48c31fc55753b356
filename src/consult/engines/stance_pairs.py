"""What all stance models share: which pairs they read, how much of them, and probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

HEAD_CHARACTERS = 20_000
"""What is read of one text; a segment is a few sentences, and a hostile one costs no more."""


def paired(propositions: Sequence[str], texts: Sequence[str]) -> list[tuple[str, str]]:
    """Return (proposition, what is read of the text) for each row.

    Raises:
        ValueError: if there are not as many texts as propositions.
    """
    if len(propositions) != len(texts):
        raise ValueError(f"{len(propositions)} propositions for {len(texts)} texts")
    heads = (text.strip()[:HEAD_CHARACTERS] for text in texts)
    return [(p.strip(), head) for p, head in zip(propositions, heads, strict=True)]


def softmax(logits: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return probabilities along the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)
