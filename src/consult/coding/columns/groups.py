"""Columns that belong together: one checkbox column for each option of a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consult.coding.columns.profile import ColumnProfile
from consult.coding.columns.words import says_other

_SEPARATORS = (" | ", " [", " - ", ": ", " – ")
_TICKS = frozenset(
    ("yes", "no", "1", "0", "true", "false", "x", "✓", "✔", "selected", "not selected", "ticked",
     "checked", "unchecked", "y", "n")
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """What a checkbox column stands for."""

    stem: str
    """The question that the columns share."""
    option: str
    other: bool = False
    """Whether the column holds what stands behind the option "Other", as free text."""


def find_checkboxes(columns: Sequence[ColumnProfile]) -> dict[int, Ticked]:
    """Return for each checkbox column its question's words and its option, by column index.

    Columns beside each other belong together when their headers begin alike and go on with
    something of their own, and their cells are ticks or the option's own words. At least two
    must be so; free text for "Other" among them comes along.
    """
    found: dict[int, Ticked] = {}
    at = 0
    while at < len(columns):
        group = _longest_group(columns, at)
        for column, ticked in group:
            found[column.index] = ticked
        at += len(group) or 1
    return found


def _longest_group(columns: Sequence[ColumnProfile], at: int) -> list[tuple[ColumnProfile, Ticked]]:
    best: list[tuple[ColumnProfile, Ticked]] = []
    for separator in _SEPARATORS:
        stem, parted, _ = columns[at].name.rpartition(separator)
        if not parted or not stem.strip():
            continue
        group: list[tuple[ColumnProfile, Ticked]] = []
        for column in columns[at:]:
            if not column.name.startswith(stem + separator):
                break
            option = column.name[len(stem + separator) :].strip()
            option = option[:-1].strip() if separator == " [" and option.endswith("]") else option
            ticks = _is_ticks(column, option)
            other = not ticks and says_other(column.name)
            if not option or not (ticks or other):
                break
            group.append((column, Ticked(stem=stem.strip(), option=option, other=other)))
        ticks_only = [ticked for _, ticked in group if not ticked.other]
        if len(ticks_only) >= 2 and len(group) > len(best):
            best = group
    return best


def _is_ticks(column: ColumnProfile, option: str) -> bool:
    words = [" ".join(value.casefold().split()) for value, _ in column.values]
    own = " ".join(option.casefold().split())
    if column.filled and not words:
        return False
    return all(word == own or word in _TICKS for word in words)
