"""Weights rounded as they are shipped, while a network reads: it learns to do with few bits.

The gradient at the rounded weights moves those that are not (Bengio et al. 2013, "straight-through
estimator"; Jacob et al. 2018, "quantization-aware training").
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch

from consult.engines.half_byte import GROUP, STEPS, suits


@contextmanager
def rounded(network: Any, *, asked: bool = True) -> Iterator[None]:
    """Let the network read, and tell its gradients, with weights of half a byte."""
    kept = {}
    if asked:
        for one in network.parameters():
            if suits(tuple(one.shape)):
                kept[one], one.data = one.data, in_half_bytes(one.data)
    try:
        yield
    finally:
        for one, data in kept.items():
            one.data = data


def in_half_bytes(matrix: torch.Tensor) -> torch.Tensor:
    """Return a matrix as ``consult.engines.half_byte`` unpacks what it packed."""
    groups = matrix.reshape(matrix.shape[0], -1, GROUP)
    scales = (groups.abs().amax(dim=2, keepdim=True) / STEPS).clamp(min=1e-6).half().float()
    found = (groups / scales).round().clamp(-STEPS, STEPS) * scales
    return found.reshape(matrix.shape)
