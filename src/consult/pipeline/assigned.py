"""Segments to questions: by the form, by the question's wording, by heading, or by the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from consult.coding.assign import QuestionProfile, Segments, assign, question_texts
from consult.coding.wordings import Wordings
from consult.domain.coding import QuestionCoding
from consult.domain.consultation import Consultation, QuestionKind
from consult.domain.ports import Embedder
from consult.domain.segment import Segment
from consult.pipeline.eligible import Eligible, Places
from consult.pipeline.engines import engine_id

Passages = Mapping[str, Sequence[str]]
"""The paragraphs of the paper by chapter id."""


def assign_questions(
    consultation: Consultation,
    eligible: Eligible,
    places: Places,
    passages: Passages,
    matcher: Embedder,
) -> tuple[QuestionCoding, ...]:
    """Return which open questions each segment answers, in order of segment and question.

    A segment in a language that the models do not know answers the question of its form, or the
    one whose wording stands before it, and nothing else.
    """
    profiles = _profiles(consultation)
    segments = eligible.coded
    texts = [segment.text for segment in segments]
    assignments = assign(
        Segments(
            texts=texts,
            vectors=matcher.encode(texts),
            contexts=[places.headings(segment) for segment in segments],
            paragraphs=[places.paragraph(segment) for segment in segments],
            form_questions=[segment.question_id for segment in segments],
            documents=[segment.document_id for segment in segments],
            wordings=_after_wordings(profiles, segments, places),
        ),
        profiles,
        matcher.encode(question_texts(profiles, passages)),
        passages=passages,
    )
    coders = {"form": "form", "heading": "rule:heading", "wording": "rule:wording"}
    model = f"model:{engine_id(matcher)}"
    codings = [
        QuestionCoding(
            segment_id=segments[a.segment_index].id,
            question_id=profiles[a.question_index].id,
            score=round(float(a.score), 4),
            coder=coders.get(a.coder, model),
        )
        for a in assignments
    ]
    codings.extend(_told(eligible.foreign, _after_wordings(profiles, eligible.foreign, places)))
    return tuple(sorted(codings, key=lambda c: (c.segment_id, c.question_id)))


def _after_wordings(
    profiles: Sequence[QuestionProfile], segments: Sequence[Segment], places: Places
) -> list[str | None]:
    """Return for each segment the question whose wording its document repeats before it."""
    wordings = Wordings([profile.text for profile in profiles])
    answers: dict[str, list[tuple[int, int, str]]] = {}
    found: list[str | None] = []
    for segment in segments:
        if segment.question_id is not None:
            found.append(None)
            continue
        if segment.document_id not in answers:
            answers[segment.document_id] = [
                (one.answer.start, one.answer.end, profiles[one.question_index].id)
                for one in wordings.repeated_in(places.text(segment))
            ]
        found.append(
            next(
                (
                    question
                    for start, end, question in answers[segment.document_id]
                    if start <= segment.start < end
                ),
                None,
            )
        )
    return found


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
        for q in consultation.questions
        if q.kind is QuestionKind.OPEN
    ]


def _wording(consultation: Consultation, question_id: str) -> str:
    """Return a question's words, led by the closed question that it explains, if any."""
    question = consultation.question(question_id)
    if question.paired_with is None:
        return question.text
    return f"{consultation.question(question.paired_with).text} {question.text}"


def _told(segments: Sequence[Segment], wordings: Sequence[str | None]) -> list[QuestionCoding]:
    return [
        QuestionCoding(
            segment_id=segment.id,
            question_id=question,
            score=1.0,
            coder="form" if segment.question_id else "rule:wording",
        )
        for segment, wording in zip(segments, wordings, strict=True)
        if (question := segment.question_id or wording) is not None
    ]
