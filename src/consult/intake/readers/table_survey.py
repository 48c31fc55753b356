"""A survey export: one part per row, every answer with the cell that it stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from consult.coding.columns.headers import is_machine_row
from consult.domain.document import BlockKind, Locator
from consult.domain.errors import Problem, ProblemCode, Severity
from consult.domain.ids import sha256_hex
from consult.domain.ledger import Consent, RespondentKind
from consult.intake.readers.drafts import Draft, lay_out
from consult.intake.readers.refusal import Refusal, warning
from consult.intake.readers.table import TableRow, Tables
from consult.intake.readers.table_cells import (
    answer_paragraphs,
    chosen_options,
    is_ticked,
    parse_moment,
)
from consult.intake.readers.table_habits import ColumnHabits
from consult.intake.readers.table_header import (
    Header,
    find_header,
    header_key,
    mapped_headers,
)
from consult.intake.reading import Part, Reading, Sender
from consult.settings.model import SurveyMapping
from consult.text.canonical import CanonicalBuilder

_T = TypeVar("_T")
READER = "survey@3"
TABLE_READER = "table@1"
REPEATED = "stands already in row"
"""Words of the message about an id that another row has."""
_NO_ORGANISATION = frozenset(
    ("", "-", "–", "n/a", "na", "none", "no", "nil", "not applicable", "individual", "myself")
)


def survey_reading(
    tables: Tables,
    *,
    name: str,
    media_type: str,
    survey: SurveyMapping,
    closed: frozenset[str],
    timezone: str,
    emit: Callable[[Part], None] | None = None,
) -> Reading:
    """Return one part per row of the sheet whose header holds the mapping's columns.

    ``closed`` names the question ids whose cells are options, not prose. A row without an id or
    with one that was seen before, or with more cells than the header, is a ROW_INVALID problem
    and costs only itself. A consent that the mapping does not know keeps its row private. Dates
    without a zone are in ``timezone``; ``received`` is UTC. With ``emit`` the parts are handed
    over one by one and do not stand in the reading.

    Raises:
        Refusal: EMPTY, or MAPPING_CHANGED when a mapped column is missing or stands there twice.
    """
    header = find_header(tables, survey)
    problems = [*tables.problems, *_unmapped(header, survey, name)]
    problems += [
        warning(
            ProblemCode.COLUMN_UNMAPPED,
            f"{name}, sheet {other.sheet}",
            "this sheet is not mapped and was not read; map it as a source of its own if it "
            "holds responses.",
        )
        for other in tables.tables
        if other is not header.table and next(iter(other.rows), None) is not None
    ]
    plan = _Plan(header, survey, closed, timezone, name, media_type)
    habits = ColumnHabits((c.header, c.index, c.closed) for c in plan.columns)
    if survey.id_from == "content":
        problems.append(_without_id(name))
    parts: list[Part] = []
    take = emit or parts.append
    keys = _Keys(plan)
    for row in header.table.rows:
        if row.number <= header.last_row or is_machine_row(row.cells[:1]):
            continue
        bad = plan.too_wide(row) or keys.fault(row)
        if bad:
            problems.append(warning(ProblemCode.ROW_INVALID, plan.where(row), bad))
            continue
        part, notes = _part(row, keys.take(row), plan)
        habits.add(row.cells)
        take(part)
        problems += notes
    problems += habits.problems(name)
    return Reading(media_type=media_type, parts=tuple(parts), problems=tuple(problems))


def plain_table_reading(tables: Tables, *, name: str, media_type: str) -> Reading:
    """Return a table that nobody mapped: readable, but set apart, since rows may be people.

    Raises:
        Refusal: EMPTY when no cell holds anything.
    """
    text = lay_out(
        Draft(
            kind=BlockKind.TABLE_ROW,
            text=" | ".join(c for c in row.cells if c.strip()),
            locator=Locator(sheet=table.sheet, row=row.number),
        )
        for table in tables.tables
        for row in table.rows
    )
    if not text.text:
        raise Refusal(ProblemCode.EMPTY, "the table holds no cells with words; ask for it again.")
    problem = warning(
        ProblemCode.UNSUPPORTED,
        name,
        "a table without a mapping cannot be told into responses; `consult map FILE --write` "
        "proposes [sources.survey] for consultation.toml.",
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """One question column: where it stands and how its cells are read."""

    header: str
    index: int
    question_id: str
    closed: bool
    divider: str | None
    option: str | None
    options: Sequence[str]


class _Plan:
    """What all rows of a file share, looked up once."""

    def __init__(
        self,
        header: Header,
        survey: SurveyMapping,
        closed: frozenset[str],
        timezone: str,
        name: str,
        media_type: str,
    ) -> None:
        self.name, self.media_type, self.timezone = name, media_type, timezone
        self.sheet, self.names, self.survey = header.table.sheet, header.names, survey
        self.id = header.column(survey.id_column)
        self.received = header.column(survey.received_column)
        self.person = header.column(survey.name_column)
        self.organisation = header.column(survey.organisation_column)
        self.kind = header.column(survey.kind_column)
        self.consent = header.column(survey.consent_column)
        self.kinds = _folded_keys(survey.kinds)
        self.consents = _folded_keys(survey.consents)
        self.attributes = [
            (header.at[header_key(column)], attribute)
            for column, attribute in survey.attributes.items()
        ]
        self.columns = [
            _Column(
                header=header_key(column),
                index=header.at[header_key(column)],
                question_id=question_id,
                closed=question_id in closed,
                divider=survey.multiple.get(column),
                option=survey.checkboxes.get(column),
                options=survey.options.get(question_id, ()),
            )
            for column, question_id in survey.questions.items()
        ]

    def too_wide(self, row: TableRow) -> str | None:
        """Say when a row has words right of the header, so that its cells may be shifted."""
        if len(row.cells) > len(self.names) and any(
            cell.strip() for cell in row.cells[len(self.names) :]
        ):
            return (
                f"the row has {len(row.cells)} cells under {len(self.names)} headers, so its "
                "answers may stand under the wrong question; mend the row in the export."
            )
        return None

    def where(self, row: TableRow) -> str:
        """Return a row's place as a person finds it."""
        return f"{self.name}, {f'sheet {self.sheet}, ' if self.sheet else ''}row {row.number}"


