"""Where the header of a survey table is, and which column has which name."""

from __future__ import annotations

import itertools
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consult.coding.columns.headers import is_machine_row
from consult.domain.errors import ProblemCode
from consult.intake.readers.refusal import Refusal
from consult.intake.readers.table import Table, TableRow, Tables
from consult.settings.model import SurveyMapping
from consult.settings.survey_columns import used_headers

SEARCHED_ROWS = 10
"""How many rows may stand over a header."""
JOINED = " | "


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header of one sheet: its names by column from 0, and the last row it takes up."""

    table: Table
    row: int
    last_row: int
    names: tuple[str, ...]
    at: Mapping[str, int]
    """Name -> column, for the names that stand there once."""

    def column(self, header: str | None) -> int | None:
        """Return where a mapped header stands, from 0; None for none."""
        return None if not header else self.at.get(header_key(header))


def header_key(header: str) -> str:
    """Return a header as it is compared: NFC, without a byte order mark, single spaces."""
    return " ".join(unicodedata.normalize("NFC", header).replace("\ufeff", "").split())


def column_names(rows: Sequence[TableRow]) -> tuple[str, ...]:
    """Return the name of each column under header rows, from left to right.

    Several rows are joined by " | "; an empty cell of an upper row belongs to the cell on its
    left as far as the row below goes on, as under a merged cell. Rows of a survey tool's own
    identifiers are left out. Of names that stand there more than once the n-th gets " [n]".
    """
    told = [row for row in rows if not is_machine_row(row.cells)]
    width = max((len(row.cells) for row in told), default=0)
    lines = [[header_key(c) for c in row.cells] + [""] * (width - len(row.cells)) for row in told]
    for upper, lower in itertools.pairwise(lines):
        for column in range(1, width):
            if not upper[column] and lower[column]:
                upper[column] = upper[column - 1]
    names = [
        JOINED.join(dict.fromkeys(line[column] for line in lines if line[column]))
        for column in range(width)
    ]
    total, seen = Counter(names), Counter[str]()
    numbered = []
    for name in names:
        seen[name] += 1
        numbered.append(f"{name} [{seen[name]}]" if name and total[name] > 1 else name)
    return tuple(numbered)


def mapped_headers(survey: SurveyMapping) -> tuple[str, ...]:
    """Return every header that a mapping uses, each once, in a stable order."""
    return tuple(dict.fromkeys(used_headers(survey)))


def find_header(tables: Tables, survey: SurveyMapping) -> Header:
    """Return the header that holds most of the mapped columns, in the first rows of any sheet.

    Raises:
        Refusal: EMPTY, or MAPPING_CHANGED when a mapped column is missing or stands there twice.
    """
    wanted = {header_key(h) for h in mapped_headers(survey)}
    plain = {_unnumbered(h) for h in wanted}
    best: tuple[int, Header] | None = None
    empty = True
    for table in tables.tables:
        first = list(itertools.islice(table.rows, SEARCHED_ROWS + survey.header_rows))
        empty = empty and not first
        for start in range(max(0, len(first) - survey.header_rows + 1)):
            rows = first[start : start + survey.header_rows]
            header = header_of(table, rows)
            found = len((wanted | plain) & {*header.names, *map(_unnumbered, header.names)})
            if found and (best is None or found > best[0]):
                best = (found, header)
    if empty:
        raise Refusal(ProblemCode.EMPTY, "the table holds nothing; ask for the export again.")
    if best is None:
        raise Refusal(
            ProblemCode.MAPPING_CHANGED,
            f"no header row has the column {mapped_headers(survey)[0]!r}; nothing was taken. "
            "Compare the export with [sources.survey] in consultation.toml.",
        )
    _check(best[1], survey)
    return best[1]


def header_of(table: Table, rows: Sequence[TableRow]) -> Header:
    """Return the header that these rows of a sheet make."""
    names = column_names(rows)
    once = Counter(names)
    return Header(
        table=table,
        row=rows[0].number,
        last_row=rows[-1].number,
        names=names,
        at={name: index for index, name in enumerate(names) if name and once[name] == 1},
    )


def _check(header: Header, survey: SurveyMapping) -> None:
    missing = [h for h in mapped_headers(survey) if header_key(h) not in header.at]
    if not missing:
        return
    double = [h for h in missing if f"{header_key(h)} [2]" in header.names]
    what = "stands there twice; name one of them" if double else "is missing"
    which = (double or missing)[0]
    hint = f" {which + ' [1]'!r}" if double else ""
    raise Refusal(
        ProblemCode.MAPPING_CHANGED,
        f"the column {which!r} {what}{hint} in the header (row {header.row}); nothing was taken. "
        "Compare the export with [sources.survey] in consultation.toml, or run `consult map`.",
    )


def _unnumbered(name: str) -> str:
    head, bracket, tail = name.rpartition(" [")
    return head if bracket and tail[:-1].isdecimal() and tail.endswith("]") else name
