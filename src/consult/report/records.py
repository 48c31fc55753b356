"""Records of a run as the plain rows of the machine-readable results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from consult.domain.coding import Position
from consult.domain.consultation import Consultation, Proposition
from consult.domain.document import Locator, Span
from consult.domain.finding import Finding, PropositionResult, QuestionFindings
from consult.domain.outcome import StageCount
from consult.domain.run import Corpus, RunResult

SCHEMA_VERSION = 1

Row = dict[str, Any]


def instant(value: datetime | None) -> str | None:
    """Return a time in UTC as ISO 8601 with ``Z``; a time without zone is taken as UTC."""
    if value is None:
        return None
    aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return aware.isoformat().replace("+00:00", "Z")


def run_row(result: RunResult) -> Row:
    """Return run.json, the only row with times of the run itself."""
    run = result.run
    return {
        "schema_version": SCHEMA_VERSION,
        "id": run.id,
        "started": instant(run.started),
        "finished": instant(run.finished),
        "code": run.code,
        "settings_sha256": run.settings_sha256,
        "consultation": _consultation(result.corpus.consultation),
        "engines": [{"name": e.name, "revision": e.revision} for e in run.engines],
        "inputs": [
            {"item_id": i.item_id, "name": i.name, "sha256": i.sha256}
            for i in sorted(run.inputs, key=lambda i: i.item_id)
        ],
        "counts": _counts(run.counts),
        "problems": [
            {
                "code": p.code.value,
                "severity": p.severity.value,
                "where": p.where,
                "message": p.message,
            }
            for p in sorted(run.problems, key=lambda p: (p.code.value, p.where, p.message))
        ],
    }


def rows_by_file(result: RunResult) -> dict[str, list[Row]]:
    """Return the rows of each ``.jsonl`` file by its name, sorted by id."""
    corpus = result.corpus
    return {
        "items": _items(corpus),
        "responses": _responses(corpus),
        "answers": _answers(corpus),
        "respondents": _respondents(corpus),
        "documents": _documents(corpus),
        "questions": _questions(corpus.consultation),
        "segments": _segments(corpus),
        "codings": _codings(corpus),
        "themes": _themes(corpus),
        "campaigns": _campaigns(corpus),
        "exclusions": _exclusions(corpus),
        "decisions": _decisions(corpus),
        "quotes": _quotes(result),
    }


def findings_row(result: RunResult) -> Row:
    """Return findings.json: questions in the paper's order, outside the questions last."""
    order = {q.id: n for n, q in enumerate(result.corpus.consultation.questions)}
    questions = sorted(
        result.findings, key=lambda f: order.get(f.question_id or "", len(order))
    )
    return {
        "schema_version": SCHEMA_VERSION,
        "questions": [_question_findings(question) for question in questions],
    }


def _consultation(consultation: Consultation) -> Row:
    return {
        "id": consultation.id,
        "title": consultation.title,
        "organisation": consultation.organisation,
        "opened": instant(consultation.opened),
        "closed": instant(consultation.closed),
    }


def _counts(counts: Iterable[StageCount]) -> dict[str, dict[str, int]]:
    """Return the counts by stage, in the order of the stages; a stage run twice is summed."""
    table: dict[str, dict[str, int]] = {}
    for count in counts:
        row = table.setdefault(
            count.stage, {"given": 0, "done": 0, "excluded": 0, "problems": 0}
        )
        row["given"] += count.given
        row["done"] += count.done
        row["excluded"] += count.excluded
        row["problems"] += count.problems
    return table


def _items(corpus: Corpus) -> list[Row]:
    documents: defaultdict[str, list[str]] = defaultdict(list)
    for document in corpus.documents:
        documents[document.item_id].append(document.id)
    return [
        {
            "schema_version": SCHEMA_VERSION,
            "item_id": item.id,
            "name": item.name,
            "sha256": item.sha256,
            "size": item.size,
            "channel": item.channel,
            "source_key": item.source_key,
            "received": instant(item.received),
            "media_type": item.media_type,
            "parent_id": item.parent_id,
            "document_ids": sorted(documents[item.id]),
        }
        for item in sorted(corpus.items, key=lambda item: item.id)
    ]


def _responses(corpus: Corpus) -> list[Row]:
    return [
        {
            "schema_version": SCHEMA_VERSION,
            "response_id": response.id,
            "respondent_id": response.respondent_id,
            "item_ids": list(response.item_ids),
            "channel": response.channel,
            "received": instant(response.received),
            "state": response.state.value,
            "marks": sorted(mark.value for mark in response.marks),
            "reason": response.reason,
        }
        for response in sorted(corpus.responses, key=lambda response: response.id)
    ]


