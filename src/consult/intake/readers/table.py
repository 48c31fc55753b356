"""Tables: CSV, TSV and XLSX to rows of text, with their places."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from consult.domain.errors import Problem, ProblemCode
from consult.intake.readers.archive import OfficePackage, descendants, local, refuse_dtd
from consult.intake.readers.decoding import decode
from consult.intake.readers.ole import asks_for_password
from consult.intake.readers.refusal import Refusal, warning
from consult.settings.model import LimitSettings

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 60
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row; ``number`` counts from 1 as a spreadsheet shows it, the header included."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One sheet; ``sheet`` is None for CSV. Every cell is text as it was written.

    ``rows`` are read anew whenever they are gone through, so that a long table is never held as
    rows in memory; going through them raises the refusals of the reader. Rows without any words
    are left out.
    """

    sheet: str | None
    rows: Iterable[TableRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The tables of a file, and what is odd about them."""

    tables: tuple[Table, ...]
    problems: tuple[Problem, ...] = ()


def read_csv(data: bytes, *, name: str, limits: LimitSettings) -> Tables:
    """Return the rows of a CSV or TSV; charset and delimiter are told from the content.

    Raises:
        Refusal: TOO_LARGE above ``limits.rows`` or ``limits.cell_characters``, CORRUPT.
    """
    decoded = decode(data)
    rows = _CsvRows(decoded.text.replace("\x00", ""), limits)
    problems: tuple[Problem, ...] = ()
    if decoded.guessed:
        problems = (
            warning(
                ProblemCode.CHARSET_GUESSED,
                name,
                f"the table is no UTF-8; it was read as {decoded.charset}. Look at accented "
                "letters, or export it again as UTF-8.",
            ),
        )
    return Tables(tables=(Table(sheet=None, rows=rows),), problems=problems)


class _CsvRows:
    """The rows of a CSV, parsed as they are gone through."""

    def __init__(self, text: str, limits: LimitSettings) -> None:
        self._text = text
        self._limits = limits
        self._delimiter = _delimiter(text)

    def __iter__(self) -> Iterator[TableRow]:
        previous = csv.field_size_limit(self._limits.cell_characters)
        number = 0
        try:
            reader = csv.reader(_lines(self._text), delimiter=self._delimiter)
            for number, cells in enumerate(reader, start=1):
                if number > self._limits.rows:
                    raise _too_many(self._limits)
                if any(cell and not cell.isspace() for cell in cells):
                    yield TableRow(number=number, cells=tuple(cells))
        except csv.Error as error:
            code = ProblemCode.TOO_LARGE if "field larger" in str(error) else ProblemCode.CORRUPT
            raise Refusal(
                code, f"line {number + 1} of the table cannot be read ({error}); mend it there."
            ) from error
        finally:
            csv.field_size_limit(previous)


def _lines(text: str) -> Iterator[str]:
    """Yield the lines with their ends; StringIO would hold four bytes for each character."""
    return (match[0] for match in _LINE.finditer(text))


def read_xlsx(data: bytes, *, name: str, limits: LimitSettings) -> Tables:
    """Return the sheets of a workbook; dates are ISO, whole numbers have no ".0".

    Hidden sheets, rows and columns are read like others and reported as HIDDEN_TEXT.

    Raises:
        Refusal: as :class:`OfficePackage`; TOO_LARGE above ``limits.rows``.
    """
    return _workbook(data, name, limits, _check_workbook(data, limits))


def read_old_workbook(data: bytes, *, name: str, limits: LimitSettings) -> Tables:
    """Return the sheets of an XLS or ODS as :func:`read_xlsx` does; hidden sheets are reported.

    Raises:
        Refusal: as :func:`read_xlsx`; ENCRYPTED for a password.
    """
    if data.startswith(b"PK"):
        package = OfficePackage(data, limits)
        for member in package.names:
            if member.endswith(".xml"):
                refuse_dtd(package.read(member), where=member)
        manifest = package.xml_or_none("META-INF/manifest.xml")
        package.close()
        if (
            manifest is not None
            and next(descendants(manifest, "encryption-data"), None) is not None
        ):
            raise _locked()
    elif asks_for_password(data):
        raise _locked()
    return _workbook(data, name, limits, None)


def _locked() -> Refusal:
    return Refusal(
        ProblemCode.ENCRYPTED,
        "the file is protected by a password; ask the sender for an open copy.",
    )


def _workbook(data: bytes, name: str, limits: LimitSettings, hidden: list[str] | None) -> Tables:
    """Return the sheets of a workbook; ``hidden`` is None where only calamine knows about it."""
    from python_calamine import CalamineWorkbook, PasswordError, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        if hidden is None:
            hidden = [
                f"sheet {sheet.name!r}"
                for sheet in workbook.sheets_metadata
                if sheet.visible is not SheetVisibleEnum.Visible
            ]
        tables = tuple(
            Table(sheet=sheet, rows=_SheetRows(workbook.get_sheet_by_name(sheet), limits))
            for sheet in workbook.sheet_names
        )
    except PasswordError as error:
        raise _locked() from error
    except Exception as error:
        raise Refusal(
            ProblemCode.CORRUPT,
            f"the workbook is damaged and cannot be read ({error}); ask for it again.",
        ) from error
    problems = tuple(
        warning(
            ProblemCode.HIDDEN_TEXT,
            name,
            f"{what} is hidden in the workbook; it was read like the rest. Look at it.",
        )
        for what in hidden
    )
    return Tables(tables=tables, problems=problems)


def cell_text(value: object) -> str:
    """Return a cell as the text that a person would type: ISO dates, whole numbers without ".0"."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return "" if value is None else str(value)


class _SheetRows:
    """The rows of one sheet, made text as they are gone through."""

    def __init__(self, sheet: CalamineSheet, limits: LimitSettings) -> None:
        self._sheet = sheet
        self._limits = limits

    def __iter__(self) -> Iterator[TableRow]:
        start = self._sheet.start
        before = ("",) * (start[1] if start else 0)
        for number, values in enumerate(self._sheet.iter_rows(), start=1):
            if number > self._limits.rows:
                raise _too_many(self._limits)
            cells = tuple(cell_text(v) for v in values)
            if any(len(c) > self._limits.cell_characters for c in cells):
                raise Refusal(
                    ProblemCode.TOO_LARGE,
                    f"row {number} of sheet {self._sheet.name!r} has a cell above "
                    f"{self._limits.cell_characters} characters; shorten it there.",
                )
            if any(c and not c.isspace() for c in cells):
                yield TableRow(number=number, cells=before + cells)


def _too_many(limits: LimitSettings) -> Refusal:
    return Refusal(
        ProblemCode.TOO_LARGE,
        f"the table has more than {limits.rows} rows; raise limits.rows or split it.",
    )


def _check_workbook(data: bytes, limits: LimitSettings) -> list[str]:
    """Count members and look for DTDs before the workbook is opened; return what is hidden."""
    package = OfficePackage(data, limits)
    hidden: list[str] = []
    for member in package.names:
        if not member.endswith((".xml", ".rels")):
            continue
        if member.startswith("xl/worksheets/sheet"):
            raw = package.read(member)
            head = raw[:2048]
            if b"<!DOCTYPE" in head or b"<!ENTITY" in raw:
                package.xml(member)
            rows = len(re.findall(rb"<(?:\w{1,10}:)?(?:row|col)\b[^>]{0,400}\bhidden=\"1\"", raw))
            if rows:
                hidden.append(f"{rows} rows or columns of {member.rpartition('/')[2]}")
        elif member == "xl/workbook.xml":
            sheets = descendants(package.xml(member), "sheet")
            hidden += [
                f"sheet {s.get('name')!r}"
                for s in sheets
                if local(s) == "sheet" and s.get("state", "visible") != "visible"
            ]
        else:
            raw = package.read(member)
            if b"<!DOCTYPE" in raw[:2048] or b"<!ENTITY" in raw:
                package.xml(member)
    package.close()
    return hidden


def _delimiter(text: str) -> str:
    """Return the delimiter that divides the first lines into most fields most evenly."""
    sample = text[:200_000].splitlines()[:_SAMPLE_LINES]
    best, best_score = ",", (0.0, 0)
    for delimiter in _DELIMITERS:
        try:
            counts = [len(row) for row in csv.reader(sample, delimiter=delimiter) if row]
        except csv.Error:
            continue
        wide = Counter(c for c in counts if c > 1)
        if not wide:
            continue
        width, rows = max(wide.items(), key=lambda pair: (pair[1], pair[0]))
        score = (round(rows / len(counts), 2), width)
        if score > best_score:
            best, best_score = delimiter, score
    return best
