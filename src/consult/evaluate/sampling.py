"""Stratified samples for blind coding: rare strata in full measure, and the same every time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from consult.domain.ids import sha256_hex


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Something that could be coded again, and the stratum it is drawn from."""

    id: str
    stratum: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A candidate that was drawn; ``weight`` is how many candidates it stands for, at least 1."""

    id: str
    stratum: str
    weight: float


def draw(candidates: Sequence[Candidate], size: int, seed: str) -> tuple[Drawn, ...]:
    """Return a sample of ``size`` candidates (or all, if fewer), spread evenly over the strata.

    Every stratum gives the same number as long as it has them, so that rare codes are seen often
    enough to be judged; weights undo this in estimates. Which ones are drawn, and their order,
    depends on the seed and the ids alone, not on the order of the candidates. The order mixes
    the strata, so that it tells a coder nothing.
    """
    strata: dict[str, list[str]] = defaultdict(list)
    for candidate in candidates:
        strata[candidate.stratum].append(candidate.id)
    shares = _allocated({name: len(ids) for name, ids in strata.items()}, size)
    drawn = [
        Drawn(id=chosen, stratum=name, weight=len(ids) / shares[name])
        for name, ids in strata.items()
        for chosen in sorted(ids, key=lambda i: sha256_hex(f"{seed}|{i}".encode()))[: shares[name]]
    ]
    return tuple(sorted(drawn, key=lambda d: sha256_hex(f"order|{seed}|{d.id}".encode())))


def _allocated(sizes: dict[str, int], size: int) -> dict[str, int]:
    """Return how many each stratum gives: level by level, the rarest served first."""
    left = min(size, sum(sizes.values()))
    shares = dict.fromkeys(sizes, 0)
    order = sorted(sizes, key=lambda name: (sizes[name], name))
    for position, name in enumerate(order):
        fair = -(-left // (len(order) - position))
        shares[name] = min(sizes[name], fair)
        left -= shares[name]
    return shares
