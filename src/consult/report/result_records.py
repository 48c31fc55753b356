"""What was coded and found, as the plain rows of the machine-readable results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from consult.domain.coding import Position, QuestionCoding, StanceCoding, ThemeCoding
from consult.domain.finding import Finding, PropositionResult, QuestionFindings
from consult.domain.run import Corpus, RunResult
from consult.report.candidates import theme_respondents
from consult.report.records import SCHEMA_VERSION, Row, instant, span_row


def findings_row(result: RunResult) -> Row:
    """Return findings.json: questions in the paper's order, outside the questions last."""
    order = {q.id: n for n, q in enumerate(result.corpus.consultation.questions)}
    questions = sorted(result.findings, key=lambda f: order.get(f.question_id or "", len(order)))
    return {
        "schema_version": SCHEMA_VERSION,
        "questions": [_question_findings(question) for question in questions],
    }


def coding_rows(corpus: Corpus) -> list[Row]:
    """Return codings, by segment, kind and what they say."""
    whose = {segment.id: segment.respondent_id for segment in corpus.segments}
    rows = [
        _coding(
            coding, "question", coding.segment_id, coding.question_id, whose.get(coding.segment_id)
        )
        for coding in corpus.question_codings
    ]
    rows += [
        _coding(
            coding,
            "theme",
            coding.segment_id,
            coding.question_id,
            whose.get(coding.segment_id),
            theme_id=coding.theme_id,
        )
        for coding in corpus.theme_codings
    ]
    rows += [
        _coding(
            coding,
            "stance",
            coding.segment_id,
            coding.question_id,
            coding.respondent_id,
            proposition_id=coding.proposition_id,
            position=coding.position,
        )
        for coding in corpus.stance_codings
    ]
    keys = ("segment_id", "kind", "question_id", "theme_id", "proposition_id", "respondent_id")
    rows.sort(key=lambda row: (*(row[key] or "" for key in keys), row["coder"], row["at"] or ""))
    return rows


def _coding(
    coding: QuestionCoding | ThemeCoding | StanceCoding,
    kind: str,
    segment_id: str | None,
    question_id: str | None,
    respondent_id: str | None,
    *,
    theme_id: str | None = None,
    proposition_id: str | None = None,
    position: Position | None = None,
) -> Row:
    return {
        "schema_version": SCHEMA_VERSION,
        "segment_id": segment_id,
        "kind": kind,
        "question_id": question_id,
        "theme_id": theme_id,
        "proposition_id": proposition_id,
        "position": position.value if position else None,
        "respondent_id": respondent_id,
        "score": coding.score,
        "coder": coding.coder,
        "at": instant(coding.at),
        "codebook_version": coding.codebook_version,
    }


def theme_rows(corpus: Corpus) -> list[Row]:
    """Return themes with how many respondents and segments they hold, by id."""
    whose = theme_respondents(corpus)
    members: Mapping[str, set[str]] = defaultdict(set)
    for coding in corpus.theme_codings:
        members[coding.theme_id].add(coding.segment_id)
    rows: list[Row] = []
    for theme in sorted(corpus.themes, key=lambda theme: theme.id):
        segments = members[theme.id]
        rows.append(
            {
                "schema_version": SCHEMA_VERSION,
                "theme_id": theme.id,
                "question_id": theme.question_id,
                "label": theme.label,
                "definition": theme.definition,
                "status": theme.status.value,
                "parent_id": theme.parent_id,
                "origin": theme.origin,
                "lineage": list(theme.lineage),
                "key_point": theme.key_point,
                "respondents": len(whose.get(theme.id, ())),
                "segments": len(segments),
                "stability": theme.stability,
            }
        )
    return rows


def campaign_rows(corpus: Corpus) -> list[Row]:
    """Return campaigns with their members, by id."""
    return [
        {
            "schema_version": SCHEMA_VERSION,
            "campaign_id": campaign.id,
            "template_document_id": campaign.template_document_id,
            "kind": campaign.kind.value,
            "members": [
                {
                    "document_id": member.document_id,
                    "response_id": member.response_id,
                    "identical": member.identical,
                    "own": [span_row(span) for span in member.own],
                }
                for member in sorted(campaign.members, key=lambda m: (m.document_id, m.response_id))
            ],
        }
        for campaign in sorted(corpus.campaigns, key=lambda campaign: campaign.id)
    ]