class _Keys:
    """The key of each row: the source's own id, or what all of its cells say."""

    def __init__(self, plan: _Plan) -> None:
        self._plan = plan
        self._rows: dict[str, int] = {}
        self._times: dict[str, int] = {}

    def fault(self, row: TableRow) -> str | None:
        """Say why a row cannot be known by its id, or None."""
        if self._plan.id is None:
            return None
        row_id = _cell(row, self._plan.id)
        if not row_id:
            return f"the row has no {self._plan.survey.id_column!r}; give it one in the export."
        if row_id in self._rows:
            before = self._rows[row_id]
            return f"the id {row_id!r} {REPEATED} {before}; keep one of the two."
        return None

    def take(self, row: TableRow) -> str:
        """Return the key of a row without fault, and remember it."""
        if self._plan.id is not None:
            row_id = _cell(row, self._plan.id)
            self._rows[row_id] = row.number
            return row_id
        said = sorted(
            (name, " ".join(cell.split()))
            for name, cell in zip(self._plan.names, row.cells, strict=False)
            if cell.strip()
        )
        digest = sha256_hex("\x1e".join(f"{n}\x1f{c}" for n, c in said).encode())[:16]
        self._times[digest] = self._times.get(digest, 0) + 1
        times = self._times[digest]
        return digest if times == 1 else f"{digest}-{times}"


