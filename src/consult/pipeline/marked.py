"""What the documents of respondents say themselves of the questions that are answered in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consult.coding.answered import Answered, end_at_headings
from consult.coding.assignable import MARK, NOTHING, Named
from consult.coding.told import Told
from consult.domain.consultation import Consultation, Question, QuestionKind
from consult.domain.segment import Segment
from consult.pipeline.surroundings import Surroundings

_Spans = list[tuple[int, int, int, Named]]
"""Where a mark begins, its answer begins and ends, and what is told of it."""
_LABELS = {"label", "number"}


@dataclass(frozen=True, slots=True)
class Column:
    """What is told of each segment, and the same where plain numbers are believed."""

    named: list[Named]
    counted: list[Named]


class Marked:
    """Reads each document once for the wordings, labels and numbers of questions."""

    def __init__(self, consultation: Consultation, surroundings: Surroundings) -> None:
        """Take what is asked and where segments stand."""
        asked = open_questions(consultation)
        self._told = Told(
            [wording(consultation, q.id) for q in asked],
            [_numbers(consultation, q) for q in asked],
            [q.number for q in consultation.questions],
        )
        self._ids = [q.id for q in asked]
        self._surroundings = surroundings
        self._answers: dict[str, tuple[_Spans, _Spans]] = {}

    def of(self, segments: Sequence[Segment]) -> Column:
        """Return for each segment the questions that its document names over it."""
        column = Column([], [])
        for segment in segments:
            named, counted = self._spans_of(segment)
            column.named.append(_over(segment, named))
            column.counted.append(_over(segment, counted))
        return column

    def is_title(self, segment: Segment) -> bool:
        """Tell whether a segment is the label of a question, with its title, and no more."""
        return any(
            mark <= segment.start and segment.end <= start and named.by in _LABELS
            for mark, start, _, named in self._spans_of(segment)[0]
        )

    def _spans_of(self, segment: Segment) -> tuple[_Spans, _Spans]:
        if segment.question_id is not None:
            return [], []
        if segment.document_id not in self._answers:
            text = self._surroundings.text(segment)
            headings = self._surroundings.ranked_headings(segment)
            items = self._surroundings.numbered(segment)
            self._answers[segment.document_id] = (
                self._spans(end_at_headings(self._told.answered_in(text, items), headings)),
                self._spans(end_at_headings(self._told.counted_in(text, items), headings)),
            )
        return self._answers[segment.document_id]

    def _spans(self, answered: Sequence[Answered]) -> _Spans:
        return [
            (
                one.mark.start,
                one.answer.start,
                one.answer.end,
                Named(questions=tuple(self._ids[q] for q in one.questions), by=one.by),
            )
            for one in answered
        ]


def open_questions(consultation: Consultation) -> list[Question]:
    """Return the questions that are answered in words, in their order."""
    return [q for q in consultation.questions if q.kind is QuestionKind.OPEN]


def wording(consultation: Consultation, question_id: str) -> str:
    """Return a question's words, led by the closed question that it explains, if any."""
    question = consultation.question(question_id)
    if question.paired_with is None:
        return question.text
    return f"{consultation.question(question.paired_with).text} {question.text}"


def _over(segment: Segment, spans: _Spans) -> Named:
    """Return what is told of a segment in an answer, with or without its mark, or in a mark."""
    for mark, start, end, named in spans:
        if mark <= segment.start < end:
            return named if segment.end > start else MARK
    return NOTHING


def _numbers(consultation: Consultation, question: Question) -> tuple[str, ...]:
    """Return the numbers that lead to a question: its own, and that of the one it explains."""
    if question.paired_with is None:
        return (question.number,)
    return (question.number, consultation.question(question.paired_with).number)