def exclusion_rows(corpus: Corpus) -> list[Row]:
    """Return exclusions, by subject."""
    return [
        {
            "schema_version": SCHEMA_VERSION,
            "subject_id": exclusion.subject_id,
            "stage": exclusion.stage,
            "reason": exclusion.reason,
            "actor": exclusion.actor,
            "at": instant(exclusion.at),
        }
        for exclusion in sorted(
            corpus.exclusions, key=lambda e: (e.subject_id, e.stage, e.reason, e.actor)
        )
    ]


def decision_rows(corpus: Corpus) -> list[Row]:
    """Return decisions, by id."""
    return [
        {
            "schema_version": SCHEMA_VERSION,
            "decision_id": decision.id,
            "actor": decision.actor,
            "at": instant(decision.at),
            "reason": decision.reason,
            "subject_id": decision.subject_id,
            "before": decision.before,
            "after": decision.after,
            "other_id": decision.other_id,
            "proposal_id": decision.proposal_id,
        }
        for decision in sorted(corpus.decisions, key=lambda decision: decision.id)
    ]


def proposal_rows(corpus: Corpus) -> list[Row]:
    """Return what waits for a person to decide, by id."""
    return [
        {
            "schema_version": SCHEMA_VERSION,
            "proposal_id": proposal.id,
            "kind": proposal.kind.value,
            "subject_id": proposal.subject_id,
            "other_id": proposal.other_id,
            "proposed": proposal.proposed.value if proposal.proposed else None,
            "evidence": proposal.evidence,
            "places": list(proposal.places),
            "in_force": proposal.in_force,
        }
        for proposal in sorted(corpus.proposals, key=lambda proposal: proposal.id)
    ]


def quote_rows(result: RunResult) -> list[Row]:
    """Return quotes, by id."""
    return [
        {
            "schema_version": SCHEMA_VERSION,
            "quote_id": quote.id,
            "document_id": quote.document_id,
            "start": quote.start,
            "end": quote.end,
            "text": quote.text,
            "segment_id": quote.segment_id,
            "respondent_id": quote.respondent_id,
        }
        for quote in sorted(result.quotes, key=lambda quote: quote.id)
    ]


def _question_findings(found: QuestionFindings) -> Row:
    closed = None
    if found.closed is not None:
        closed = {
            "base": found.closed.base,
            "options": [
                {"option": option, "respondents": count} for option, count in found.closed.options
            ],
        }
    return {
        "question_id": found.question_id,
        "received": {
            "responses": found.received.responses,
            "respondents": found.received.respondents,
            "campaign_collapsed": found.received.campaign_collapsed,
        },
        "base": found.base,
        "base_respondent_ids": sorted(found.base_respondent_ids),
        "propositions": [_proposition_result(result) for result in found.propositions],
        "closed": closed,
        "findings": [_finding(finding) for finding in found.findings],
        "reported": [_finding(finding) for finding in found.reported],
        "silent": {
            "organisation_ids": sorted(found.silent_organisation_ids),
            "individuals": found.silent_individuals,
        },
        "unclustered_quote_ids": list(found.unclustered_quote_ids),
    }


def _proposition_result(result: PropositionResult) -> Row:
    return {
        "proposition_id": result.proposition_id,
        "base": result.base,
        "positions": {
            position.value: sorted(result.positions.get(position, ())) for position in Position
        },
    }


def _finding(finding: Finding) -> Row:
    return {
        "finding_id": finding.id,
        "kind": finding.kind.value,
        "statement": finding.statement,
        "proposition_id": finding.proposition_id,
        "theme_id": finding.theme_id,
        "respondent_ids": sorted(finding.respondent_ids),
        "base": finding.base,
        "single_point": finding.single_point,
        "quote_ids": list(finding.quote_ids),
    }
