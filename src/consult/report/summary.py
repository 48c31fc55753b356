"""What a run says at its end, in a terminal: the counts, and what needs a person."""

from __future__ import annotations

from collections import Counter
from typing import Any

from consult.analysis.counts import tally
from consult.domain.errors import Problem, Severity
from consult.domain.ledger import RespondentKind, ResponseState
from consult.domain.run import RunResult
from consult.report.candidates import candidates
from consult.report.subjects import Subjects
from consult.report.words import STATE_LABELS, plural, shown

_PLACES_SHOWN = 3
_PLACE_UP_TO = 60


def needs_a_person(result: RunResult) -> tuple[Problem, ...]:
    """Return the problems that a person must look at, errors first, then by code and place."""
    asking = [p for p in result.run.problems if p.severity is not Severity.INFO]
    return tuple(
        sorted(asking, key=lambda p: (p.severity is not Severity.ERROR, p.code.value, p.where))
    )


def summary(result: RunResult) -> dict[str, Any]:
    """Return the same for machines: JSON values, questions in the order of the paper."""
    corpus = result.corpus
    counted = tally(corpus.responses)
    numbers = {q.id: q.number for q in corpus.consultation.questions}
    return {
        "run": result.run.id,
        "items": len(corpus.items),
        "responses": counted.received,
        "states": {state.value: count for state, count in counted.states},
        "respondents": len(_analysed(result)),
        "campaigns": len(corpus.campaigns),
        "quotes": len(result.quotes),
        "questions": [
            {
                "question_id": found.question_id,
                "number": numbers.get(found.question_id or ""),
                "base": found.base,
                "findings": len(found.findings),
                "single_points": sum(finding.single_point for finding in found.findings),
            }
            for found in result.findings
        ],
        "needs_a_person": [
            {
                "code": problem.code.value,
                "severity": problem.severity.value,
                "where": problem.where,
                "message": problem.message,
            }
            for problem in needs_a_person(result)
        ],
        "candidate_themes": candidates(result.corpus).count,
    }


def summary_lines(result: RunResult) -> list[str]:
    """Return the short text that ends a run: what came in, what was found, what to do next.

    Lines of at most some 100 characters where the words allow; no colour, no times.
    """
    return [*_received(result), "", *_found(result), "", *_asks(result)]


def _analysed(result: RunResult) -> set[str]:
    """Return the respondents with a response that is analysed."""
    return {
        response.respondent_id
        for response in result.corpus.responses
        if response.state is ResponseState.VALID
    }


def _received(result: RunResult) -> list[str]:
    corpus = result.corpus
    counted = tally(corpus.responses)
    kinds = {who.id: who.kind for who in corpus.respondents}
    analysed = _analysed(result)
    of_kind = Counter(kinds.get(i, RespondentKind.UNKNOWN) for i in analysed)
    unknown = of_kind[RespondentKind.UNKNOWN]
    states = ", ".join(f"{count} {STATE_LABELS[state].lower()}" for state, count in counted.states)
    lines = [
        shown(corpus.consultation.title),
        f"{plural(len(corpus.items), 'item')}, {plural(counted.received, 'response')}"
        + (f": {states}" if states else ""),
        f"{plural(len(analysed), 'respondent')}: "
        f"{plural(of_kind[RespondentKind.ORGANISATION], 'organisation')}, "
        f"{plural(of_kind[RespondentKind.INDIVIDUAL], 'individual')}"
        + (f", {unknown:,} of a kind not known" if unknown else ""),
    ]
    if corpus.campaigns:
        copies = sum(len(campaign.responses) for campaign in corpus.campaigns)
        lines.append(
            f"{plural(len(corpus.campaigns), 'campaign')} with {plural(copies, 'response')}"
        )
    return lines


def _found(result: RunResult) -> list[str]:
    numbers = {q.id: q.number for q in result.corpus.consultation.questions}
    lines = []
    for found in result.findings:
        name = numbers.get(found.question_id or "", "outside the questions")
        singles = sum(finding.single_point for finding in found.findings)
        line = f"  {name}: base {found.base}, {plural(len(found.findings), 'finding')}"
        if singles:
            line += f", {singles} of them raised by one or two"
        lines.append(line)
    return [f"{plural(len(result.quotes), 'quote')} of findings and themes; by question:", *lines]


def _short(text: str) -> str:
    return text if len(text) <= _PLACE_UP_TO else text[: _PLACE_UP_TO - 1] + "…"


def _asks(result: RunResult) -> list[str]:
    lines: list[str] = []
    subjects = Subjects(result.corpus)
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in needs_a_person(result):
        groups.setdefault((problem.severity.value, problem.code.value), []).append(problem)
    for (severity, code), members in groups.items():
        places = [_short(subjects.words(problem.where)) for problem in members[:_PLACES_SHOWN]]
        more = f" and {len(members) - len(places)} more" if len(members) > len(places) else ""
        lines.append(f"  {severity} {code} ({len(members)})")
        lines += [f"    at {place}" for place in places]
        if more:
            lines.append(f"   {more}")
        lines.append(f"    {shown(members[0].message)}")
    waiting = candidates(result.corpus)
    if waiting.count:
        lines.append(f"  {waiting} to confirm, edit or reject")
    return ["Needs a person:", *lines] if lines else ["Nothing needs a person."]
