"""What was received and read, as the plain rows of the machine-readable results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from consult.domain.consultation import Consultation, Proposition
from consult.domain.document import Locator, Span
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
        row = table.setdefault(count.stage, {"given": 0, "done": 0, "excluded": 0, "problems": 0})
        row["given"] += count.given
        row["done"] += count.done
        row["excluded"] += count.excluded
        row["problems"] += count.problems
    return table


def item_rows(corpus: Corpus) -> list[Row]:
    """Return what arrived, by id."""
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


def response_rows(corpus: Corpus) -> list[Row]:
    """Return submissions, by id."""
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


def answer_rows(corpus: Corpus) -> list[Row]:
    """Return answers to questions of forms, by response and question."""
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
    rows.sort(key=lambda r: (r["response_id"], r["question_id"], r["value"] or "", r["start"] or 0))
    return rows


def respondent_rows(corpus: Corpus) -> list[Row]:
    """Return respondents, by id."""
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


def document_rows(corpus: Corpus) -> list[Row]:
    """Return documents, by id."""
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


def question_rows(consultation: Consultation) -> list[Row]:
    """Return questions with their propositions, by id."""
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


def segment_rows(corpus: Corpus) -> list[Row]:
    """Return segments, by id."""
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
            "context": [span_row(span) for span in segment.context],
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
        "confidence": locator.confidence,
    }


def span_row(span: Span) -> Row:
    """Return a span as its two offsets."""
    return {"start": span.start, "end": span.end}
