"""What changed between two runs, in the terms of the report."""

from __future__ import annotations

from dataclasses import dataclass

from consult.domain.finding import Finding
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
    """Return what changed from one run to another, questions in the order of the newer."""
    old = {r.id: r for r in before.corpus.responses}
    new = {r.id: r for r in after.corpus.responses}
    shared = sorted(old.keys() & new.keys())
    old_findings = {q.question_id: q for q in before.findings}
    questions = []
    for question in after.findings:
        earlier = old_findings.get(question.question_id)
        was = {f.id: f for f in earlier.findings} if earlier else {}
        now = {f.id: f for f in question.findings}
        difference = QuestionDiff(
            question_id=question.question_id,
            base_before=earlier.base if earlier else 0,
            base_after=question.base,
            appeared=tuple(f.statement for f in question.findings if f.id not in was),
            vanished=tuple(f.statement for f in was.values() if f.id not in now),
            changed=tuple(
                (was[i].statement, now[i].statement)
                for i in now
                if i in was and _rests_on(was[i]) != _rests_on(now[i])
            ),
        )
        if (
            difference.appeared
            or difference.vanished
            or difference.changed
            or difference.base_before != difference.base_after
        ):
            questions.append(difference)
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


def _rests_on(finding: Finding) -> tuple[object, ...]:
    return (finding.statement, finding.respondent_ids, finding.base, finding.quote_ids)
