"""A proposal for every column of a table: what it is for, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from consult.coding.columns.groups import Ticked, find_checkboxes
from consult.coding.columns.match import (
    LIKELY,
    divider_of,
    fit,
    looks_closed,
    looks_open,
    options_share,
)
from consult.coding.columns.profile import ColumnProfile, TableProfile
from consult.coding.columns.shapes import Shape, tell_shape
from consult.coding.columns.words import (
    HeaderText,
    Use,
    consents_of,
    folded,
    kinds_of,
    read_header,
    received_rank,
    says_consent,
    says_contact,
    says_explain,
    says_id,
    says_kind,
    says_name,
    says_organisation,
    says_personal,
    says_started,
    says_technical,
)
from consult.domain.consultation import Consultation, Question, QuestionKind
from consult.domain.ledger import Consent, RespondentKind

_MOSTLY = 0.8
_DIFFER = 0.7
"""Share of cells that differ from which on a column can hold ids, some of them twice by mistake."""
_COUNTED = 1_000
"""Up to here different cells are counted exactly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnProposal:
    """What one column is probably for, and why; the machine proposes, a person decides."""

    column: ColumnProfile
    use: Use
    reason: str
    question_id: str | None = None
    divider: str | None = None
    option: str | None = None
    attribute: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableProposal:
    """What every column of a table is probably for, in the order of the columns."""

    shape: str | None
    columns: tuple[ColumnProposal, ...]
    month_first: bool = False
    kinds: Mapping[str, RespondentKind] = field(default_factory=dict)
    consents: Mapping[str, Consent] = field(default_factory=dict)
    unmapped_questions: tuple[str, ...] = ()

    def first(self, use: Use) -> ColumnProposal | None:
        """Return the column proposed for something of which there is only one."""
        return next((p for p in self.columns if p.use is use), None)


def propose_columns(table: TableProfile, consultation: Consultation) -> TableProposal:
    """Return for every column what it is probably for.

    Columns of the survey tool and of the respondent are told by their headers and checked
    against their cells; the others are matched to the questions, best fits first, each question
    once, an explanation to the partner of the closed question before it.
    """
    shape = tell_shape(column.name for column in table.columns)
    proposer = _Proposer(table, consultation, shape)
    proposer.respondents()
    proposer.questions()
    proposer.rest()
    return proposer.finish()


