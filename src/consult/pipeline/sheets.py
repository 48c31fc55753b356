"""Tables that people filled in and saved from a spreadsheet, in whichever CSV that makes."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path

_DIVIDERS = (",", ";", "\t")


def read_sheet(path: Path, *, ascii_only: bool = False) -> list[list[str]]:
    """Return the rows of a CSV, header first, with commas, semicolons or tabs between cells.

    The header tells which: spreadsheets write semicolons where a comma is for decimals. The text
    is UTF-8, or UTF-16 where it says so. With ``ascii_only`` nothing but ASCII is looked at in
    the cells, so that a sheet in an older character set can be read as well.

    Raises:
        OSError: when the file cannot be read.
        UnicodeDecodeError, csv.Error: when it is no such text or no such table.
    """
    data = path.read_bytes()
    try:
        text = data.decode(_charset(data))
    except UnicodeDecodeError:
        if not ascii_only:
            raise
        text = data.decode("ascii", "replace")
    header = text.split("\n", 1)[0]
    divider = max(_DIVIDERS, key=header.count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=divider, strict=True))


def _charset(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig"
