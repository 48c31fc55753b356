"""Segments to questions: by the form, the question's wording or number, heading, or the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from consult.coding.assign import QuestionProfile, assign, question_texts
from consult.coding.assignable import Named, Segments, long_sentences
from consult.coding.topics import run_in, topic
from consult.domain.coding import QuestionCoding
from consult.domain.consultation import Consultation
from consult.domain.ports import Embedder
from consult.domain.segment import Segment
from consult.pipeline.eligible import Eligible
from consult.pipeline.engines import engine_id
from consult.pipeline.marked import Marked, open_questions, wording
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


def assign_questions(
    consultation: Consultation,
    eligible: Eligible,
    surroundings: Surroundings,
    passages: Passages,
    matcher: Embedder,
    points: Embedder,
    marked: Marked,
) -> tuple[QuestionCoding, ...]:
    """Return which open questions each segment answers, in order of segment and question.

    The vectors of ``points`` tell which segments are alike; ``marked``, what their documents say
    themselves of the questions.

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
    told = marked.of(segments)
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
    foreign = marked.of(eligible.foreign).named
    codings.extend(_codings_of_foreign(eligible.foreign, foreign))
    return tuple(sorted(codings, key=lambda c: (c.segment_id, c.question_id)))


def _profiles(consultation: Consultation) -> list[QuestionProfile]:
    titles = {c.id: c.title or "" for c in consultation.chapters}
    return [
        QuestionProfile(
            id=q.id,
            text=wording(consultation, q.id),
            chapter_id=q.chapter_id,
            chapter_title=titles[q.chapter_id],
            number=q.number,
            points=tuple(p.text for p in consultation.propositions_of(q.id)),
        )
        for q in open_questions(consultation)
    ]


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
