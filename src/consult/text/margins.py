"""What stands at the edges of pages: running heads and feet, page numbers, footnotes, stamps."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Protocol

_PAGE_NUMBER = re.compile(
    r"(?:[-–—|]\s*)?(?:page|pg\.?|seite|p\.)?\s*(?:\d{1,4}|[ivxl]{1,6})"
    r"(?:\s*(?:of|/|von|sur|\|)\s*\d{1,4})?(?:\s*(?:[-–—|]|page))?(?:\s*\|\s*p\s*a\s*g\s*e)?",
    re.IGNORECASE,
)
_NOTE_START = re.compile(r"(?:\[?(\d{1,3})\]?[.)]?|[*†‡§])(?:\s|(?=[A-Z\"'“‘(]|https?:))")
_DIGITS = re.compile(r"\d+")
_ZONE = 0.13
_SMALL = 0.92
"""Notes are set in type smaller than this share of the usual size."""
_NOTES_MISSED = 5
_DEEP = 4
"""How many lines from an edge may belong to a head or foot."""


class _Line(Protocol):
    """What is asked of a printed line here."""

    @property
    def text(self) -> str: ...
    @property
    def page(self) -> int: ...
    @property
    def flow(self) -> int: ...
    @property
    def top(self) -> float: ...
    @property
    def bottom(self) -> float: ...
    @property
    def baseline(self) -> float: ...
    @property
    def size(self) -> float: ...
    @property
    def aside(self) -> bool: ...


def margin_reasons(
    lines: Sequence[_Line], pages: Mapping[int, tuple[float, float]], body: float
) -> list[str | None]:
    """Return why a line is no content: header, footer, page number, footnote, stamp; or None.

    A head or foot is a line near the edge whose words, figures aside, stand at the same height on
    another page too; ``body`` is the usual type size in points.
    """
    reasons: list[str | None] = ["stamp" if line.aside else None for line in lines]
    by_page: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if not line.aside:
            by_page[line.page].append(i)
    edges: dict[tuple[str, str], list[int]] = defaultdict(list)
    for page, indices in by_page.items():
        height = pages[page][1]
        ordered = sorted(indices, key=lambda i: (lines[i].top, i))
        for zone, near in (("header", ordered[:_DEEP]), ("footer", ordered[::-1][:_DEEP])):
            for i in near:
                if _in_zone(lines[i], height, zone):
                    edges[zone, _pattern(lines[i].text)].append(i)
    for (zone, _), indices in edges.items():
        for i in _repeated(lines, indices, pages):
            reasons[i] = zone
    for page, indices in by_page.items():
        _mark_page_number(lines, indices, pages[page][1], reasons)
    _mark_all_footnotes(lines, pages, body, reasons)
    return reasons


def _in_zone(line: _Line, height: float, zone: str) -> bool:
    if zone == "header":
        return line.bottom < _ZONE * height
    return line.top > (1 - _ZONE) * height


def _pattern(text: str) -> str:
    return " ".join(_DIGITS.sub("#", text).casefold().split())


def _repeated(
    lines: Sequence[_Line], indices: list[int], pages: Mapping[int, tuple[float, float]]
) -> list[int]:
    """Return those lines that stand at about the same height on at least one other page."""
    heights = [(lines[i].baseline / pages[lines[i].page][1], lines[i].page, i) for i in indices]
    found: list[int] = []
    ordered = sorted(heights)
    for at, (height, page, i) in enumerate(ordered):
        near = [*ordered[max(0, at - 3) : at], *ordered[at + 1 : at + 4]]
        if any(p != page and abs(h - height) < 0.012 for h, p, _ in near):
            found.append(i)
    return found


def _mark_page_number(
    lines: Sequence[_Line], indices: list[int], height: float, reasons: list[str | None]
) -> None:
    for i in indices:
        line = lines[i]
        edge = _in_zone(line, height, "header") or _in_zone(line, height, "footer")
        if edge and _PAGE_NUMBER.fullmatch(line.text.strip()):
            reasons[i] = "page number"


def _mark_all_footnotes(
    lines: Sequence[_Line],
    pages: Mapping[int, tuple[float, float]],
    body: float,
    reasons: list[str | None],
) -> None:
    flows: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if reasons[i] is None:
            flows[line.flow].append(i)
    last = 0
    for indices in flows.values():
        height = pages[lines[indices[0]].page][1]
        last = _mark_footnotes(lines, indices, height, body, reasons, last=last)


def _mark_footnotes(
    lines: Sequence[_Line],
    indices: list[int],
    height: float,
    body: float,
    reasons: list[str | None],
    *,
    last: int,
) -> int:
    """Mark the small print that closes a column and return the number of its last note.

    It starts at a line with a note's mark: a sign, or a number that goes on from ``last`` or
    starts again at 1. Small print above that in mid-sentence is the rest of an earlier note.
    """
    small: list[int] = []
    for i in sorted(indices, key=lambda i: (-lines[i].top, -i)):
        line = lines[i]
        if line.size > _SMALL * body or line.top < 0.35 * height:
            break
        small.append(i)
    small.reverse()
    start = None
    for n, i in enumerate(small):
        mark = _NOTE_START.match(lines[i].text)
        number = int(mark[1]) if mark and mark[1] else None
        if mark and (number is None or number == 1 or last < number <= last + _NOTES_MISSED):
            start = n if start is None else start
            last = number or last
    if start is None:
        return last
    runs_on = last > 1 and lines[small[0]].text[:1].islower()
    for i in small[0 if runs_on else start :]:
        reasons[i] = "footnote"
    return last
