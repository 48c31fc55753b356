"""Answers to closed questions that are none of their options."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from consult.domain.consultation import Consultation, QuestionKind
from consult.domain.errors import Problem, ProblemCode, Severity
from consult.domain.ledger import Answer


def unknown_options(consultation: Consultation, answers: Iterable[Answer]) -> tuple[Problem, ...]:
    """Return a problem for each wording that names no option, by question and wording.

    Such an answer stands under its own words in the analysts' result table, in one row with its
    like in the public one, and takes no position.
    """
    closed = {
        q.id: q for q in consultation.questions if q.kind is QuestionKind.CLOSED and q.options
    }
    unknown = Counter(
        (answer.question_id, answer.value)
        for answer in answers
        if answer.value and answer.question_id in closed
        if closed[answer.question_id].option_of(answer.value) is None
    )
    return tuple(
        Problem(
            code=ProblemCode.OPTION_UNKNOWN,
            where=f"question {closed[question_id].number}",
            message=(
                f"{count} × {value!r} is none of its options and takes no position; add the option "
                "in consultation.toml, or have the answer corrected at its source."
            ),
            severity=Severity.WARNING,
        )
        for (question_id, value), count in sorted(unknown.items())
    )
