"""What changed between two runs, in the terms of the report."""

from __future__ import annotations

from dataclasses import dataclass, replace

from consult.domain.finding import Finding, QuestionFindings
from consult.domain.run import RunResult


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionDiff:
    """What changed about one question; findings are paired by id."""

    question_id: str | None
    base_before: int
    base_after: int
    appeared: tuple[str, ...]
    vanished: tuple[str, ...]
    changed: tuple[tuple[str, str], ...]
    """(statement before, statement after) of findings that rest on other respondents or quotes."""
    options: tuple[tuple[str, int, int], ...] = ()
    """(option, how many before, how many after) of the closed table, where they differ."""
    positions: tuple[tuple[str, str, int, int], ...] = ()
    """(proposition id, position, respondents before, after), where other respondents take it."""
    rest_changed: bool = False
    """Whether anything else differs: who stands in the base, or who is silent."""

    @property
    def told(self) -> bool:
        """Whether it holds more than that something else differs."""
        return bool(
            self.appeared
            or self.vanished
            or self.changed
            or self.options
            or self.positions
            or self.base_before != self.base_after
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RunDiff:
    """What changed between two runs; everything empty means equal results."""

    responses_added: tuple[str, ...]
    responses_removed: tuple[str, ...]
    states_changed: tuple[tuple[str, str, str], ...]
    """(response id, state before, state after)."""
    settings_changed: bool
    code_changed: bool
    questions: tuple[QuestionDiff, ...]

    @property
    def equal(self) -> bool:
        """Whether both runs received and found the same."""
        return not (
            self.responses_added or self.responses_removed or self.states_changed or self.questions
        )


def diff_runs(before: RunResult, after: RunResult) -> RunDiff:
    """Return what changed from one run to another.

    Questions are those of either run, in the order of the newer and then of the older.
    """
    old = {r.id: r for r in before.corpus.responses}
    new = {r.id: r for r in after.corpus.responses}
    shared = sorted(old.keys() & new.keys())
    was = {q.question_id: q for q in before.findings}
    now = {q.question_id: q for q in after.findings}
    questions = [
        _difference(i, was.get(i), now.get(i))
        for i in dict.fromkeys((*now, *was))
        if was.get(i) != now.get(i)
    ]
    return RunDiff(
        responses_added=tuple(sorted(new.keys() - old.keys())),
        responses_removed=tuple(sorted(old.keys() - new.keys())),
        states_changed=tuple(
            (i, old[i].state.value, new[i].state.value)
            for i in shared
            if old[i].state is not new[i].state
        ),
        settings_changed=before.run.settings_sha256 != after.run.settings_sha256,
        code_changed=before.run.code != after.run.code,
        questions=tuple(questions),
    )


def _difference(
    question_id: str | None, before: QuestionFindings | None, after: QuestionFindings | None
) -> QuestionDiff:
    was, now = _findings(before), _findings(after)
    found = QuestionDiff(
        question_id=question_id,
        base_before=before.base if before else 0,
        base_after=after.base if after else 0,
        appeared=tuple(f.statement for i, f in now.items() if i not in was),
        vanished=tuple(f.statement for i, f in was.items() if i not in now),
        changed=tuple(
            (was[i].statement, now[i].statement)
            for i in now
            if i in was and _rests_on(was[i]) != _rests_on(now[i])
        ),
        options=_options(before, after),
        positions=_positions(before, after),
    )
    return replace(found, rest_changed=not found.told)


def _findings(question: QuestionFindings | None) -> dict[str, Finding]:
    return {f.id: f for f in (*question.findings, *question.reported)} if question else {}


def _options(
    before: QuestionFindings | None, after: QuestionFindings | None
) -> tuple[tuple[str, int, int], ...]:
    was, now = (dict(q.closed.options) if q and q.closed else {} for q in (before, after))
    both = ((o, was.get(o, 0), now.get(o, 0)) for o in dict.fromkeys((*now, *was)))
    return tuple(row for row in both if row[1] != row[2])


def _positions(
    before: QuestionFindings | None, after: QuestionFindings | None
) -> tuple[tuple[str, str, int, int], ...]:
    was, now = (
        {(p.proposition_id, name): who for p in q.propositions for name, who in p.positions.items()}
        if q
        else {}
        for q in (before, after)
    )
    both = ((key, was.get(key, ()), now.get(key, ())) for key in dict.fromkeys((*now, *was)))
    return tuple(
        (proposition, position.value, len(one), len(other))
        for (proposition, position), one, other in both
        if set(one) != set(other)
    )


def _rests_on(finding: Finding) -> tuple[object, ...]:
    return (finding.statement, finding.respondent_ids, finding.base, finding.quote_ids)
