"""Where a stretch of a document stands on its pages."""

from __future__ import annotations

from dataclasses import replace

from consult.domain.document import Locator, Rectangle

EDGE_UNITS = 100_000
"""``Rectangle.edges`` count hundred-thousandths of the page's width."""


def rectangles_between(
    rectangles: tuple[Rectangle, ...], start: int, end: int
) -> tuple[Rectangle, ...]:
    """Return the places of ``Document.text[start:end]`` among the rectangles of its block.

    Rectangles that know their characters are cut to those of the stretch and lose their edges;
    those that do not are returned whole, since the stretch may stand in any of them.
    """
    found = (_cut(rectangle, start, end) for rectangle in rectangles)
    return tuple(rectangle for rectangle in found if rectangle is not None)


def locator_between(locator: Locator, start: int, end: int) -> Locator:
    """Return the locator of a block, its rectangles cut to ``Document.text[start:end]``."""
    if not locator.rectangles:
        return locator
    return replace(locator, rectangles=rectangles_between(locator.rectangles, start, end))


def _cut(rectangle: Rectangle, start: int, end: int) -> Rectangle | None:
    if rectangle.start is None or rectangle.end is None:
        return rectangle
    first, last = max(start, rectangle.start), min(end, rectangle.end)
    if first >= last:
        return None
    if not rectangle.edges:
        return replace(rectangle)
    sides = (
        rectangle.edges[first - rectangle.start] / EDGE_UNITS,
        rectangle.edges[last - rectangle.start] / EDGE_UNITS,
    )
    return Rectangle(
        page=rectangle.page,
        left=min(sides),
        top=rectangle.top,
        right=max(sides),
        bottom=rectangle.bottom,
        start=first,
        end=last,
    )
