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
_NARROWEST_LABEL = 16


def position_bar(counts: Sequence[tuple[Position, int]], alternative: str) -> str:
    """Return the SVG of one proposition's positions, as wide for each as it has respondents.

    Counts stand inside the bar; the colours are told apart by lightness too, and ``unclear``
    is an outline. ``alternative`` is its text alternative. Bytes depend on nothing else.
    """
    total = sum(count for _, count in counts)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'class="bar" role="img" aria-label="{escape(alternative)}">'
    ]
    if not total:
        parts.append(
            f'<rect x="0.5" y="0.5" width="{WIDTH - 1}" height="{HEIGHT - 1}" fill="#ffffff" '
            f'stroke="{_EDGE}" stroke-dasharray="3 3"/>'
        )
    done = 0
    for position, count in counts:
        if not count:
            continue
        left = WIDTH * done / total
        done += count
        width = WIDTH * done / total - left
        parts.append(_piece(position, count, left, width))
    parts.append("</svg>")
    return "".join(parts)


def _piece(position: Position, count: int, left: float, width: float) -> str:
    edge = f' stroke="{_EDGE}"' if position is Position.UNCLEAR else ""
    inset = 0.5 if edge else 0.0
    gap = 1.5
    rect = (
        f'<rect x="{left + inset:.2f}" y="{inset}" width="{max(width - gap - inset, 1):.2f}" '
        f'height="{HEIGHT - 2 * inset:g}" fill="{FILLS[position]}"{edge}>'
        f"<title>{POSITION_LABELS[position]}: {count}</title></rect>"
    )
    if width < _NARROWEST_LABEL + 7 * (len(str(count)) - 1):
        return rect
    ink = "#ffffff" if position in _LIGHT_TEXT else _INK
    return rect + (
        f'<text x="{left + (width - gap) / 2:.2f}" y="{HEIGHT / 2 + 5.5:g}" '
        f'text-anchor="middle" font-family="Noto Sans, sans-serif" font-size="16" '
        f'font-weight="600" fill="{ink}">{count}</text>'
    )
