"""What the cells of a column are like, in bounded memory and whatever the order of rows."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

DIVIDERS = (";", "|", "\n", ",")
"""What may stand between several options in one cell, the surest first."""
_KEPT = 1_024
_ALL = 1 << 32
_VALUES = 200
_EXAMPLES = 3
_CLIP = 300
_DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}(?:[ T,]{1,3}\d{1,2}:\d{2}.{0,20})?", re.DOTALL)
_FIRST_TWO = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}(?!\d)")
_MAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,255}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnProfile:
    """One column: its place from 0, its header, and what its filled cells are like."""

    index: int
    name: str
    filled: int
    distinct: int
    """How many cells differ, without regard to case: exact up to about a thousand."""
    length: float
    """Mean characters of a filled cell."""
    dates: int
    month_first: int
    """Dates whose second number can be no month."""
    day_first: int
    """Dates whose first number can be no month."""
    mails: int
    values: tuple[tuple[str, int], ...]
    """Every value with its count, the most common first; none where they are too many."""
    pieces: tuple[tuple[str, tuple[tuple[str, int], ...], int], ...]
    """(divider, pieces with counts, cells with the divider) where pieces stay few."""
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableProfile:
    """One sheet: where its header stands, how many rows follow, and its columns."""

    sheet: str | None
    header_row: int
    header_rows: int
    machine: bool
    """Whether the header ends in a row of a survey tool's own identifiers."""
    rows: int
    columns: tuple[ColumnProfile, ...]


class Distinct:
    """Counts different texts in bounded memory: exactly while they are few, else nearly.

    Keeps the smallest of the texts' 32-bit digests; how densely these lie tells how many
    there are (the k minimum values sketch), so the order of texts changes nothing.
    """

    __slots__ = ("_below", "_smallest")

    def __init__(self) -> None:
        self._smallest: set[int] = set()
        self._below = _ALL

    def add(self, text: str) -> int:
        """Take in a text; return its digest."""
        digest = zlib.crc32(text.casefold().encode("utf-8", "replace"))
        if digest < self._below:
            self._smallest.add(digest)
            if len(self._smallest) > 2 * _KEPT:
                self._smallest = set(sorted(self._smallest)[:_KEPT])
                self._below = max(self._smallest) + 1
        return digest

    def __len__(self) -> int:
        if self._below == _ALL:
            return len(self._smallest)
        return round((_KEPT - 1) * _ALL / sorted(self._smallest)[_KEPT - 1])


class ColumnSketch:
    """Takes in the cells of one column and says what they are like."""

    def __init__(self) -> None:
        self._filled = self._length = 0
        self._dates = self._mails = self._day_first = self._month_first = 0
        self._distinct = Distinct()
        self._values: Counter[str] | None = Counter()
        self._pieces: dict[str, Counter[str]] = {divider: Counter() for divider in DIVIDERS}
        self._divided: Counter[str] = Counter()
        self._examples: dict[int, str] = {}

    def add(self, cell: str) -> None:
        """Take in one cell; an empty one counts for nothing."""
        text = cell.strip()
        if not text:
            return
        self._filled += 1
        self._length += len(text)
        self._example(self._distinct.add(text), text)
        if self._values is not None:
            self._values[text[:_CLIP]] += 1
            if len(self._values) > _VALUES:
                self._values = None
        self._divide(text)
        if len(text) <= 40 and _DATE.fullmatch(text):
            self._date(text)
        elif _MAIL.fullmatch(text):
            self._mails += 1

    def profile(self, index: int, name: str) -> ColumnProfile:
        """Return what the cells so far are like."""
        return ColumnProfile(
            index=index,
            name=name,
            filled=self._filled,
            distinct=len(self._distinct),
            length=round(self._length / self._filled, 1) if self._filled else 0.0,
            dates=self._dates,
            month_first=self._month_first,
            day_first=self._day_first,
            mails=self._mails,
            values=_ordered(self._values or Counter()),
            pieces=tuple(
                (divider, _ordered(pieces), self._divided[divider])
                for divider, pieces in self._pieces.items()
                if self._divided[divider]
            ),
            examples=tuple(text for _, text in sorted(self._examples.items())),
        )

    def _example(self, digest: int, text: str) -> None:
        self._examples[digest] = text[:_CLIP]
        if len(self._examples) > _EXAMPLES:
            del self._examples[max(self._examples)]

    def _divide(self, text: str) -> None:
        for divider in tuple(self._pieces):
            times = text.count(divider)
            if times > _VALUES:
                del self._pieces[divider]
                continue
            pieces = [p for p in map(str.strip, text.split(divider)) if p]
            self._divided[divider] += times > 0
            counted = self._pieces[divider]
            counted.update(p[:_CLIP] for p in pieces)
            if len(counted) > _VALUES:
                del self._pieces[divider]

    def _date(self, text: str) -> None:
        self._dates += 1
        match = _FIRST_TWO.match(text)
        if match:
            self._day_first += int(match[1]) > 12
            self._month_first += int(match[2]) > 12


def profile_columns(
    names: Sequence[str], rows: Iterable[Sequence[str]]
) -> tuple[tuple[ColumnProfile, ...], int]:
    """Return the profiles of the columns under these names, and how many rows there were."""
    sketches = [ColumnSketch() for _ in names]
    count = 0
    for cells in rows:
        count += 1
        for sketch, cell in zip(sketches, cells, strict=False):
            if cell:
                sketch.add(cell)
    pairs = enumerate(zip(sketches, names, strict=True))
    return tuple(sketch.profile(index, name) for index, (sketch, name) in pairs), count


def _ordered(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
