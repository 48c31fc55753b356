"""Whether columns behave as they are mapped: options repeat, free text does not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from consult.coding.columns.profile import Distinct
from consult.domain.errors import Problem, ProblemCode
from consult.intake.readers.refusal import warning

_ENOUGH = 20
"""Fewer answers than this say nothing about a column."""
_OPTIONS_REPEAT = 0.5
_PROSE_DIFFERS = 0.2
_PROSE_LENGTH = 25


@dataclass(slots=True)
class _Habit:
    header: str
    index: int
    closed: bool
    filled: int = 0
    length: int = 0
    distinct: Distinct = field(default_factory=Distinct)

    def add(self, cell: str) -> None:
        self.filled += 1
        self.length += len(cell)
        self.distinct.add(cell.strip())


class ColumnHabits:
    """Watches the cells of question columns as rows go by, in bounded memory and any order."""

    def __init__(self, columns: Iterable[tuple[str, int, bool]]) -> None:
        self._habits = [_Habit(header, index, closed) for header, index, closed in columns]

    def add(self, cells: Sequence[str]) -> None:
        """Take in one row."""
        for habit in self._habits:
            cell = cells[habit.index] if habit.index < len(cells) else ""
            if cell and not cell.isspace():
                habit.add(cell)

    def problems(self, name: str) -> list[Problem]:
        """Return a warning for each column that behaves as the other kind."""
        found = []
        for habit in self._habits:
            if habit.filled < _ENOUGH:
                continue
            distinct = len(habit.distinct)
            share = distinct / habit.filled
            prose = habit.length / habit.filled >= _PROSE_LENGTH
            says = ""
            if habit.closed and share > _OPTIONS_REPEAT:
                says = (
                    f"the column {habit.header!r} is mapped to a question with options, but "
                    f"about {distinct} of {habit.filled} cells differ, as free text does; map "
                    "it to an open question, or say under `multiple` what divides its options."
                )
            elif not habit.closed and share < _PROSE_DIFFERS and not prose:
                says = (
                    f"the column {habit.header!r} is mapped to an open question, but its "
                    f"{habit.filled} cells hold only {distinct} different texts, as "
                    "options do; map it to a closed question."
                )
            if says:
                where = f"{name}, column {habit.index + 1}"
                found.append(warning(ProblemCode.COLUMN_KIND, where, says))
        return found
