"""Result tables of closed questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from consult.analysis.standing import Standing
from consult.domain.consultation import Question, QuestionKind
from consult.domain.finding import ClosedResult
from consult.domain.ledger import Answer, Response


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


def last_answering(
    answers: Iterable[Answer], responses: Mapping[str, Response]
) -> dict[tuple[str, str], str]:
    """Return by respondent and question the response whose options count: the last received.

    Only answers with a value in these responses are looked at; of responses received at one time
    the one with the greater id counts.
    """
    last: dict[tuple[str, str], Response] = {}
    for answer in answers:
        response = responses.get(answer.response_id)
        if response is None or not (answer.value and answer.value.strip()):
            continue
        key = (response.respondent_id, answer.question_id)
        last[key] = max(last.get(key, response), response, key=_when)
    return {key: response.id for key, response in last.items()}


def _chosen(question_id: str, standing: Standing) -> dict[str, list[str]]:
    """Return respondent -> the options chosen in the last response that answers."""
    answers = [a for a in standing.answers if a.question_id == question_id]
    by_response: dict[str, list[str]] = {}
    for answer in answers:
        if answer.value is not None:
            by_response.setdefault(answer.response_id, []).append(" ".join(answer.value.split()))
    last = last_answering(answers, standing.responses)
    return {who: by_response[response_id] for (who, _), response_id in sorted(last.items())}


def _when(response: Response) -> tuple[str, str]:
    return (response.received.isoformat() if response.received else "", response.id)
