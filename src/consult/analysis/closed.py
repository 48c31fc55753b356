"""Result tables of closed questions."""

from __future__ import annotations

from consult.analysis.standing import Standing
from consult.domain.consultation import Question, QuestionKind
from consult.domain.finding import ClosedResult


def closed_result(question: Question, standing: Standing) -> ClosedResult | None:
    """Return the table of a closed or demographic question, or None for an open one.

    Every respondent who answered counts once in each option chosen; of several responses of
    one respondent the last received counts. Options stand in the order of the paper; answers
    that are no option of it follow in order of their text.
    """
    if question.kind is QuestionKind.OPEN:
        return None
    chosen = _chosen(question.id, standing)
    counts: dict[str, int] = dict.fromkeys(question.options, 0)
    others: dict[str, int] = {}
    for values in chosen.values():
        for value in sorted({question.option_of(v) or v for v in values}):
            table = counts if value in counts else others
            table[value] = table.get(value, 0) + 1
    return ClosedResult(
        question_id=question.id,
        base=len(chosen),
        options=(*counts.items(), *sorted(others.items())),
    )


def answering_otherwise(question: Question, standing: Standing) -> tuple[str, ...]:
    """Return the respondents in the table whose answers hold any that is no option, sorted."""
    return tuple(
        who
        for who, values in _chosen(question.id, standing).items()
        if any(question.option_of(value) is None for value in values)
    )


def _chosen(question_id: str, standing: Standing) -> dict[str, list[str]]:
    """Return respondent -> the options chosen in the last response that answers."""
    by_response: dict[str, list[str]] = {}
    for answer in standing.answers:
        if answer.question_id == question_id and answer.value is not None:
            by_response.setdefault(answer.response_id, []).append(" ".join(answer.value.split()))
    last: dict[str, str] = {}
    for response_id in sorted(by_response, key=lambda i: _when(i, standing)):
        last[standing.responses[response_id].respondent_id] = response_id
    return {who: by_response[response_id] for who, response_id in sorted(last.items())}


def _when(response_id: str, standing: Standing) -> tuple[str, str]:
    received = standing.responses[response_id].received
    return (received.isoformat() if received else "", response_id)
