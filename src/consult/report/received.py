"""What was received and what became of it, so that nothing vanishes from a report either."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache

from consult.analysis.counts import tally
from consult.domain.document import Role
from consult.domain.errors import Problem, ProblemCode, Severity
from consult.domain.ledger import Mark, RespondentKind, Response, ResponseState
from consult.domain.outcome import Exclusion
from consult.domain.run import Corpus, RunResult
from consult.report.campaigns import campaign_view
from consult.report.file_names import FileNames
from consult.report.languages import languages_table
from consult.report.ledger import BY_A_PERSON, ledger_tables
from consult.report.names import Naming
from consult.report.parts import (
    ExclusionView,
    ProblemView,
    ReceivedView,
    TableView,
)
from consult.report.subjects import Subjects
from consult.report.words import MARK_LABELS, ROLE_LABELS, STATE_LABELS, shown

_ID_ASIDE = re.compile(r" ?\([a-z]{1,20}_[0-9a-f]{16}\)")
_SEVERITIES = {severity: number for number, severity in enumerate(reversed(Severity))}


def received_view(
    result: RunResult, naming: Naming, *, public: bool, language: str = "en"
) -> ReceivedView:
    """Return the ledger of a run in tables; the public gets counts without names or files.

    ``language`` is what the models of the run know.
    """
    corpus = result.corpus
    valid = [r for r in corpus.responses if r.state is ResponseState.VALID]
    respondents = sorted({response.respondent_id for response in valid})
    masked = _masking(corpus, naming, public=public)
    foreign = languages_table(corpus, result.run.problems, language)
    kinds = Counter(naming.kind(i) for i in respondents)
    return ReceivedView(
        items=len(corpus.items),
        responses=len(corpus.responses),
        analysed=len(valid),
        respondents=len(respondents),
        organisations=kinds[RespondentKind.ORGANISATION],
        individuals=kinds[RespondentKind.INDIVIDUAL],
        unknown=kinds[RespondentKind.UNKNOWN],
        marks=_marks(corpus.responses, public=public),
        states=_states(corpus.responses),
        ledger=(
            *ledger_tables(corpus, masked, public=public),
            *(table for table in [foreign] if table.rows),
        ),
        other_items=_other_items(corpus),
        stages=_stages(result),
        exclusions=_exclusions(corpus, masked, public=public),
        problems=_problems(result.run.problems, Subjects(corpus), public=public),
        campaigns=tuple(
            campaign_view(campaign, number, corpus, naming, public=public)
            for number, campaign in enumerate(
                sorted(corpus.campaigns, key=lambda c: (-len(c.responses), c.id)), start=1
            )
        ),
    )


def _marks(responses: Iterable[Response], *, public: bool) -> tuple[tuple[str, int], ...]:
    """Count marks; that somebody may be in danger is for the team alone."""
    counted = Counter(mark for response in responses for mark in response.marks)
    told = [mark for mark in Mark if not (public and mark is Mark.SAFEGUARDING)]
    return tuple((MARK_LABELS[mark], counted[mark]) for mark in told if counted[mark])


def _states(responses: Iterable[Response]) -> TableView:
    """Return channels by state with their sums."""
    counted = tally(responses)
    states = [state for state, _ in counted.states]
    rows = [
        (
            shown(channel.channel),
            *(str(dict(channel.states).get(state, 0)) for state in states),
            str(channel.received),
        )
        for channel in counted.channels
    ]
    total = dict(counted.states)
    rows.append(("All channels", *(str(total[s]) for s in states), str(counted.received)))
    return TableView(
        caption="Responses by channel and by what became of them",
        head=("Channel", *(STATE_LABELS[state] for state in states), "Received"),
        rows=tuple(rows),
    )


def _other_items(corpus: Corpus) -> tuple[tuple[str, int], ...]:
    """Count the items that belong to no response, by the role of their documents."""
    answered = {item_id for response in corpus.responses for item_id in response.item_ids}
    parents = {item.parent_id for item in corpus.items if item.parent_id}
    roles: dict[str, Role] = {}
    for document in corpus.documents:
        roles.setdefault(document.item_id, document.role)
    left_out = {e.subject_id for e in corpus.exclusions if e.stage == "read"}
    counted: Counter[str] = Counter()
    for item in corpus.items:
        if item.id in answered or item.parent_id in answered:
            continue
        role = roles.get(item.id)
        if role is not None:
            counted[ROLE_LABELS[role]] += 1
        elif item.id in parents:
            counted["File that holds others (an export, a message)"] += 1
        elif item.id in left_out:
            counted["Left out as a whole, for a reason given below"] += 1
        else:
            counted["Nothing could be read"] += 1
    return tuple(sorted(counted.items()))


def _stages(result: RunResult) -> TableView:
    return TableView(
        caption="What each stage was given and what became of it",
        head=("Stage", "Given", "Done", "Left out", "Problems"),
        rows=tuple(
            (shown(c.stage), str(c.given), str(c.done), str(c.excluded), str(c.problems))
            for c in result.run.counts
        ),
    )


def _exclusions(
    corpus: Corpus, masked: Callable[[str], str], *, public: bool
) -> tuple[ExclusionView, ...]:
    """Group what was left out by stage and reason; ids inside a reason do not part a group."""
    subjects = Subjects(corpus)
    decided = {d.subject_id for d in corpus.decisions} if public else set()
    groups: dict[tuple[str, str], list[Exclusion]] = {}
    for exclusion in corpus.exclusions:
        reason = masked(exclusion.reason)
        if exclusion.subject_id in decided:
            reason = f"{reason.partition(':')[0]}: {BY_A_PERSON}"
        groups.setdefault((shown(exclusion.stage), shown(reason)), []).append(exclusion)
    return tuple(
        ExclusionView(
            stage=stage,
            reason=reason,
            count=len(members),
            subjects=() if public else tuple(sorted(subjects.words(m.subject_id) for m in members)),
        )
        for (stage, reason), members in sorted(groups.items())
    )


def _masking(corpus: Corpus, naming: Naming, *, public: bool) -> Callable[[str], str]:
    """Return what a reason becomes for its readers: no ids, and no names for the public."""
    files = FileNames(corpus.items if public else ())

    @cache
    def masked(reason: str) -> str:
        reason = _ID_ASIDE.sub("", reason)
        return naming.masked_text(files.taken_out(reason)) if public else reason

    return masked


def _problems(
    problems: Iterable[Problem], subjects: Subjects, *, public: bool
) -> tuple[ProblemView, ...]:
    """Group problems with the same words, the gravest first.

    The public gets no places, and is not told that somebody may be in danger.
    """
    groups: dict[tuple[int, str, str, str], list[str]] = {}
    for problem in problems:
        if public and problem.code is ProblemCode.SAFEGUARDING:
            continue
        message = "" if public else shown(problem.message)
        key = (
            _SEVERITIES[problem.severity],
            problem.code.value,
            problem.severity.value,
            message,
        )
        groups.setdefault(key, []).append(subjects.words(problem.where))
    return tuple(
        ProblemView(
            code=code,
            severity=severity,
            where=() if public else tuple(sorted(places)),
            message=message,
            count=len(places),
        )
        for (_, code, severity, message), places in sorted(groups.items())
    )
