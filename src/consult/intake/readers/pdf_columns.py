"""Reading order on a page: columns before lines, but not where a table only looks like columns."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from consult.intake.readers.pdf_lines import Fragment, is_rtl
from consult.text.labels import typed_label

_WIDE_GAP = 1.6
_LEAST_LINES = 5
_LEAST_CHARACTERS = 15
_MOST_CROSSING = 0.35
_DEPTH = 3
_STEP = 2.0
_LABEL_ALONE = re.compile(
    r"(?:\(?[0-9a-zA-Z]{1,4}(?:\.\d{1,3}){0,3}[.)]?|[•●○◦▪■–—*·\uf0b7\uf0a7-])$"
)

Row = list[Fragment]


def reading_order(fragments: list[Fragment]) -> list[list[Row]]:
    """Return the flows of a page in reading order, each a list of rows from top to bottom.

    A row holds the fragments of one line from left to right, joined where the gap between them
    is small or the first is only a label. A page splits at a gutter that few lines cross when
    both sides hold running text; lines that cross it divide the columns into bands.
    """
    return _region(fragments, 0)


def _region(fragments: list[Fragment], depth: int) -> list[list[Row]]:
    if not fragments:
        return []
    gutter = _gutter(fragments) if depth < _DEPTH else None
    if gutter is None:
        return [_rows(fragments)]
    flows: list[list[Row]] = []
    across = sorted((f for f in fragments if _crosses(f, gutter)), key=lambda f: f.baseline)
    sides = [f for f in fragments if not _crosses(f, gutter)]
    bounds = [f.baseline for f in across] + [float("inf")]
    pending: list[Fragment] = []
    low = float("-inf")
    for spanner, bound in zip([*across, None], bounds, strict=True):
        band = [f for f in sides if low <= f.baseline < bound - _same_line(spanner)]
        if band:
            if pending:
                flows += [_rows(pending)]
                pending = []
            flows += _region([f for f in band if _middle(f) < gutter], depth + 1)
            flows += _region([f for f in band if _middle(f) >= gutter], depth + 1)
            done = {id(f) for f in band}
            sides = [f for f in sides if id(f) not in done]
        if spanner is not None:
            pending.append(spanner)
            low = spanner.baseline - _same_line(spanner)
    if pending:
        flows.append(_rows(pending))
    return flows


def _same_line(fragment: Fragment | None) -> float:
    return 0.4 * fragment.size if fragment else 0.0


def _middle(fragment: Fragment) -> float:
    return (fragment.left + fragment.right) / 2


def _crosses(fragment: Fragment, x: float) -> bool:
    return fragment.left < x - 1 and fragment.right > x + 1


def _gutter(fragments: list[Fragment]) -> float | None:
    """Return the x of the emptiest gap between two sides of running text, or None."""
    if len(fragments) < 2 * _LEAST_LINES:
        return None
    left = min(f.left for f in fragments)
    right = max(f.right for f in fragments)
    width = right - left
    total = sum(f.size for f in fragments)
    steps = int(min(width, 20_000) / _STEP)
    if steps < 10:
        return None
    step = width / steps
    load = [0.0] * (steps + 2)
    for f in fragments:
        first = max(0, int((f.left + 1 - left) / step) + 1)
        last = min(steps, int((f.right - 1 - left) / step))
        if last >= first:
            load[first] += f.size
            load[last + 1] -= f.size
    crossing: list[float] = []
    running = 0.0
    for value in load[: steps + 1]:
        running += value
        crossing.append(running)
    inner = range(int(steps * 0.15), int(steps * 0.85) + 1)
    for least in sorted({round(crossing[i], 3) for i in inner})[:4]:
        if least > _MOST_CROSSING * total:
            return None
        runs = _runs([i for i in inner if crossing[i] <= least + 0.01])
        for run in sorted(runs, key=lambda r: (-len(r), r[0])):
            x = left + (run[0] + run[-1]) / 2 * step
            if _divides(fragments, x):
                return x
    return None


def _runs(indices: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for i in indices:
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _divides(fragments: list[Fragment], x: float) -> bool:
    sides = (
        [f for f in fragments if f.right <= x + 1],
        [f for f in fragments if f.left >= x - 1],
    )
    if not all(_is_running_text(side) for side in sides):
        return False
    first, second = sides
    gap = min(f.left for f in second) - max(f.right for f in first)
    if gap < 0.5 * median(f.size for f in fragments):
        return False
    top = max(min(f.top for f in first), min(f.top for f in second))
    bottom = min(max(f.bottom for f in first), max(f.bottom for f in second))
    beside = [sum(top <= f.baseline <= bottom for f in side) for side in sides]
    return min(beside) >= _LEAST_LINES


def _is_running_text(side: list[Fragment]) -> bool:
    if len(side) < _LEAST_LINES:
        return False
    characters = median(len(f.text) for f in side)
    width = max(f.right for f in side) - min(f.left for f in side)
    fill = median(f.right - f.left for f in side) / max(width, 1.0)
    return characters >= _LEAST_CHARACTERS and fill > 0.42


def _rows(fragments: list[Fragment]) -> list[Row]:
    """Group fragments into rows by baseline and join neighbours."""
    rows: list[Row] = []
    for fragment in sorted(fragments, key=lambda f: (f.baseline, f.left)):
        row = rows[-1] if rows else None
        if row and abs(row[0].baseline - fragment.baseline) <= _tolerance(row[0], fragment):
            row.append(fragment)
        else:
            rows.append([fragment])
    return [
        _joined_leftwards(row) if _runs_leftwards(row) else _joined_rightwards(row) for row in rows
    ]


def _runs_leftwards(row: Row) -> bool:
    """Whether most letters of a row are of a script that is written from right to left."""
    letters = [c for f in row for c in f.text if c.isalpha()]
    return 2 * sum(is_rtl(c) for c in letters) > len(letters)


def _joined_rightwards(row: Row) -> Row:
    return _joined(sorted(row, key=lambda f: f.left))


def _joined_leftwards(row: Row) -> Row:
    """Join the fragments of a row from right to left; foreign words stand where they are read."""
    out: Row = []
    for fragment in sorted(row, key=lambda f: -f.right):
        before = out[-1] if out else None
        if before is not None:
            gap = before.left - fragment.right
            if gap < _WIDE_GAP * max(before.size, fragment.size):
                out[-1] = _merged(before, fragment, spaced=gap > 0.1 * fragment.size)
                out[-1].left = min(before.left, fragment.left)
                out[-1].right = max(before.right, fragment.right)
                continue
        out.append(fragment)
    return out


def _tolerance(first: Fragment, second: Fragment) -> float:
    """How far baselines of one row may differ: more for the raised mark of a note."""
    large, small = max(first.size, second.size), min(first.size, second.size)
    return (0.6 if small < 0.8 * large else 0.35) * large


def _joined(row: Row) -> Row:
    out: Row = []
    for fragment in row:
        before = out[-1] if out else None
        if before is not None:
            gap = fragment.left - before.right
            near = gap < _WIDE_GAP * max(before.size, fragment.size)
            if near or (len(out) == 1 and _is_label(before.text) and len(row) == 2):
                out[-1] = _merged(before, fragment, spaced=gap > 0.1 * fragment.size)
                continue
        out.append(fragment)
    return out


def _is_label(text: str) -> bool:
    return bool(_LABEL_ALONE.match(text)) or typed_label(text + " A") is not None


def _merged(before: Fragment, after: Fragment, *, spaced: bool) -> Fragment:
    longer = before if len(before.text) >= len(after.text) else after
    return Fragment(
        text=before.text + (" " if spaced else "") + after.text,
        left=before.left,
        top=min(before.top, after.top),
        right=max(before.right, after.right),
        bottom=max(before.bottom, after.bottom),
        baseline=longer.baseline,
        size=longer.size,
        bold=before.bold and after.bold,
        glyphs=before.glyphs + after.glyphs,
        sides=before.sides + after.sides,
        confidence=_surer(before, after),
    )


def _surer(before: Fragment, after: Fragment) -> float | None:
    """Return the confidence of two fragments together, by their length."""
    if before.confidence is None or after.confidence is None:
        return before.confidence if after.confidence is None else after.confidence
    lengths = len(before.text), len(after.text)
    weighed = before.confidence * lengths[0] + after.confidence * lengths[1]
    return weighed / max(sum(lengths), 1)


def line_numbers(fragments: list[Fragment]) -> list[Fragment]:
    """Return the figures in the left margin of a page whose lines are numbered, top to bottom."""
    figures = [f for f in fragments if f.text.isdigit() and len(f.text) <= 3]
    if len(figures) < 8:
        return []
    edge = min(f.right for f in figures)
    column = sorted((f for f in figures if f.right - edge < 12), key=lambda f: f.baseline)
    others = [f for f in fragments if not any(f is c for c in column)]
    if not others or len(column) < 8:
        return []
    counts = [int(f.text) for f in column]
    steady = sum(b - a == 1 for a, b in pairwise(counts))
    clear = sum(f.left > edge for f in others) > 0.95 * len(others)
    return column if steady > 0.8 * (len(counts) - 1) and clear else []
