"""Which of the first rows of a sheet are its header."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FIGURE = re.compile(r"[\d.,:/ %£$€-]{1,40}")
_SEARCHED = 10
_MACHINE = '{"ImportId"'


def is_machine_row(cells: Sequence[str]) -> bool:
    """Return whether a row holds a survey tool's own identifiers, as Qualtrics' third does."""
    return any(cell.lstrip().startswith(_MACHINE) for cell in cells)


def find_header_rows(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Return where the header begins among the first rows of a sheet, and how many rows it has.

    The header is the first row about as wide as the widest whose cells are words that differ;
    titles over it are narrower. It goes on to a row of machine identifiers, and over one more
    row where that fills its gaps while the first cell stays empty, as option names do.
    """
    first = list(rows[: _SEARCHED + 3])
    for index, cells in enumerate(first[:_SEARCHED]):
        if is_machine_row(cells):
            return max(0, index - 2), min(index, 2) + 1
    widths = [len(_filled(cells)) for cells in first]
    if not any(widths):
        return 0, 1
    start = next(
        (
            index
            for index, cells in enumerate(first[:_SEARCHED])
            if _is_header(cells, max(widths), first[index + 1 : index + 2])
        ),
        next(index for index, width in enumerate(widths) if width),
    )
    below = first[start + 1] if start + 1 < len(first) else ()
    return start, 2 if _fills_gaps(first[start], below) else 1


def _filled(cells: Sequence[str]) -> list[int]:
    return [column for column, cell in enumerate(cells) if cell.strip()]


def _is_header(cells: Sequence[str], widest: int, below: Sequence[Sequence[str]]) -> bool:
    filled = [cells[column].strip() for column in _filled(cells)]
    together = len(set(_filled(cells)) | {c for row in below for c in _filled(row)})
    wide = len(filled) >= 0.6 * widest or (
        len(filled) >= 2 and together >= widest and _fills_gaps(cells, below[0] if below else ())
    )
    words = sum(not _FIGURE.fullmatch(cell) for cell in filled)
    return bool(filled) and wide and words >= 0.7 * len(filled)


def _fills_gaps(upper: Sequence[str], lower: Sequence[str]) -> bool:
    above, below = set(_filled(upper)), set(_filled(lower))
    gaps = [column for column in below if column not in above and column > min(above, default=0)]
    first = min(above, default=0)
    return len(gaps) >= 1 and first not in below
