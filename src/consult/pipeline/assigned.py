"""Segments to questions: by the form, by heading, or by the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from consult.coding.assign import QuestionProfile, Segments, assign, question_texts
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
    embedder: Embedder,
) -> tuple[QuestionCoding, ...]:
    """Return which open questions each segment answers, in order of segment and question.

    A segment in a language that the models do not know answers the question of its form, if it
    stands in one, and nothing else.
    """
    profiles = _profiles(consultation)
    segments = eligible.coded
    texts = [segment.text for segment in segments]
    assignments = assign(
        Segments(
            texts=texts,
            vectors=embedder.encode(texts),
            contexts=[places.headings(segment) for segment in segments],
            paragraphs=[places.paragraph(segment) for segment in segments],
            form_questions=[segment.question_id for segment in segments],
            documents=[segment.document_id for segment in segments],
        ),
        profiles,
        embedder.encode(question_texts(profiles, passages)),
        passages=passages,
    )
    coders = {"form": "form", "heading": "rule:heading"}
    model = f"model:{engine_id(embedder)}"
    codings = [
        QuestionCoding(
            segment_id=segments[a.segment_index].id,
            question_id=profiles[a.question_index].id,
            score=round(float(a.score), 4),
            coder=coders.get(a.coder, model),
        )
        for a in assignments
    ]
    codings.extend(_by_form(eligible.foreign))
    return tuple(sorted(codings, key=lambda c: (c.segment_id, c.question_id)))


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


def _by_form(segments: Sequence[Segment]) -> list[QuestionCoding]:
    return [
        QuestionCoding(
            segment_id=segment.id, question_id=segment.question_id, score=1.0, coder="form"
        )
        for segment in segments
        if segment.question_id is not None
    ]
