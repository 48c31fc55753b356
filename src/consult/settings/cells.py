"""Cells of tables that people open in a spreadsheet: nothing in them may run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_RUNS = ("=", "+", "-", "@", "\t", "\r", "＝")
"""What a cell begins with that a spreadsheet would take for a formula."""


def inert(value: object) -> str:
    """Return a value as a cell that no spreadsheet runs: such a text begins with an apostrophe."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_RUNS) else text


def as_written(cell: str) -> str:
    """Return the text that :func:`inert` made a cell of."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_RUNS) else cell


def sheet(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a CSV table, every cell inert, with the line ends that spreadsheets write."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(header)
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return stream.getvalue()
