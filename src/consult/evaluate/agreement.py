"""How far two or more coders agree, on single codes and on sets of codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

Code = TypeVar("Code", bound=Hashable)
CodeSet = frozenset[str]


def cohen_kappa(pairs: Sequence[tuple[Code, Code]]) -> float | None:
    """Return Cohen's kappa (1960) of two coders' single codes, -1..1.

    None where it is not defined: no pairs, or both coders used one and the same code throughout.
    """
    if not pairs:
        return None
    count = len(pairs)
    observed = sum(a == b for a, b in pairs) / count
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    expected = sum(first[code] * second[code] for code in first) / count**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def krippendorff_alpha(
    units: Sequence[Sequence[Code]],
    distance: Callable[[Code, Code], float] = lambda a, b: float(a != b),
) -> float | None:
    """Return Krippendorff's alpha (2011) over units, each with the codes that coders gave it.

    ``distance`` is 0..1, nominal unless given. Units with fewer than two codes say nothing and
    are left out. None where nothing can disagree.
    """
    paired = [list(codes) for codes in units if len(codes) > 1]
    values = Counter(code for codes in paired for code in codes)
    total = sum(values.values())
    if total < 2:
        return None
    within = sum(
        distance(a, b) / (len(codes) - 1)
        for codes in paired
        for i, a in enumerate(codes)
        for j, b in enumerate(codes)
        if i != j
    )
    across = sum(
        distance(a, b) * values[a] * (values[b] - (a == b)) for a in values for b in values
    ) / (total - 1)
    return None if across == 0 else 1 - within / across


@lru_cache(maxsize=65_536)
def masi_distance(a: CodeSet, b: CodeSet) -> float:
    """Return how far two sets of codes are apart, 0..1 (MASI, Passonneau 2006).

    Jaccard overlap weighted by whether one set holds the other (2/3), merely meets it (1/3), or
    has nothing of it (0). Two empty sets agree.
    """
    if a == b:
        return 0.0
    shared = a & b
    if not shared:
        return 1.0
    held = 2 / 3 if a <= b or b <= a else 1 / 3
    return 1 - held * len(shared) / len(a | b)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAgreement:
    """How one coder's sets of codes compare with another's; ``None`` where there is nothing."""

    units: int
    precision: float | None
    """Of what the first gave, the share that the second gave too."""
    recall: float | None
    """Of what the second gave, the share that the first gave too."""
    f1: float | None
    over_assignment: float | None
    """Codes that the first gave for each that the second gave; 1 is even."""


def compare_sets(pairs: Sequence[tuple[CodeSet, CodeSet, float]]) -> SetAgreement:
    """Return the micro-averaged agreement of two coders on units: (first, second, weight)."""
    shared = sum(weight * len(first & second) for first, second, weight in pairs)
    given = sum(weight * len(first) for first, _, weight in pairs)
    wanted = sum(weight * len(second) for _, second, weight in pairs)
    return SetAgreement(
        units=len(pairs),
        precision=shared / given if given else None,
        recall=shared / wanted if wanted else None,
        f1=2 * shared / (given + wanted) if given + wanted else None,
        over_assignment=given / wanted if wanted else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SideAgreement:
    """How one coder's positions compare with another's, a position without a side set apart."""

    units: int
    macro_f1: float | None
    """Mean F1 of agree and disagree; not taking a side is an error of either, never a class."""
    flips: float | None
    """Of the units on which both took a side, the share with opposite ones."""
    over_assignment: float | None
    """Sides that the first took for each that the second took; 1 is even."""


def compare_sides(pairs: Sequence[tuple[str | None, str | None, float]]) -> SideAgreement:
    """Return the agreement of two coders on sides: (first, second, weight), None for no side."""
    scores = []
    for side in sorted({second for _, second, _ in pairs if second}):
        hit = sum(w for a, b, w in pairs if a == b == side)
        given = sum(w for a, _, w in pairs if a == side)
        wanted = sum(w for _, b, w in pairs if b == side)
        scores.append(2 * hit / (given + wanted))
    both = [(a, b, w) for a, b, w in pairs if a and b]
    sided = sum(w for _, _, w in both)
    wanted_sides = sum(w for _, b, w in pairs if b)
    return SideAgreement(
        units=len(pairs),
        macro_f1=sum(scores) / len(scores) if scores else None,
        flips=sum(w for a, b, w in both if a != b) / sided if sided else None,
        over_assignment=(sum(w for a, _, w in pairs if a) / wanted_sides if wanted_sides else None),
    )