class _Proposer:
    def __init__(
        self, table: TableProfile, consultation: Consultation, shape: Shape | None
    ) -> None:
        self._table = table
        self._questions = consultation.questions
        self._shape = shape
        self._ticked = find_checkboxes(table.columns)
        tag = shape.tag_is_number if shape else True
        self._headers = {c.index: read_header(c.name, tag_is_number=tag) for c in table.columns}
        self._told: dict[int, ColumnProposal] = {}

    def _tell(self, column: ColumnProfile, use: Use, reason: str) -> None:
        self._told[column.index] = ColumnProposal(column=column, use=use, reason=reason)

    def _text(self, column: ColumnProfile) -> str:
        """Return a header without a question number and without a tool's tag before it."""
        return self._headers[column.index].text

    def respondents(self) -> None:
        """Find the columns of the tool and of the respondent, each use at most once."""
        self._id()
        self._received()
        for column in self._open():
            text = self._text(column)
            if says_technical(text) or says_started(text) or self._is_tag(column):
                self._tell(column, Use.IGNORE, "the survey tool notes it for itself")
            elif received_rank(text) is not None and _is_date(column) and self._has(Use.RECEIVED):
                self._tell(column, Use.IGNORE, "another time of the same row")
            elif says_id(text) and self._has(Use.ID):
                self._tell(column, Use.IGNORE, "another number of the same row")
        self._one(Use.KIND, says_kind, "asks for whom somebody answers", self._is_kind)
        self._one(Use.CONSENT, says_consent, "asks what may be shown", self._is_consent)
        self._one(Use.ORGANISATION, says_organisation, "asks which organisation answers", _is_named)
        self._one(Use.NAME, says_name, "asks for a name", _is_named)
        for column in self._open():
            if self._headers[column.index].number is None and (
                says_contact(self._text(column)) or column.mails > _MOSTLY * (column.filled or 1)
            ):
                self._tell(column, Use.IGNORE, "how to reach a person, which no analysis needs")
            elif self._headers[column.index].number is None and says_name(self._text(column)):
                self._tell(column, Use.IGNORE, "a part of a name; only one column can be the name")

    def _has(self, use: Use) -> bool:
        return any(told.use is use for told in self._told.values())

    def _open(self) -> list[ColumnProfile]:
        return [c for c in self._table.columns if c.index not in self._told and c.name]

    def _is_tag(self, column: ColumnProfile) -> bool:
        """Return whether a tool's own tag, the first of several header rows, is technical."""
        tag = column.name.split(" | ", 1)[0]
        return tag != column.name and (says_technical(tag) or says_started(tag))

    def _named(self, names: Sequence[str]) -> ColumnProfile | None:
        by_name = {folded(c.name.split(" | ", 1)[0]): c for c in reversed(self._open())}
        return next((by_name[name] for name in names if name in by_name), None)

    def _id(self) -> None:
        column = self._named(self._shape.id) if self._shape else None
        why = f"{self._shape.name} calls its own id so" if self._shape and column else ""
        if column is None:
            likely = [c for c in self._open() if says_id(self._text(c)) or says_id(c.name)]
            ids = [c for c in likely if c.filled > 0 and c.distinct >= _DIFFER * c.filled]
            column = max(ids, key=lambda c: (c.distinct, -c.index), default=None)
            why = "its header names an id and its cells differ"
        if column is not None and column.filled:
            if column.distinct < column.filled <= _COUNTED:
                why += f"; {column.filled - column.distinct} rows repeat another's"
            if column.filled < self._table.rows:
                why += f"; {self._table.rows - column.filled} rows have none"
            self._tell(column, Use.ID, why)

    def _received(self) -> None:
        column = self._named(self._shape.received) if self._shape else None
        why = f"{self._shape.name} notes so when a response was sent" if self._shape else ""
        if column is None or not _is_date(column):
            ranked = [
                (rank, c.index, c)
                for c in self._open()
                if _is_date(c) and (rank := received_rank(self._text(c))) is not None
            ]
            column = min(ranked)[2] if ranked else None
            why = "its header names the sending and its cells are dates"
        if column is not None:
            self._tell(column, Use.RECEIVED, why)

    def _one(
        self,
        use: Use,
        says: Callable[[str], bool],
        reason: str,
        holds: Callable[[ColumnProfile], bool],
    ) -> None:
        for column in self._open():
            if says(self._text(column)) and holds(column) and column.index not in self._ticked:
                self._tell(column, use, reason)
                return

    def _is_kind(self, column: ColumnProfile) -> bool:
        return not column.filled or bool(kinds_of(value for value, _ in column.values))

    def _is_consent(self, column: ColumnProfile) -> bool:
        values = [value for value, _ in column.values]
        return not column.filled or (
            len(values) <= 8 and bool(consents_of(column.name, values)) and column.length < 120
        )

    def questions(self) -> None:
        """Match columns to questions, the best fits first."""
        groups: dict[str, list[ColumnProfile]] = {}
        for column in self._open():
            ticked = self._ticked.get(column.index)
            groups.setdefault(ticked.stem if ticked else f"\x00{column.index}", []).append(column)
        fits = []
        for columns in groups.values():
            column, header = self._as_one(columns)
            fits += [
                (found.score, -order, -column.index, question, columns, found.reasons)
                for order, question in enumerate(self._questions)
                if (found := fit(column, header, question)).score >= LIKELY
            ]
        taken: set[str] = set()
        for _, _, _, question, columns, reasons in sorted(fits, key=lambda f: f[:3], reverse=True):
            if question.id in taken or columns[0].index in self._told:
                continue
            taken.add(question.id)
            for column in columns:
                self._ask(column, question, "; ".join(reasons))
        self._explanations(taken)
        self._by_place(taken)
        self._more_reasons()

    def _as_one(self, columns: Sequence[ColumnProfile]) -> tuple[ColumnProfile, HeaderText]:
        """Return checkbox columns as the one question that they are, others as they are."""
        column = columns[0]
        ticked = self._ticked.get(column.index)
        if ticked is None:
            return column, self._headers[column.index]
        options = [
            (t.option, c.filled) for c in columns if (t := self._ticked[c.index]) and not t.other
        ]
        tag = self._shape.tag_is_number if self._shape else True
        as_one = replace(column, values=tuple(options), pieces=(), length=10.0)
        return as_one, read_header(ticked.stem, tag_is_number=tag)

    def _ask(self, column: ColumnProfile, question: Question, reason: str) -> None:
        ticked = self._ticked.get(column.index)
        if ticked is not None and ticked.other:
            self._other(column, ticked, question)
            return
        closed = question.kind is not QuestionKind.OPEN
        divider = divider_of(column, question.options) if closed and ticked is None else None
        option = (question.option_of(ticked.option) or ticked.option) if ticked else None
        said = [
            reason,
            f"a checkbox for {option!r}" if option else "",
            f"several options in a cell, divided by {_shown(divider)}" if divider else "",
        ]
        self._told[column.index] = ColumnProposal(
            column=column,
            use=Use.QUESTION,
            reason="; ".join(s for s in said if s),
            question_id=question.id,
            divider=divider,
            option=option if closed else None,
        )

    def _other(self, column: ColumnProfile, ticked: Ticked, question: Question) -> None:
        partner = question.paired_with if question.kind is not QuestionKind.OPEN else question.id
        reason = f"free text behind the option {ticked.option!r}"
        if partner is None:
            self._tell(column, Use.UNDECIDED, f"{reason}; map it to an open question, or ignore it")
            return
        self._told[column.index] = ColumnProposal(
            column=column,
            use=Use.QUESTION,
            reason=f"{reason}, taken with the reasons",
            question_id=partner,
        )

    def _explanations(self, taken: set[str]) -> None:
        """Give "Why?" to the partner of the closed question in the column before it."""
        by_id = {q.id: q for q in self._questions}
        before: Question | None = None
        for column in self._table.columns:
            told = self._told.get(column.index)
            if told is not None:
                if told.use is Use.QUESTION and told.question_id:
                    before = by_id[told.question_id]
                continue
            partner = before.paired_with if before else None
            if before is None or partner is None or partner in taken or not column.name:
                continue
            if says_explain(self._text(column)) and not looks_closed(column):
                taken.add(partner)
                self._ask(
                    column,
                    by_id[partner],
                    f"asks for the reasons of the answer to question {before.number} before it",
                )

    def _more_reasons(self) -> None:
        """Give "Why?" behind an open question to that question, as more of the same answer."""
        by_id = {q.id: q for q in self._questions}
        before: Question | None = None
        for column in self._table.columns:
            told = self._told.get(column.index)
            if told is not None:
                before = by_id.get(told.question_id or "")
                continue
            says = bool(column.name and column.filled) and says_explain(self._text(column))
            asks = says and not looks_closed(column)
            if before is None or not asks:
                before = None
                continue
            if before.kind is QuestionKind.OPEN:
                self._ask(
                    column,
                    before,
                    f"asks for the reasons of the answer to question {before.number} before it, "
                    "which is open: both are read as one answer",
                )
                continue
            self._tell(
                column,
                Use.UNDECIDED,
                f"asks for the reasons of the answer to question {before.number} before it, which "
                "has no open question for them left: list one with paired_with, or ignore it",
            )
            before = None

    def _by_place(self, taken: set[str]) -> None:
        """Give columns between two matched ones the questions that are asked between them.

        Only where there are as many columns left as questions, and each is of the right kind.
        """
        order = {question.id: number for number, question in enumerate(self._questions)}
        waiting: list[ColumnProfile] = []
        before = -1
        for column in self._table.columns:
            told = self._told.get(column.index)
            if told is None:
                if column.name and column.filled:
                    waiting.append(column)
                continue
            if told.use is not Use.QUESTION or not told.question_id:
                continue
            after = order[told.question_id]
            self._fill(waiting, self._questions[before + 1 : after], taken)
            before, waiting = after, []
        self._fill(waiting, self._questions[before + 1 :] if before >= 0 else (), taken)

    def _fill(
        self, columns: Sequence[ColumnProfile], between: Sequence[Question], taken: set[str]
    ) -> None:
        left = [question for question in between if question.id not in taken]
        if len(left) != len(columns):
            return
        pairs = list(zip(columns, left, strict=True))
        if all(_may_answer(c, q) and not says_personal(self._text(c)) for c, q in pairs):
            for column, question in pairs:
                taken.add(question.id)
                self._ask(column, question, f"stands where question {question.number} is asked")

    def rest(self) -> None:
        """Say what is left: attributes, empty columns, and what only a person can tell."""
        for column in self._table.columns:
            if column.index in self._told:
                continue
            if not column.name:
                what = "no header" + ("" if column.filled else " and no cells")
                self._tell(column, Use.UNDECIDED if column.filled else Use.IGNORE, what)
            elif not column.filled:
                self._tell(column, Use.IGNORE, "no row says anything here")
            elif says_personal(self._text(column)) or (
                looks_closed(column)
                and self._headers[column.index].number is None
                and column.index not in self._ticked
            ):
                about = (
                    "asks about the respondent"
                    if says_personal(self._text(column))
                    else "few values that come back, and no question like it"
                )
                self._told[column.index] = ColumnProposal(
                    column=column,
                    use=Use.ATTRIBUTE,
                    reason=about,
                    attribute=attribute_name(self._text(column)),
                )
            else:
                what = "free text" if looks_open(column) else "cells"
                self._tell(column, Use.UNDECIDED, f"{what} that fit no question; decide what it is")

    def finish(self) -> TableProposal:
        """Return what was told, in the order of the columns."""
        columns = tuple(self._told[c.index] for c in self._table.columns)
        kind = next((p.column for p in columns if p.use is Use.KIND), None)
        consent = next((p.column for p in columns if p.use is Use.CONSENT), None)
        date = next((p.column for p in columns if p.use is Use.RECEIVED), None)
        mapped = {p.question_id for p in columns}
        return TableProposal(
            shape=self._shape.name if self._shape else None,
            columns=columns,
            month_first=bool(date and date.month_first and not date.day_first),
            kinds=kinds_of(value for value, _ in kind.values) if kind else {},
            consents=(consents_of(consent.name, (v for v, _ in consent.values)) if consent else {}),
            unmapped_questions=tuple(q.id for q in self._questions if q.id not in mapped),
        )


def attribute_name(header: str) -> str:
    """Return a short name for an attribute from its header: a few words without punctuation."""
    text = header.rsplit("|", maxsplit=1)[-1].casefold().strip(" ?.:*")
    for opening in (
        "what is your ",
        "what are your ",
        "which ",
        "what ",
        "your ",
        "please state your ",
    ):
        text = text.removeprefix(opening)
    words = ["".join(c for c in word if c.isalnum() or c in "-'") for word in text.split()]
    return " ".join([w for w in words if w][:5]) or "attribute"


def _may_answer(column: ColumnProfile, question: Question) -> bool:
    """Return whether cells can be answers of a question, going by their kind alone."""
    if question.kind is not QuestionKind.OPEN:
        return options_share(column.values, question) >= _MOSTLY
    return not looks_closed(column) and column.dates < _MOSTLY * column.filled


def _is_date(column: ColumnProfile) -> bool:
    return column.filled > 0 and column.dates >= _MOSTLY * column.filled


def _is_named(column: ColumnProfile) -> bool:
    return not column.filled or (column.length < 80 and column.dates < _MOSTLY * column.filled)


def _shown(divider: str | None) -> str:
    return "line breaks" if divider == "\n" else repr(divider)
