"""What a run says at its end."""

from __future__ import annotations

import json
from dataclasses import replace

from consult.domain.ledger import RespondentKind
from consult.domain.run import RunResult
from consult.report.summary import needs_a_person, summary, summary_lines


def test_the_summary_counts_what_came_and_what_was_found(run: RunResult) -> None:
    """Items, responses by state, respondents, and each question with its base."""
    text = "\n".join(summary_lines(run))

    assert "31 items, 28 responses: 25 analysed, 1 blank, 1 duplicate, 1 withdrawn" in text
    assert "25 respondents: 8 organisations, 17 individuals" in text
    assert "1.2: base 14" in text


def test_the_summary_counts_those_of_a_kind_not_known_apart(run: RunResult) -> None:
    """As report and briefing do: who is neither is no individual."""
    kinds = {RespondentKind.INDIVIDUAL: RespondentKind.UNKNOWN}
    people = tuple(replace(r, kind=kinds.get(r.kind, r.kind)) for r in run.corpus.respondents)
    unsure = replace(run, corpus=replace(run.corpus, respondents=people))

    text = "\n".join(summary_lines(unsure))

    assert "25 respondents: 8 organisations, 0 individuals, 17 of a kind not known" in text


def test_the_summary_says_what_needs_a_person(run: RunResult) -> None:
    """Errors before warnings; mere notes ask for nobody."""
    assert [p.code.value for p in needs_a_person(run)] == ["NO_TEXT", "CAMPAIGN_PROPOSED"]
    assert "Install the OCR extra" in "\n".join(summary_lines(run))


def test_the_summary_tells_themes_of_several_respondents_from_points_of_one(run: RunResult) -> None:
    """An analyst looks at those of several first."""
    assert "  6 themes (1 of several respondents) to confirm" in "\n".join(summary_lines(run))


def test_a_clean_run_needs_nobody(run: RunResult) -> None:
    """It says so in words."""
    clean = replace(run, run=replace(run.run, problems=()), corpus=replace(run.corpus, themes=()))

    assert summary_lines(clean)[-1] == "Nothing needs a person."


def test_the_facts_for_machines_hold_the_same_numbers(run: RunResult) -> None:
    """JSON values with the same counts."""
    facts = json.loads(json.dumps(summary(run)))

    assert facts["responses"] == sum(facts["states"].values()) == 28
    assert [q["base"] for q in facts["questions"]] == [q.base for q in run.findings]
