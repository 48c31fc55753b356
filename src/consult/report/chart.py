"""The positions chart: one bar for each proposition, as an SVG drawn by hand."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from consult.domain.coding import Position
from consult.report.words import POSITION_LABELS

FILLS: dict[Position, str] = {
    Position.AGREE: "#17536d",
    Position.AGREE_WITH_CONDITIONS: "#8dbfd2",
    Position.MIXED: "#cdbfe0",
    Position.DISAGREE: "#a23e12",
    Position.NEITHER: "#d3d8dc",
    Position.UNCLEAR: "#ffffff",
}
_LIGHT_TEXT = {Position.AGREE, Position.DISAGREE}
_INK = "#1c2733"
_EDGE = "#55606b"
WIDTH = 720
HEIGHT = 36
_NARROWEST_LABEL = 0.045
_DIGIT = 0.028
"""The share of a phone's width that a first digit and every further one need."""


def position_bar(
    counts: Sequence[tuple[Position, int]], alternative: str, *, fluid: bool = False
) -> str:
    """Return the SVG of one proposition's positions, as wide for each as it has respondents.

    Counts stand inside the bar where they fit; the colours are told apart by lightness too,
    and ``unclear`` is an outline. ``alternative`` is its text alternative. A fluid bar takes
    the width of its page and keeps the size of its letters; otherwise it scales as a whole.
    """
    total = sum(count for _, count in counts)
    size = f'width="100%" height="{HEIGHT}"' if fluid else f'viewBox="0 0 {WIDTH} {HEIGHT}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} class="bar" role="img" '
        f'aria-label="{escape(alternative)}">'
    ]
    if not total:
        parts.append(
            f'<rect x="0" y="0.5" width="{_along(1, fluid=fluid)}" height="{HEIGHT - 1}" '
            f'fill="#ffffff" stroke="{_EDGE}" stroke-dasharray="3 3"/>'
        )
    done = 0
    for position, count in counts:
        if count:
            parts.append(_piece(position, count, done / total, count / total, fluid=fluid))
            done += count
    parts.append("</svg>")
    return "".join(parts)


def _piece(position: Position, count: int, start: float, share: float, *, fluid: bool) -> str:
    """Draw one position from ``start`` over its ``share`` of the bar, with its count inside."""
    edge = _EDGE if position is Position.UNCLEAR else "#ffffff"
    rect = (
        f'<rect x="{_along(start, fluid=fluid)}" y="0.75" width="{_along(share, fluid=fluid)}" '
        f'height="{HEIGHT - 1.5:g}" fill="{FILLS[position]}" stroke="{edge}" stroke-width="1.5">'
        f"<title>{POSITION_LABELS[position]}: {count}</title></rect>"
    )
    if share < _NARROWEST_LABEL + _DIGIT * (len(str(count)) - 1):
        return rect
    ink = "#ffffff" if position in _LIGHT_TEXT else _INK
    return rect + (
        f'<text x="{_along(start + share / 2, fluid=fluid)}" y="{HEIGHT / 2 + 5.5:g}" '
        f'text-anchor="middle" font-family="Noto Sans, sans-serif" font-size="16" '
        f'font-weight="600" fill="{ink}">{count}</text>'
    )


def _along(share: float, *, fluid: bool) -> str:
    return f"{100 * share:.3f}%" if fluid else f"{WIDTH * share:.2f}"