def _part(row: TableRow, row_id: str, plan: _Plan) -> tuple[Part, list[Problem]]:
    notes: list[Problem] = []
    builder = CanonicalBuilder()
    chosen: list[tuple[str, str]] = []
    for column in plan.columns:
        cell = _cell(row, column.index)
        if not cell:
            continue
        if column.closed:
            chosen += _chosen(column, cell)
        else:
            _add_answer(builder, column, cell, row.number, plan.sheet)
    received = _cell(row, plan.received)
    when = parse_moment(received, plan.timezone, month_first=plan.survey.dates == "month-first")
    if received and when is None:
        says = f"the date {received!r} is not understood; the row was taken without a date."
        notes.append(warning(ProblemCode.ROW_INVALID, plan.where(row), says))
    told = _cell(row, plan.consent)
    consent = plan.consents.get(_fold(told)) if told else Consent.UNKNOWN
    if consent is None:
        consent = Consent.PRIVATE  # It may be a refusal, until a person has read it.
        says = (
            f"the consent {told!r} is not in the mapping, so nothing of the row is shown to the "
            "public; add it under consents."
        )
        notes.append(warning(ProblemCode.CONSENT_MISSING, plan.where(row), says))
    text = builder.build()
    part = Part(
        key=f"row:{row_id}",
        name=f"{plan.name}, row {row_id}",
        media_type=plan.media_type,
        reader=READER,
        text=text.text,
        blocks=text.blocks,
        received=when,
        sender=_sender(row, plan),
        consent=consent,
        attributes={
            attribute: cell for index, attribute in plan.attributes if (cell := _cell(row, index))
        },
        closed_answers=tuple(dict.fromkeys(chosen)),
    )
    return part, notes


def _chosen(column: _Column, cell: str) -> Iterator[tuple[str, str]]:
    if column.option is not None:
        if is_ticked(cell):
            yield column.question_id, column.option
        return
    for option in chosen_options(cell, column.divider, column.options):
        yield column.question_id, option


def _add_answer(
    builder: CanonicalBuilder, column: _Column, cell: str, row: int, sheet: str | None
) -> None:
    locator = Locator(sheet=sheet, row=row, column=column.index + 1, column_name=column.header)
    for text in answer_paragraphs(cell):
        builder.add(BlockKind.ANSWER, text, locator, question_id=column.question_id)


def _sender(row: TableRow, plan: _Plan) -> Sender | None:
    organisation = _cell(row, plan.organisation)
    if organisation.casefold() not in _NO_ORGANISATION:
        return Sender(
            name=" ".join(organisation.split()),
            kind=RespondentKind.ORGANISATION,
            evidence=f"column {plan.survey.organisation_column}",
        )
    kind = plan.kinds.get(_fold(_cell(row, plan.kind)))
    if kind is None:
        individual = plan.organisation is not None
        kind = RespondentKind.INDIVIDUAL if individual else RespondentKind.UNKNOWN
    person = " ".join(_cell(row, plan.person).split())
    if not person and kind is RespondentKind.UNKNOWN:
        return None
    evidence = f"column {plan.survey.name_column}" if person else ""
    return Sender(name=person, kind=kind, evidence=evidence)


def _unmapped(header: Header, survey: SurveyMapping, name: str) -> Iterator[Problem]:
    known = {header_key(h) for h in (*mapped_headers(survey), *survey.ignore)}
    for index, column in enumerate(header.names, start=1):
        if column not in known:
            yield warning(
                ProblemCode.COLUMN_UNMAPPED,
                f"{name}, column {index}",
                f"the column {column!r} is neither mapped nor ignored; name it in "
                "[sources.survey] as a question, an attribute or under ignore.",
            )


def _without_id(name: str) -> Problem:
    return Problem(
        code=ProblemCode.KEY_FROM_CONTENT,
        where=name,
        message=(
            "the export has no id, so a row is known by what all its cells say; a row that is "
            "edited at its source counts as a new one and the old one as gone."
        ),
        severity=Severity.INFO,
    )


def _cell(row: TableRow, index: int | None) -> str:
    return row.cells[index].strip() if index is not None and index < len(row.cells) else ""


def _fold(text: str) -> str:
    return header_key(text).casefold()


def _folded_keys(meanings: Mapping[str, _T]) -> Mapping[str, _T]:
    return {_fold(k): v for k, v in meanings.items()}
