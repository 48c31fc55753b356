"""Tables in which people write their decisions, one a row."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from consult.domain.errors import ConsultError
from consult.pipeline.sheets import read_sheet
from consult.settings.cells import as_written

BY, REASON = "by", "reason"


def read_decisions(
    path: Path,
    *,
    needs: Sequence[str],
    may: Sequence[str],
    shown: Sequence[str] = (),
    by: str,
    reason: str,
) -> list[dict[str, str]]:
    """Return the rows of a CSV table in their order, with all columns but the shown.

    Every row fills the columns that it ``needs``; it has those that it ``may`` have, empty where
    the table lacks them, and "by" and "reason", where ``by`` and ``reason`` fill empty cells.
    Columns that are only ``shown`` to whoever decides are passed over. Rows without any cell are
    left out.

    Raises:
        ConsultError: ``DECISION_TABLE`` when it cannot be read, has other columns or one twice,
            or a row lacks what it needs or has more cells than the header.
    """
    known = (*needs, *may, BY, REASON)
    try:
        header, *body = read_sheet(path) or [[]]
    except UnicodeDecodeError as error:
        raise ConsultError(
            "DECISION_TABLE", f"{path} cannot be read as UTF-8; save it as “CSV UTF-8”: {error}."
        ) from error
    except (OSError, csv.Error) as error:
        raise ConsultError("DECISION_TABLE", f"{path} cannot be read: {error}") from error
    header = [name.strip().casefold() for name in header]
    rows = [(number, row) for number, row in enumerate(body, start=2) if any(row)]
    unknown = set(header) - {*known, *shown}
    if unknown or not set(needs) <= set(header) or len(set(header)) < len(header):
        raise ConsultError(
            "DECISION_TABLE",
            f"{path} needs {_columns(needs)} and may have {', '.join(known[len(needs) :])}, each "
            f"once; it has {', '.join(header) or 'no header'}.",
        )
    decisions: list[dict[str, str]] = []
    for number, row in rows:
        cells = dict.fromkeys(known, "")
        given = zip(header, row, strict=False)
        cells.update((name, as_written(cell).strip()) for name, cell in given if name in cells)
        lacking = [name for name in needs if not cells[name]]
        if lacking or len(row) > len(header):
            wrong = f"no {' and no '.join(lacking)}" if lacking else "more cells than the header"
            raise ConsultError("DECISION_TABLE", f"row {number} of {path} has {wrong}.")
        decisions.append({**cells, BY: cells[BY] or by, REASON: cells[REASON] or reason})
    return decisions


def _columns(names: Sequence[str]) -> str:
    return f"the column {names[0]}" if len(names) == 1 else f"the columns {' and '.join(names)}"
