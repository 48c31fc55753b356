"""Options of closed questions that tell no side, and answers that are none of the options."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from consult.coding.options import has_both_sides
from consult.domain.coding import Position
from consult.domain.consultation import Consultation, QuestionKind
from consult.domain.errors import Problem, ProblemCode, Severity
from consult.domain.ledger import Answer


def unread_options(
    consultation: Consultation, option_positions: Mapping[str, Mapping[str, Position]]
) -> tuple[Problem, ...]:
    """Return a problem for each closed question whose options tell no two sides of its proposition.

    Ticks of such a question are counted and take no position, unless consultation.toml says which.
    """
    return tuple(
        Problem(
            code=ProblemCode.OPTION_MEANING,
            where=f"question {question.number}",
            message=(
                "its options do not say by themselves who agrees and who disagrees with "
                f"{consultation.propositions_of(question.id)[0].text!r}; ticks take no position "
                "until [questions.positions] in consultation.toml says which do."
            ),
            severity=Severity.WARNING,
        )
        for question in consultation.questions
        if question.kind is QuestionKind.CLOSED
        and question.options
        and consultation.propositions_of(question.id)
        and not has_both_sides(option_positions.get(question.id, {}).values())
    )


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
