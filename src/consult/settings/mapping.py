"""A proposal for a table's columns as the mapping of a source, and what is odd about a mapping."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from consult.coding.columns.match import RESEMBLES, likeness, looks_closed, looks_open, same_number
from consult.coding.columns.profile import ColumnProfile, TableProfile
from consult.coding.columns.propose import TableProposal
from consult.coding.columns.shapes import tell_shape
from consult.coding.columns.words import Use, read_header, says_explain, says_other
from consult.domain.consultation import Consultation, Question, QuestionKind
from consult.domain.errors import Problem, ProblemCode, Severity
from consult.settings.model import SurveyMapping
from consult.settings.survey_columns import used_headers

_ENOUGH = 20
_INTEGER = re.compile(r"\d{1,6}")
_LINE_BREAK = "line break"


def mapping_of(table: TableProfile, proposal: TableProposal) -> SurveyMapping:
    """Return the mapping that a proposal comes to; undecided columns are left out of it."""
    asked = [p for p in proposal.columns if p.use is Use.QUESTION and p.question_id]
    first = proposal.first
    key, received, person = first(Use.ID), first(Use.RECEIVED), first(Use.NAME)
    organisation, kind, consent = first(Use.ORGANISATION), first(Use.KIND), first(Use.CONSENT)
    return SurveyMapping(
        id_column=key.column.name if key else "",
        id_from="column" if key else "content",
        header_rows=table.header_rows,
        dates="month-first" if proposal.month_first else "day-first",
        received_column=received.column.name if received else None,
        name_column=person.column.name if person else None,
        organisation_column=organisation.column.name if organisation else None,
        kind_column=kind.column.name if kind else None,
        kinds=dict(proposal.kinds),
        consent_column=consent.column.name if consent else None,
        consents=dict(proposal.consents),
        questions={p.column.name: p.question_id or "" for p in asked},
        multiple={
            p.column.name: _LINE_BREAK if p.divider == "\n" else p.divider
            for p in asked
            if p.divider
        },
        checkboxes={p.column.name: p.option for p in asked if p.option},
        attributes={p.column.name: p.attribute for p in proposal.columns if p.use is Use.ATTRIBUTE},
        ignore=tuple(
            p.column.name for p in proposal.columns if p.use is Use.IGNORE and p.column.name
        ),
    )


def as_mapped(proposal: TableProposal, survey: SurveyMapping) -> TableProposal:
    """Return what a mapping says of each column, and where a proposal would say something else."""
    single = {
        survey.id_column: Use.ID,
        survey.received_column: Use.RECEIVED,
        survey.name_column: Use.NAME,
        survey.organisation_column: Use.ORGANISATION,
        survey.kind_column: Use.KIND,
        survey.consent_column: Use.CONSENT,
    }
    uses: dict[str | None, Use] = {
        **dict.fromkeys(survey.ignore, Use.IGNORE),
        **dict.fromkeys(survey.attributes, Use.ATTRIBUTE),
        **dict.fromkeys(survey.questions, Use.QUESTION),
        **{header: use for header, use in single.items() if header},
    }
    columns = []
    by_name = {_key(header): header for header in uses if header}
    for told in proposal.columns:
        header = by_name.get(told.column.name)
        use = uses.get(header, Use.UNDECIDED) if header else Use.UNDECIDED
        asked = survey.questions.get(header or "") if use is Use.QUESTION else None
        same = (use, asked) == (told.use, told.question_id)
        reason = "consultation.toml says so" if header else "consultation.toml does not say"
        if not same and told.use is not Use.UNDECIDED:
            other = f"question {told.question_id}" if told.question_id else told.use.value
            reason += f"; it might be {other}: {told.reason}"
        columns.append(
            replace(
                told,
                use=use,
                question_id=asked,
                reason=reason,
                divider=survey.multiple.get(header or ""),
                option=survey.checkboxes.get(header or ""),
                attribute=survey.attributes.get(header or "", ""),
            )
        )
    return replace(proposal, columns=tuple(columns))


def check_mapping(
    survey: SurveyMapping, consultation: Consultation, where: str, table: TableProfile | None = None
) -> tuple[Problem, ...]:
    """Return what is odd about a mapping, with ``table`` also against the columns themselves.

    No column is used twice; question numbers are unique; headers resemble their questions and
    agree with their numbers; with the table: mapped columns are there once, none is left over,
    every row has an id of its own, closed columns repeat and open ones do not.
    """
    problems = [*_twice(survey, where), *_numbers_twice(consultation)]
    by_id = {question.id: question for question in consultation.questions}
    shape = tell_shape(
        [*survey.questions, survey.id_column, survey.received_column or "", *survey.ignore]
    )
    tag = shape.tag_is_number if shape else True
    for header, question_id in survey.questions.items():
        question = by_id.get(question_id)
        if question is not None:
            problems += _unlike(header, question, survey, where, tag_is_number=tag)
    if table is not None:
        problems += _against(table, survey, by_id, where)
    unmapped = [q for q in consultation.questions if q.id not in set(survey.questions.values())]
    if unmapped and survey.questions:
        numbers = ", ".join(question.number for question in unmapped)
        says = f"no column leads to question {numbers}; map one if the survey asked it."
        problems.append(_info(ProblemCode.QUESTION_UNMAPPED, where, says))
    return tuple(problems)


def _twice(survey: SurveyMapping, where: str) -> Iterator[Problem]:
    used = Counter(used_headers(survey))
    for header, times in used.items():
        if times > 1:
            says = f"the column {header!r} is mapped to {times} things; keep one of them."
            yield _warning(ProblemCode.COLUMN_TWICE, where, says)


def _numbers_twice(consultation: Consultation) -> Iterator[Problem]:
    numbers = Counter(question.number.casefold() for question in consultation.questions)
    for number, times in numbers.items():
        if times > 1:
            ids = ", ".join(q.id for q in consultation.questions if q.number.casefold() == number)
            says = f"questions {ids} have the same number {number}; give each its own."
            yield _warning(ProblemCode.QUESTION_NUMBER_TWICE, "consultation.toml", says)


def _unlike(
    header: str, question: Question, survey: SurveyMapping, where: str, *, tag_is_number: bool
) -> Iterator[Problem]:
    read = read_header(header, tag_is_number=tag_is_number)
    if read.number is not None and not same_number(read.number, question.number):
        says = (
            f"the column {header!r} has the number {read.number} but is mapped to question "
            f"{question.number} ({question.id}); look which is right."
        )
        yield _warning(ProblemCode.NUMBER_UNLIKE, where, says)
        return
    named, asked = (set(_INTEGER.findall(text)) for text in (read.text, question.text))
    if named and asked and not named & asked:
        says = (
            f"the column {header!r} names other numbers than question {question.number} "
            f"({question.text!r}); look whether it is the right one."
        )
        yield _warning(ProblemCode.NUMBER_UNLIKE, where, says)
        return
    explains = (says_explain(read.text) or says_other(header)) and (
        question.paired_with or question.kind is QuestionKind.OPEN
    )
    like = max(likeness(read.text, question.text), likeness(_stem(header, survey), question.text))
    if read.number is None and like < RESEMBLES and not explains:
        says = (
            f"the column {header!r} does not resemble question {question.number} "
            f"({question.text!r}) that it is mapped to; nothing to do if it is the right one."
        )
        yield _info(ProblemCode.HEADER_UNLIKE, where, says)


def _stem(header: str, survey: SurveyMapping) -> str:
    option = survey.checkboxes.get(header)
    return header.replace(option, "").strip(" []|-–:") if option else header


def _against(
    table: TableProfile, survey: SurveyMapping, by_id: dict[str, Question], where: str
) -> Iterator[Problem]:
    there = {column.name: column for column in table.columns}
    used = dict.fromkeys(used_headers(survey))
    for header in used:
        if _key(header) in there:
            continue
        if f"{_key(header)} [2]" in there:
            says = (
                f"the header {header!r} stands there twice; name {header + ' [1]'!r} or the next."
            )
            yield _warning(ProblemCode.COLUMN_TWICE, where, says)
        else:
            says = (
                f"the mapped column {header!r} is not in the header (row {table.header_row}); a "
                "run would take nothing. Correct [sources.survey], or map anew with --force."
            )
            yield Problem(code=ProblemCode.MAPPING_CHANGED, where=where, message=says)
    known = {_key(h) for h in (*used, *survey.ignore)}
    for column in table.columns:
        if column.name not in known and (column.name or column.filled):
            says = f"the column {column.name!r} is neither mapped nor ignored."
            place = f"{where}, column {column.index + 1}"
            yield _warning(ProblemCode.COLUMN_UNMAPPED, place, says)
    yield from _ids(there.get(_key(survey.id_column)), table.rows, where)
    for header, question_id in survey.questions.items():
        question, behaves = by_id.get(question_id), there.get(_key(header))
        told = header in survey.checkboxes or header in survey.multiple
        if question and behaves and not told:
            yield from _habit(behaves, question, where)


def _key(header: str) -> str:
    return " ".join(header.split())


def _ids(column: ColumnProfile | None, rows: int, where: str) -> Iterator[Problem]:
    if column is None:
        return
    if column.filled < rows:
        says = f"{rows - column.filled} rows have no {column.name!r}; they would not be taken."
        yield _warning(ProblemCode.ROW_INVALID, where, says)
    if column.distinct < column.filled and column.filled <= 1_000:
        says = f"{column.filled - column.distinct} rows repeat the {column.name!r} of another."
        yield _warning(ProblemCode.ROW_INVALID, where, says)


def _habit(column: ColumnProfile, question: Question, where: str) -> Iterator[Problem]:
    if column.filled < _ENOUGH:
        return
    closed = question.kind is not QuestionKind.OPEN
    if closed and looks_open(column):
        says = (
            f"the column {column.name!r} is mapped to question {question.number} with options, but "
            f"{column.distinct} of its {column.filled} cells differ, as free text does."
        )
        yield _warning(ProblemCode.COLUMN_KIND, where, says)
    elif not closed and looks_closed(column) and column.length < 25:
        says = (
            f"the column {column.name!r} is mapped to the open question {question.number}, but its "
            f"{column.filled} cells hold only {column.distinct} different texts, as options do."
        )
        yield _warning(ProblemCode.COLUMN_KIND, where, says)


def _warning(code: ProblemCode, where: str, message: str) -> Problem:
    return Problem(code=code, where=where, message=message, severity=Severity.WARNING)


def _info(code: ProblemCode, where: str, message: str) -> Problem:
    return Problem(code=code, where=where, message=message, severity=Severity.INFO)
