"""Questions proposed from the headers of a table, where nobody has listed any."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from consult.coding.columns.groups import Ticked, find_checkboxes
from consult.coding.columns.match import divider_of, looks_closed
from consult.coding.columns.profile import ColumnProfile, TableProfile
from consult.coding.columns.propose import ColumnProposal, TableProposal, propose_columns
from consult.coding.columns.shapes import tell_shape
from consult.coding.columns.words import Use, read_header, says_explain, says_personal
from consult.coding.options import position_of_option, takes_positions
from consult.domain.coding import Position
from consult.domain.consultation import Chapter, Consultation, Question, QuestionKind

CHAPTER = Chapter(id="ch1", number="1")
_NUMBERED = re.compile(r" \[\d{1,3}\]$")
_SCALE = (
    Position.AGREE,
    Position.AGREE_WITH_CONDITIONS,
    Position.MIXED,
    Position.NEITHER,
    Position.DISAGREE,
)
_MOST_OPTIONS = 40


def propose_questions(
    table: TableProfile, consultation: Consultation
) -> tuple[tuple[Question, ...], TableProposal]:
    """Return the questions that a table's headers ask, and the proposal that leads to them.

    Columns of the tool and of the respondent ask nothing; few values that come back make a
    closed question, a column that asks for reasons after one is paired with it. Ids are q1, q2 …
    in the order of the columns, numbers those of the headers where each has its own.
    """
    asker = _Asker(table, consultation)
    asker.ask()
    return asker.finish()


class _Asker:
    def __init__(self, table: TableProfile, consultation: Consultation) -> None:
        self._proposal = propose_columns(
            table, replace(consultation, chapters=(CHAPTER,), questions=(), propositions=())
        )
        shape = tell_shape(column.name for column in table.columns)
        self._tag = shape.tag_is_number if shape else True
        self._ticked = find_checkboxes(table.columns)
        self._stems: dict[str, str] = {}
        self._numbers: list[str | None] = []
        self._questions: list[Question] = []
        self._columns: list[ColumnProposal] = []

    def ask(self) -> None:
        """Go through the columns and make a question of each that asks one."""
        for told in self._proposal.columns:
            ticked = self._ticked.get(told.column.index)
            undecided = told.use in {Use.UNDECIDED, Use.ATTRIBUTE} and told.column.name
            asks = ticked or told.use is Use.UNDECIDED or not self._is_about_person(told)
            self._columns.append(self._asked(told, ticked) if undecided and asks else told)

    def _is_about_person(self, told: ColumnProposal) -> bool:
        return says_personal(read_header(told.column.name, tag_is_number=self._tag).text)

    def _asked(self, told: ColumnProposal, ticked: Ticked | None) -> ColumnProposal:
        column = told.column
        known = self._stems.get(ticked.stem) if ticked else None
        if ticked and ticked.other:
            question = self._open(f"{ticked.stem}: {ticked.option}", known)
            return self._lead(column, question, "free text behind an option, as its own question")
        if ticked:
            question = self._question(known) if known else self._closed(ticked.stem, ())
            self._stems[ticked.stem] = question.id
            self._add_option(question, ticked.option)
            led = self._lead(column, question, f"a checkbox for {ticked.option!r}")
            return replace(led, option=ticked.option)
        divider = divider_of(column)
        values = _values(column, divider)
        if looks_closed(column) and 2 <= len(values) <= _MOST_OPTIONS:
            question = self._closed(column.name, values)
            led = self._lead(column, question, "few values that come back: a closed question")
            return replace(led, divider=divider)
        before = self._columns[-1].question_id if self._columns else None
        header = read_header(column.name, tag_is_number=self._tag)
        partner = before if before and says_explain(header.text) else None
        question = self._open(column.name, partner)
        why = (
            "asks for the reasons of the answer before it" if question.paired_with else "free text"
        )
        return self._lead(column, question, f"{why}: an open question")

    def _lead(self, column: ColumnProfile, question: Question, reason: str) -> ColumnProposal:
        return ColumnProposal(
            column=column, use=Use.QUESTION, reason=reason, question_id=question.id
        )

    def _question(self, question_id: str) -> Question:
        return next(q for q in self._questions if q.id == question_id)

    def _closed(self, header: str, values: Sequence[str]) -> Question:
        return self._add(header, QuestionKind.CLOSED, tuple(values), None)

    def _open(self, header: str, partner: str | None) -> Question:
        closed = self._question(partner) if partner else None
        pairs = closed is not None and closed.kind is QuestionKind.CLOSED and not closed.paired_with
        question = self._add(header, QuestionKind.OPEN, (), partner if pairs else None)
        if pairs and closed is not None:
            self._put(replace(closed, paired_with=question.id))
        return question

    def _add(
        self, header: str, kind: QuestionKind, options: tuple[str, ...], paired: str | None
    ) -> Question:
        read = read_header(header, tag_is_number=self._tag)
        self._numbers.append(read.number)
        question = Question(
            id=f"q{len(self._questions) + 1}",
            chapter_id=CHAPTER.id,
            number="",
            text=" ".join(_NUMBERED.sub("", read.text.replace(" | ", " – ")).split()),
            kind=kind,
            options=options,
            paired_with=paired,
        )
        self._questions.append(question)
        return question

    def _put(self, question: Question) -> None:
        at = [q.id for q in self._questions].index(question.id)
        self._questions[at] = question

    def _add_option(self, question: Question, option: str) -> None:
        if question.option_of(option) is None:
            self._put(replace(question, options=(*question.options, option)))

    def finish(self) -> tuple[tuple[Question, ...], TableProposal]:
        """Number the questions and return them with the proposal."""
        own = [n for n in self._numbers if n is not None]
        kept = len(own) == len(self._numbers) == len(set(own))
        questions = tuple(
            replace(q, number=(self._numbers[order] or "") if kept else str(order + 1))
            for order, q in enumerate(self._questions)
        )
        return questions, replace(
            self._proposal, columns=tuple(self._columns), unmapped_questions=()
        )


def _values(column: ColumnProfile, divider: str | None) -> tuple[str, ...]:
    pieces = {d: p for d, p, _ in column.pieces}
    counted = pieces.get(divider, column.values) if divider else column.values
    return tuple(sorted((" ".join(v.split()) for v, _ in counted), key=_place))


def in_scale_order(options: Iterable[str]) -> tuple[str, ...]:
    """Return options each once: a scale from agreement to disagreement, others as they stand."""
    once = tuple(dict.fromkeys(options))
    return tuple(sorted(once, key=_place)) if takes_positions(once) else once


def _place(option: str) -> tuple[int, int, str]:
    """Return where an option stands from agreement to not knowing, others before that by words."""
    position = position_of_option(option)
    if position is Position.UNCLEAR:
        return len(_SCALE) + 1, 0, option.casefold()
    if position is None or position not in _SCALE:
        return len(_SCALE), 0, option.casefold()
    strong = option.casefold().startswith(("strongly", "definitely", "completely", "very"))
    against = position is Position.DISAGREE
    return _SCALE.index(position), int(strong == against), option.casefold()
