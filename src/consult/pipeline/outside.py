"""Points outside the questions that keep company with the answers to one of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from consult.coding.headings import introduces
from consult.coding.neighbours import company
from consult.coding.procedure import is_procedural
from consult.domain.coding import QuestionCoding
from consult.domain.ports import Embedder
from consult.domain.segment import Segment
from consult.pipeline.engines import engine_id
from consult.pipeline.surroundings import Surroundings


def with_company(
    codings: Iterable[QuestionCoding],
    segments: Sequence[Segment],
    surroundings: Surroundings,
    matcher: Embedder,
    settled: Collection[str],
    names: Mapping[str, Sequence[str]] | None = None,
) -> tuple[QuestionCoding, ...]:
    """Return the codings with those of points that plainly belong among a question's answers.

    Only points that answer no question are looked at, and among them none that is thanks or
    procedure, that presents its author, or that somebody ``settled``.

    Args:
        codings: which question each segment answers so far.
        segments: what respondents say in their own responses.
        surroundings: where they stand, for the headings over them.
        matcher: tells which point a text makes.
        settled: ids of segments whose questions a person decided.
        names: what each respondent is called, by id.
    """
    found = list(codings)
    called = names or {}
    questions: dict[str, set[str]] = {}
    for coding in found:
        questions.setdefault(coding.segment_id, set()).add(coding.question_id)
    answers = [s for s in segments if s.id in questions]
    outside = [
        s
        for s in segments
        if s.id not in questions
        and s.id not in settled
        and not is_procedural(s.text, called.get(s.respondent_id or "", ()))
        and not introduces(surroundings.headings(s), s.text)
    ]
    if answers and outside:
        near = company(
            matcher.encode([s.text for s in outside]),
            matcher.encode([s.text for s in answers]),
            [questions[s.id] for s in answers],
        )
        found += [
            QuestionCoding(
                segment_id=segment.id,
                question_id=one[0],
                score=one[1],
                coder=f"model:{engine_id(matcher)}",
            )
            for segment, one in zip(outside, near, strict=True)
            if one is not None
        ]
    return tuple(sorted(found, key=lambda c: (c.segment_id, c.question_id)))
