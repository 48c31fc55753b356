"""Segments to questions: by the form, the question's wording or number, heading, or the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consult.coding.answered import Answered, end_at_headings
from consult.coding.assign import QuestionProfile, assign, question_texts
from consult.coding.assignable import MARK, NOTHING, Named, Segments, long_sentences
from consult.coding.told import Told
from consult.coding.topics import run_in, topic
from consult.domain.coding import QuestionCoding
from consult.domain.consultation import Consultation, Question, QuestionKind
from consult.domain.ports import Embedder
from consult.domain.segment import Segment
from consult.pipeline.eligible import Eligible
from consult.pipeline.engines import engine_id
from consult.pipeline.surroundings import Surroundings

Passages = Mapping[str, Sequence[str]]
"""The paragraphs of the paper by chapter id."""

CODERS: Mapping[str, str] = {
    "form": "form",
    "heading": "rule:heading",
    "wording": "rule:wording",
    "label": "rule:number",
    "number": "rule:number",
}
_Spans = list[tuple[int, int, int, Named]]
"""Where a mark begins, its answer begins and ends, and what is told of it."""


def assign_questions(
    consultation: Consultation,
    eligible: Eligible,
    surroundings: Surroundings,
    passages: Passages,
    matcher: Embedder,
    points: Embedder,
) -> tuple[QuestionCoding, ...]:
    """Return which open questions each segment answers, in order of segment and question.

    The vectors of ``points`` tell which segments are alike.

    A segment in a language that the models do not know answers the question of its form, or the
    one whose wording or label stands before it, and nothing else.
    """
    profiles = _profiles(consultation)
    segments = eligible.coded
    texts = [segment.text for segment in segments]
    contexts = [surroundings.headings(segment) for segment in segments]
    topics = [
        run_in(surroundings.block_text(segment)) or topic(context)
        for segment, context in zip(segments, contexts, strict=True)
    ]
    told = _told(consultation, segments, surroundings)
    sentences, owners = long_sentences(texts)
    assignments = assign(
        Segments(
            texts=texts,
            vectors=matcher.encode(texts),
            contexts=contexts,
            paragraphs=[surroundings.paragraph(segment) for segment in segments],
            form_questions=[segment.question_id for segment in segments],
            documents=[segment.document_id for segment in segments],
            positions=[segment.start for segment in segments],
            named=told.named,
            counted=told.counted,
            sentence_vectors=matcher.encode(sentences) if sentences else None,
            sentence_texts=owners,
            point_vectors=points.encode(texts),
            topics=topics,
            topic_vectors=matcher.encode(topics),
        ),
        profiles,
        matcher.encode(question_texts(profiles, passages)),
        passages=passages,
    )
    model = f"model:{engine_id(matcher)}"
    codings = [
        QuestionCoding(
            segment_id=segments[a.segment_index].id,
            question_id=profiles[a.question_index].id,
            score=round(float(a.score), 4),
            coder=CODERS.get(a.coder, model),
        )
        for a in assignments
    ]
    foreign = _told(consultation, eligible.foreign, surroundings).named
    codings.extend(_codings_of_foreign(eligible.foreign, foreign))
    return tuple(sorted(codings, key=lambda c: (c.segment_id, c.question_id)))


@dataclass(frozen=True, slots=True)
class _Column:
    """What is told of each segment, and the same where plain numbers are believed."""

    named: list[Named]
    counted: list[Named]


def _told(
    consultation: Consultation, segments: Sequence[Segment], surroundings: Surroundings
) -> _Column:
    """Return for each segment the questions that its document names over it."""
    asked = _open(consultation)
    told = Told(
        [_wording(consultation, q.id) for q in asked],
        [_numbers(consultation, q) for q in asked],
        [q.number for q in consultation.questions],
    )
    ids = [q.id for q in asked]
    answers: dict[str, tuple[_Spans, _Spans]] = {}
    column = _Column([], [])
    for segment in segments:
        if segment.question_id is not None:
            column.named.append(NOTHING)
            column.counted.append(NOTHING)
            continue
        if segment.document_id not in answers:
            text = surroundings.text(segment)
            headings = surroundings.ranked_headings(segment)
            items = surroundings.numbered(segment)
            answers[segment.document_id] = (
                _spans(end_at_headings(told.answered_in(text, items), headings), ids),
                _spans(end_at_headings(told.counted_in(text, items), headings), ids),
            )
        named, counted = answers[segment.document_id]
        column.named.append(_over(segment, named))
        column.counted.append(_over(segment, counted))
    return column


def _spans(answered: Sequence[Answered], ids: Sequence[str]) -> _Spans:
    return [
        (
            one.mark.start,
            one.answer.start,
            one.answer.end,
            Named(questions=tuple(ids[q] for q in one.questions), by=one.by),
        )
        for one in answered
    ]


def _over(segment: Segment, spans: _Spans) -> Named:
    """Return what is told of a segment in an answer, with or without its mark, or in a mark."""
    for mark, start, end, named in spans:
        if mark <= segment.start < end:
            return named if segment.end > start else MARK
    return NOTHING


def _open(consultation: Consultation) -> list[Question]:
    return [q for q in consultation.questions if q.kind is QuestionKind.OPEN]


def _numbers(consultation: Consultation, question: Question) -> tuple[str, ...]:
    """Return the numbers that lead to a question: its own, and that of the one it explains."""
    if question.paired_with is None:
        return (question.number,)
    return (question.number, consultation.question(question.paired_with).number)


def _profiles(consultation: Consultation) -> list[QuestionProfile]:
    titles = {c.id: c.title or "" for c in consultation.chapters}
    return [
        QuestionProfile(
            id=q.id,
            text=_wording(consultation, q.id),
            chapter_id=q.chapter_id,
            chapter_title=titles[q.chapter_id],
            number=q.number,
            points=tuple(p.text for p in consultation.propositions_of(q.id)),
        )
        for q in _open(consultation)
    ]


def _wording(consultation: Consultation, question_id: str) -> str:
    """Return a question's words, led by the closed question that it explains, if any."""
    question = consultation.question(question_id)
    if question.paired_with is None:
        return question.text
    return f"{consultation.question(question.paired_with).text} {question.text}"


def _codings_of_foreign(
    segments: Sequence[Segment], named: Sequence[Named]
) -> list[QuestionCoding]:
    found = [
        Named(questions=(segment.question_id,), by="form") if segment.question_id else name
        for segment, name in zip(segments, named, strict=True)
    ]
    return [
        QuestionCoding(
            segment_id=segment.id, question_id=question, score=1.0, coder=CODERS[name.by]
        )
        for segment, name in zip(segments, found, strict=True)
        for question in name.questions
    ]