def _answers(corpus: Corpus) -> list[Row]:
    segments: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for segment in corpus.segments:
        segments[segment.document_id].append((segment.start, segment.end, segment.id))
    rows: list[Row] = []
    for answer in corpus.answers:
        within: list[str] = []
        if answer.document_id is not None and answer.start is not None and answer.end is not None:
            within = [
                segment_id
                for start, end, segment_id in sorted(segments[answer.document_id])
                if answer.start <= start and end <= answer.end
            ]
        rows.append(
            {
                "schema_version": SCHEMA_VERSION,
                "response_id": answer.response_id,
                "question_id": answer.question_id,
                "value": answer.value,
                "document_id": answer.document_id,
                "start": answer.start,
                "end": answer.end,
                "segment_ids": within,
            }
        )
    rows.sort(
        key=lambda r: (r["response_id"], r["question_id"], r["value"] or "", r["start"] or 0)
    )
    return rows


def _respondents(corpus: Corpus) -> list[Row]:
    return [
        {
            "schema_version": SCHEMA_VERSION,
            "respondent_id": who.id,
            "name": who.name,
            "kind": who.kind.value,
            "attributes": dict(sorted(who.attributes.items())),
            "consent": who.consent.value,
            "aliases": list(who.aliases),
        }
        for who in sorted(corpus.respondents, key=lambda who: who.id)
    ]


def _documents(corpus: Corpus) -> list[Row]:
    return [
        {
            "schema_version": SCHEMA_VERSION,
            "document_id": document.id,
            "item_id": document.item_id,
            "respondent_id": document.respondent_id,
            "role": document.role.value,
            "title": document.title,
            "language": document.language,
            "media_type": document.media_type,
            "reader": document.reader,
            "characters": len(document.text),
            "text": document.text,
        }
        for document in sorted(corpus.documents, key=lambda document: document.id)
    ]


def _questions(consultation: Consultation) -> list[Row]:
    chapters = {chapter.id: chapter for chapter in consultation.chapters}
    rows: list[Row] = []
    for question in sorted(consultation.questions, key=lambda question: question.id):
        chapter = chapters.get(question.chapter_id)
        rows.append(
            {
                "schema_version": SCHEMA_VERSION,
                "question_id": question.id,
                "chapter_id": question.chapter_id,
                "chapter_number": chapter.number if chapter else None,
                "chapter_title": chapter.title if chapter else None,
                "number": question.number,
                "kind": question.kind.value,
                "text": question.text,
                "options": list(question.options),
                "paired_with": question.paired_with,
                "propositions": [
                    _proposition(p) for p in consultation.propositions_of(question.id)
                ],
            }
        )
    return rows


def _proposition(proposition: Proposition) -> Row:
    return {
        "proposition_id": proposition.id,
        "text": proposition.text,
        "document_id": proposition.document_id,
        "start": proposition.start,
        "end": proposition.end,
    }


def _segments(corpus: Corpus) -> list[Row]:
    return [
        {
            "schema_version": SCHEMA_VERSION,
            "segment_id": segment.id,
            "document_id": segment.document_id,
            "respondent_id": segment.respondent_id,
            "start": segment.start,
            "end": segment.end,
            "text": segment.text,
            "locator": locator_row(segment.locator),
            "voice": {
                "kind": segment.voice.kind.value,
                "speaker": segment.voice.speaker,
                "organisation": segment.voice.organisation,
            },
            "context": [_span(span) for span in segment.context],
            "question_id": segment.question_id,
            "campaign_id": segment.campaign_id,
            "language": segment.language,
        }
        for segment in sorted(corpus.segments, key=lambda segment: segment.id)
    ]


def locator_row(locator: Locator) -> Row:
    """Return a locator with every field, null where its format has none."""
    return {
        "page": locator.page,
        "slide": locator.slide,
        "paragraph": locator.paragraph,
        "number_label": locator.number_label,
        "sheet": locator.sheet,
        "row": locator.row,
        "column": locator.column,
        "column_name": locator.column_name,
        "part": locator.part,
        "rectangles": [
            {"page": r.page, "left": r.left, "top": r.top, "right": r.right, "bottom": r.bottom}
            for r in locator.rectangles
        ],
    }


def _span(span: Span) -> Row:
    return {"start": span.start, "end": span.end}


def _codings(corpus: Corpus) -> list[Row]:
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
    coding: Any,
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


def _themes(corpus: Corpus) -> list[Row]:
    whose = {segment.id: segment.respondent_id for segment in corpus.segments}
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
                "respondents": len({whose[s] for s in segments if whose.get(s) is not None}),
                "segments": len(segments),
                "stability": theme.stability,
            }
        )
    return rows


def _campaigns(corpus: Corpus) -> list[Row]:
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
                    "own": [_span(span) for span in member.own],
                }
                for member in sorted(
                    campaign.members, key=lambda m: (m.document_id, m.response_id)
                )
            ],
        }
        for campaign in sorted(corpus.campaigns, key=lambda campaign: campaign.id)
    ]


def _exclusions(corpus: Corpus) -> list[Row]:
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


def _decisions(corpus: Corpus) -> list[Row]:
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
        }
        for decision in sorted(corpus.decisions, key=lambda decision: decision.id)
    ]


def _quotes(result: RunResult) -> list[Row]:
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
