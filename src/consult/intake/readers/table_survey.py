"""A survey export: one part per row, every answer with the cell that it stands in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from consult.domain.document import BlockKind, Locator
from consult.domain.errors import Problem, ProblemCode
from consult.domain.ledger import Consent, RespondentKind
from consult.intake.readers.drafts import Draft, lay_out
from consult.intake.readers.refusal import Refusal, warning
from consult.intake.readers.table import Table, TableRow, Tables
from consult.intake.reading import Part, Reading, Sender
from consult.settings.model import SurveyMapping
from consult.text.labels import LabelKind, typed_label

_T = TypeVar("_T")
READER = "survey@1"
TABLE_READER = "table@1"
_HEADER_ROWS = 5
_NO_ORGANISATION = frozenset(
    ("", "-", "–", "n/a", "na", "none", "no", "nil", "not applicable", "individual", "myself")
)
_DAY_FIRST = re.compile(
    r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T,]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(am|pm)?)?",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.?!:;…][\"'”’)\]]{0,3}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """Where the mapped columns stand: index from 0 by header."""

    sheet: str | None
    names: tuple[str, ...]
    at: Mapping[str, int] = field(default_factory=dict)

    def cell(self, row: TableRow, header: str | None) -> str:
        if header is None:
            return ""
        index = self.at[_key(header)]
        return row.cells[index].strip() if index < len(row.cells) else ""


def survey_reading(
    tables: Tables,
    *,
    name: str,
    media_type: str,
    survey: SurveyMapping,
    closed: frozenset[str],
    timezone: str,
) -> Reading:
    """Return one part per row of the sheet whose header holds the mapping's columns.

    ``closed`` names the question ids whose cells are options, not prose. A row without an id or
    with one that was seen before, or with more cells than the header, is a ROW_INVALID problem
    and costs only itself. Dates without a zone are in ``timezone``; ``received`` is UTC.

    Raises:
        Refusal: EMPTY, or MAPPING_CHANGED when a mapped column is missing or stands there twice.
    """
    table, header = _header(tables, survey)
    columns = _columns(table, header, survey)
    problems = [*tables.problems, *_unmapped(columns, survey, name)]
    problems += [
        warning(
            ProblemCode.COLUMN_UNMAPPED,
            f"{name}, sheet {other.sheet}",
            "this sheet is not mapped and was not read; map it as a source of its own if it "
            "holds responses.",
        )
        for other in tables.tables
        if other is not table and other.rows
    ]
    source = _Source(
        name=name, media_type=media_type, survey=survey, closed=closed, timezone=timezone
    )
    parts: list[Part] = []
    seen: dict[str, int] = {}
    for row in table.rows:
        if row.number <= header.number:
            continue
        bad = _fault(row, columns, survey, seen)
        if bad:
            where = _where(name, columns.sheet, row.number)
            problems.append(Problem(code=ProblemCode.ROW_INVALID, where=where, message=bad))
            continue
        seen[columns.cell(row, survey.id_column)] = row.number
        part, notes = _part(row, columns, source)
        parts.append(part)
        problems += notes
    return Reading(media_type=media_type, parts=tuple(parts), problems=_as_warnings(problems))


def plain_table_reading(tables: Tables, *, name: str, media_type: str) -> Reading:
    """Return a table that nobody mapped: readable, but set apart, since rows may be people.

    Raises:
        Refusal: EMPTY when no cell holds anything.
    """
    drafts = [
        Draft(
            kind=BlockKind.TABLE_ROW,
            text=" | ".join(c for c in row.cells if c.strip()),
            locator=Locator(sheet=table.sheet, row=row.number),
        )
        for table in tables.tables
        for row in table.rows
    ]
    text = lay_out(drafts)
    if not text.text:
        raise Refusal(ProblemCode.EMPTY, "the table holds no cells with words; ask for it again.")
    problem = warning(
        ProblemCode.UNSUPPORTED,
        name,
        "a table without a mapping cannot be told into responses; say which column is what in "
        "[sources.survey] of consultation.toml.",
    )
    part = Part(
        key="",
        name=name,
        media_type=media_type,
        reader=TABLE_READER,
        text=text.text,
        blocks=text.blocks,
        set_apart="a table without a survey mapping",
    )
    return Reading(media_type=media_type, parts=(part,), problems=(*tables.problems, problem))


def _key(header: str) -> str:
    return " ".join(unicodedata.normalize("NFC", header).replace("\ufeff", "").split())


def _mapped(survey: SurveyMapping) -> list[str]:
    single = (
        survey.id_column,
        survey.received_column,
        survey.name_column,
        survey.organisation_column,
        survey.kind_column,
        survey.consent_column,
    )
    return [*(h for h in single if h is not None), *survey.questions, *survey.attributes]


def _header(tables: Tables, survey: SurveyMapping) -> tuple[Table, TableRow]:
    """Return the sheet and row that hold the id column, looking at the first rows of each."""
    if not any(t.rows for t in tables.tables):
        raise Refusal(ProblemCode.EMPTY, "the table holds nothing; ask for the export again.")
    wanted = {_key(h) for h in _mapped(survey)}
    best: tuple[int, Table, TableRow] | None = None
    for table in tables.tables:
        for row in table.rows[:_HEADER_ROWS]:
            found = len(wanted & {_key(c) for c in row.cells})
            if found and (best is None or found > best[0]):
                best = (found, table, row)
    if best is None:
        raise Refusal(
            ProblemCode.MAPPING_CHANGED,
            f"no header row has the column {survey.id_column!r}; nothing was taken. Compare the "
            "export with [sources.survey] in consultation.toml.",
        )
    return best[1], best[2]


def _columns(table: Table, header: TableRow, survey: SurveyMapping) -> _Columns:
    names = tuple(_key(c) for c in header.cells)
    missing = [h for h in _mapped(survey) if _key(h) not in names]
    double = [h for h in _mapped(survey) if names.count(_key(h)) > 1]
    if missing or double:
        what = "is missing" if missing else "stands there twice"
        raise Refusal(
            ProblemCode.MAPPING_CHANGED,
            f"the column {(missing or double)[0]!r} {what} in the header (row {header.number}); "
            "nothing was taken. Compare the export with [sources.survey] in consultation.toml.",
        )
    return _Columns(
        sheet=table.sheet, names=names, at={n: i for i, n in reversed(list(enumerate(names)))}
    )


def _unmapped(columns: _Columns, survey: SurveyMapping, name: str) -> Iterator[Problem]:
    known = {_key(h) for h in (*_mapped(survey), *survey.ignore)}
    for index, header in enumerate(columns.names, start=1):
        if header not in known:
            yield warning(
                ProblemCode.COLUMN_UNMAPPED,
                f"{name}, column {index}",
                f"the column {header!r} is neither mapped nor ignored; name it in "
                "[sources.survey] as a question, an attribute or under ignore.",
            )


def _fault(
    row: TableRow, columns: _Columns, survey: SurveyMapping, seen: Mapping[str, int]
) -> str | None:
    if any(cell.strip() for cell in row.cells[len(columns.names) :]):
        return (
            f"the row has {len(row.cells)} cells under {len(columns.names)} headers, so its "
            "answers may stand under the wrong question; mend the row in the export."
        )
    row_id = columns.cell(row, survey.id_column)
    if not row_id:
        return f"the row has no {survey.id_column!r}; give it one in the export."
    if row_id in seen:
        return f"the id {row_id!r} stands already in row {seen[row_id]}; keep one of the two."
    return None


def _where(name: str, sheet: str | None, row: int) -> str:
    return f"{name}, {f'sheet {sheet}, ' if sheet else ''}row {row}"


def _as_warnings(problems: list[Problem]) -> tuple[Problem, ...]:
    """A bad row costs one row and not the file, so its problem is no error of the reading."""
    return tuple(
        warning(p.code, p.where, p.message) if p.code is ProblemCode.ROW_INVALID else p
        for p in problems
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """What all rows of a file share."""

    name: str
    media_type: str
    survey: SurveyMapping
    closed: frozenset[str]
    timezone: str


def _part(row: TableRow, columns: _Columns, source: _Source) -> tuple[Part, list[Problem]]:
    survey, name = source.survey, source.name
    where = _where(name, columns.sheet, row.number)
    notes: list[Problem] = []
    drafts: list[Draft] = []
    options: list[tuple[str, str]] = []
    for header, question_id in survey.questions.items():
        cell = columns.cell(row, header)
        if question_id in source.closed:
            if cell:
                options.append((question_id, " ".join(cell.split())))
            continue
        locator = Locator(
            sheet=columns.sheet,
            row=row.number,
            column=columns.at[_key(header)] + 1,
            column_name=_key(header),
        )
        drafts += [
            Draft(kind=BlockKind.ANSWER, text=t, locator=locator, question_id=question_id)
            for t in answer_paragraphs(cell)
        ]
    received = columns.cell(row, survey.received_column)
    when = parse_moment(received, source.timezone)
    if received and when is None:
        notes.append(
            warning(
                ProblemCode.ROW_INVALID,
                where,
                f"the date {received!r} is not understood; the row was taken without a date.",
            )
        )
    consent = _told(columns.cell(row, survey.consent_column), survey.consents)
    if consent is None:
        consent = Consent.UNKNOWN
        if columns.cell(row, survey.consent_column):
            notes.append(
                warning(
                    ProblemCode.CONSENT_MISSING,
                    where,
                    f"the consent {columns.cell(row, survey.consent_column)!r} is not in the "
                    "mapping; add it under consents.",
                )
            )
    text = lay_out(drafts)
    row_id = columns.cell(row, survey.id_column)
    part = Part(
        key=f"row:{row_id}",
        name=f"{name}, row {row_id}",
        media_type=source.media_type,
        reader=READER,
        text=text.text,
        blocks=text.blocks,
        received=when,
        sender=_sender(row, columns, survey),
        consent=consent,
        attributes={
            attribute: columns.cell(row, header)
            for header, attribute in survey.attributes.items()
            if columns.cell(row, header)
        },
        closed_answers=tuple(options),
    )
    return part, notes


def _told(cell: str, meanings: Mapping[str, _T]) -> _T | None:
    folded = {_key(k).casefold(): v for k, v in meanings.items()}
    return folded.get(_key(cell).casefold()) if cell else None


def _sender(row: TableRow, columns: _Columns, survey: SurveyMapping) -> Sender | None:
    organisation = columns.cell(row, survey.organisation_column)
    if organisation.casefold() not in _NO_ORGANISATION:
        return Sender(
            name=" ".join(organisation.split()),
            kind=RespondentKind.ORGANISATION,
            evidence=f"column {survey.organisation_column}",
        )
    kind = _told(columns.cell(row, survey.kind_column), survey.kinds)
    if kind is None:
        individual = survey.organisation_column is not None
        kind = RespondentKind.INDIVIDUAL if individual else RespondentKind.UNKNOWN
    person = " ".join(columns.cell(row, survey.name_column).split())
    if not person and kind is RespondentKind.UNKNOWN:
        return None
    return Sender(name=person, kind=kind, evidence=f"column {survey.name_column}" if person else "")


def answer_paragraphs(cell: str) -> list[str]:
    """Return the paragraphs of a free-text cell; line breaks inside a sentence do not divide it."""
    paragraphs: list[str] = []
    for stretch in re.split(r"\n\s*\n", cell.replace("\r\n", "\n").replace("\r", "\n")):
        lines: list[str] = []
        for line in stretch.split("\n"):
            label = typed_label(line.strip())
            if lines and (label or _SENTENCE_END.search(lines[-1].rstrip())):
                paragraphs.append("\n".join(lines))
                lines = []
            bullet = label is not None and label.kind is LabelKind.BULLET
            lines.append(line.strip()[label.length :] if label and bullet else line)
        paragraphs.append("\n".join(lines))
    return [p for p in paragraphs if p.strip()]


def parse_moment(text: str, timezone: str) -> datetime | None:
    """Return the moment that a cell names, in UTC: ISO, or day before month; None when unclear."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        match = _DAY_FIRST.fullmatch(text)
        if not match:
            return None
        day, month, year, hour, minute, second, half = match.groups()
        hours = (
            int(hour or 0) % 12 + (12 if half.lower() == "pm" else 0) if half else int(hour or 0)
        )
        try:
            moment = datetime(
                int(year), int(month), int(day), hours, int(minute or 0), int(second or 0)
            )
        except ValueError:
            return None
    if moment.tzinfo is None:
        try:
            moment = moment.replace(tzinfo=ZoneInfo(timezone))
        except (ZoneInfoNotFoundError, ValueError):
            moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC)
