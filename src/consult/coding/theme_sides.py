"""The sides of texts in a question, and where a text of none belongs among groups that have one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_TAKEN = {"AGREE", "DISAGREE"}


def position_of(side: str | None) -> str:
    """Return the position at the head of a side, which may name its proposition after it."""
    return (side or "").partition(" ")[0]


def is_taken(side: str | None) -> bool:
    """Tell whether a side is for or against something; to take no side, or both, is neither."""
    return position_of(side) in _TAKEN


def takes_none(side: str | None) -> bool:
    """Tell whether a side is that of who says that they take none."""
    return position_of(side) == "NEITHER"


def homes(
    groups: Sequence[Sequence[int]],
    pairs: Iterable[tuple[int, int]],
    disputed: Iterable[tuple[int, int]],
) -> list[list[int]]:
    """Return groups in their order, each with the texts alone that are at home there, sorted.

    Args:
        groups: the indexes of texts, each in one group.
        pairs: a text that stands alone, and one of a side that may make the same point.
        disputed: those of the pairs whose texts dispute each other.

    A text is at home where all that it is paired with stand in one group and none disputes it.
    """
    owner = {index: place for place, members in enumerate(groups) for index in members}
    met: dict[int, set[int]] = {}
    for alone, other in pairs:
        met.setdefault(alone, set()).add(owner[other])
    for alone, _ in disputed:
        met.pop(alone, None)
    moved = {alone: next(iter(places)) for alone, places in met.items() if len(places) == 1}
    brought: dict[int, list[int]] = {}
    for alone, place in sorted(moved.items()):
        brought.setdefault(place, []).append(alone)
    return [
        [*members, *brought.get(place, ())]
        for place, members in enumerate(groups)
        if not any(index in moved for index in members)
    ]
