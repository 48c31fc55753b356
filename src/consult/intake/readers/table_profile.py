"""What a table's columns are like, for somebody who is to say what each of them is."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from consult.coding.columns.headers import find_header_rows, is_machine_row
from consult.coding.columns.profile import TableProfile, profile_columns
from consult.domain.codec import dumps, loads
from consult.domain.errors import ProblemCode
from consult.intake.readers.refusal import Refusal
from consult.intake.readers.table import Table, TableRow, Tables
from consult.intake.readers.table_header import SEARCHED_ROWS, column_names
from consult.intake.reading import Part, Reading

READER = "profile@1"


def profile_reading(tables: Tables, *, name: str, media_type: str) -> Reading:
    """Return a part for each sheet whose text is its profile, for :func:`profiles_of`.

    Raises:
        Refusal: EMPTY when no cell holds anything.
    """
    profiles = [profile for table in tables.tables for profile in _profile(table)]
    if not profiles:
        raise Refusal(ProblemCode.EMPTY, "the table holds nothing; ask for the export again.")
    parts = tuple(
        Part(
            key=f"sheet:{number}",
            name=name,
            media_type=media_type,
            reader=READER,
            text=dumps(profile),
            blocks=(),
            set_apart="a profile of columns, not a response",
        )
        for number, profile in enumerate(profiles, start=1)
    )
    return Reading(media_type=media_type, parts=parts, problems=tables.problems)


def profiles_of(reading: Reading) -> tuple[TableProfile, ...]:
    """Return the profiles that a reader process wrote; nothing else is taken for one.

    Raises:
        ValueError: when a part is no profile.
    """
    try:
        return tuple(loads(TableProfile, part.text) for part in reading.parts)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("the reader wrote no profile") from error


def _profile(table: Table) -> Iterator[TableProfile]:
    first = list(itertools.islice(table.rows, SEARCHED_ROWS + 3))
    if not first:
        return
    start, count = find_header_rows([row.cells for row in first])
    header = first[start : start + count]
    names = column_names(header)
    columns, rows = profile_columns(names, _below(table, header))
    yield TableProfile(
        sheet=table.sheet,
        header_row=header[0].number,
        header_rows=count,
        machine=any(is_machine_row(row.cells) for row in header),
        rows=rows,
        columns=columns,
    )


def _below(table: Table, header: Sequence[TableRow]) -> Iterator[Sequence[str]]:
    last = header[-1].number
    return (row.cells for row in table.rows if row.number > last)
