"""What people decided about single segments: replayed on the codings."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from consult.domain.anchor import Anchor
from consult.domain.codec import decode, encode
from consult.domain.coding import Position, QuestionCoding, StanceCoding
from consult.domain.consultation import Consultation, QuestionKind
from consult.domain.document import Document
from consult.domain.errors import ConsultError, Problem, ProblemCode, Severity
from consult.domain.ids import make_id
from consult.domain.run import Decision
from consult.domain.segment import Segment
from consult.pipeline.anchored import Passages, lost
from consult.pipeline.decided import ERASED_WORDS

_RECODES = '{"recode"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Recoding:
    """A decision about one segment, with the segment that its words stand in now."""

    segment_id: str
    coder: str
    at: datetime
    questions: tuple[str, ...] | None
    """The questions that it answers, possibly none; None where that was not decided."""
    positions: Mapping[str, Position]
    """Proposition id -> position."""


def recode_decision(
    segment: Segment,
    document: Document,
    *,
    questions: Sequence[str] | None,
    positions: Mapping[str, Position],
    by: str,
    reason: str,
    before: str,
    at: datetime,
    number: int,
) -> Decision:
    """Return the decision that a segment answers these questions and takes these positions.

    ``number`` is how many decisions there were before, so that the same decision made twice is
    two.

    Raises:
        ConsultError: ``DECISION_INCOMPLETE`` without a name, a reason, or anything decided.
    """
    if not by.strip() or not reason.strip() or (questions is None and not positions):
        raise ConsultError(
            "DECISION_INCOMPLETE",
            f"who decides what about {segment.id}, and why? Give --question or --position, "
            "--by NAME and --reason TEXT.",
        )
    said: dict[str, Any] = {"anchor": encode(Anchor.at(document, segment.start, segment.end))}
    if questions is not None:
        said["questions"] = list(questions)
    if positions:
        said["positions"] = {k: v.value for k, v in sorted(positions.items())}
    after = json.dumps({"recode": said}, ensure_ascii=False)
    return Decision(
        id=make_id("decision", segment.id, after, str(number)),
        actor=by,
        at=at,
        reason=reason,
        subject_id=segment.id,
        before=before,
        after=after,
    )


def is_recoding(decision: Decision) -> bool:
    """Tell whether a decision is about the coding of a segment."""
    return decision.after.startswith(_RECODES)


def without_words_of(decision: Decision, documents: Collection[str]) -> Decision:
    """Return a decision about a passage without its words where its document is erased."""
    if not is_recoding(decision):
        return decision
    anchor = decode(Anchor, json.loads(decision.after)["recode"]["anchor"])
    if anchor.document_id not in documents:
        return decision
    return replace(decision, reason=ERASED_WORDS, before=ERASED_WORDS, after=ERASED_WORDS)


def find_recodings(
    decisions: Iterable[Decision],
    segments: Iterable[Segment],
    documents: Mapping[str, Document],
    consultation: Consultation,
) -> tuple[tuple[Recoding, ...], tuple[Problem, ...]]:
    """Return the decisions about segments where their words stand now, in the order made.

    A decision whose words are gone is a DECISION_LOST problem and changes nothing; so is what a
    decision says of a question or proposition that the consultation has not, the rest holds.
    """
    passages = Passages(segments, documents)
    asked = {q.id for q in consultation.questions if q.kind is QuestionKind.OPEN}
    stated = {p.id for p in consultation.propositions}
    found: list[Recoding] = []
    gone: list[Problem] = []
    for decision in decisions:
        if not is_recoding(decision):
            continue
        said = json.loads(decision.after)["recode"]
        anchor = decode(Anchor, said["anchor"])
        best = passages.best(anchor)
        if best is None:
            gone.append(lost(decision, anchor))
            continue
        given: Sequence[str] | None = said.get("questions")
        kept = [q for q in given or () if q in asked]
        sides: Mapping[str, str] = said.get("positions", {})
        unknown = [q for q in given or () if q not in asked]
        unknown += [p for p in sides if p not in stated]
        if unknown:
            gone.append(_outlived(decision, anchor, unknown))
        recoding = Recoding(
            segment_id=best.id,
            coder=f"person:{decision.actor}",
            at=decision.at,
            questions=None if given is None or (given and not kept) else tuple(kept),
            positions={k: Position(v) for k, v in sides.items() if k in stated},
        )
        if recoding.questions is not None or recoding.positions:
            found.append(recoding)
    return tuple(found), tuple(gone)


def _outlived(decision: Decision, anchor: Anchor, unknown: Sequence[str]) -> Problem:
    return Problem(
        code=ProblemCode.DECISION_LOST,
        where=decision.id,
        message=(
            f"{decision.actor} decided about “{anchor.exact[:60]}” and {', '.join(unknown)}, "
            "which consultation.toml has no longer among its open questions and propositions; "
            "give the id back, or decide again with `consult recode`."
        ),
        severity=Severity.WARNING,
    )


def with_questions(
    codings: Iterable[QuestionCoding], recodings: Iterable[Recoding]
) -> tuple[QuestionCoding, ...]:
    """Return the codings with those of decided segments as people decided; the last one holds."""
    decided = {r.segment_id: r for r in recodings if r.questions is not None}
    kept = [c for c in codings if c.segment_id not in decided]
    kept += [
        _answers(recoding, question_id)
        for recoding in decided.values()
        for question_id in dict.fromkeys(recoding.questions or ())
    ]
    return tuple(sorted(kept, key=lambda c: (c.segment_id, c.question_id)))


def with_questions_of_positions(
    codings: Iterable[QuestionCoding], recodings: Iterable[Recoding], consultation: Consultation
) -> tuple[QuestionCoding, ...]:
    """Return the codings with one for each decided position that stands under no question yet.

    Whoever takes a position on a proposition speaks to its question, also where the questions of
    the segment were decided as others; else the position would count in nobody's base.
    """
    found = list(codings)
    answered = _answered(found)
    for recoding in recodings:
        for proposition_id in recoding.positions:
            own = _questions_of(proposition_id, consultation)
            questions = answered.setdefault(recoding.segment_id, set())
            if own and not questions.intersection(own):
                questions.add(own[0])
                found.append(_answers(recoding, own[0]))
    return tuple(sorted(found, key=lambda c: (c.segment_id, c.question_id)))


def with_positions(
    codings: Iterable[StanceCoding],
    recodings: Iterable[Recoding],
    questions: Iterable[QuestionCoding],
    segments: Mapping[str, Segment],
    consultation: Consultation,
) -> tuple[StanceCoding, ...]:
    """Return the codings with positions as people decided them; the last decision holds.

    A decided position stands under the questions of the proposition that its segment answers, or
    under the first open one where it answers none of them.
    """
    decided: dict[tuple[str, str], tuple[Position, Recoding]] = {}
    for recoding in recodings:
        for proposition_id, position in recoding.positions.items():
            decided[recoding.segment_id, proposition_id] = (position, recoding)
    answered = _answered(questions)
    kept = [c for c in codings if (c.segment_id or "", c.proposition_id) not in decided]
    for (segment_id, proposition_id), (position, recoding) in decided.items():
        own = _questions_of(proposition_id, consultation)
        both = [q for q in own if q in answered.get(segment_id, ())]
        kept += [
            StanceCoding(
                segment_id=segment_id,
                respondent_id=segments[segment_id].respondent_id or "",
                question_id=question_id,
                proposition_id=proposition_id,
                position=position,
                score=1.0,
                coder=recoding.coder,
                at=recoding.at,
            )
            for question_id in both or own[:1]
        ]
    return tuple(sorted(kept, key=_order))


def _answers(recoding: Recoding, question_id: str) -> QuestionCoding:
    return QuestionCoding(
        segment_id=recoding.segment_id,
        question_id=question_id,
        score=1.0,
        coder=recoding.coder,
        at=recoding.at,
    )


def _answered(codings: Iterable[QuestionCoding]) -> dict[str, set[str]]:
    answered: dict[str, set[str]] = {}
    for coding in codings:
        answered.setdefault(coding.segment_id, set()).add(coding.question_id)
    return answered


def _questions_of(proposition_id: str, consultation: Consultation) -> tuple[str, ...]:
    """Return the questions in whose answers a proposition's positions stand, open ones first.

    They are its own and those that explain them.
    """
    (own,) = (p.question_ids for p in consultation.propositions if p.id == proposition_id)
    pairs = {q.id: q.paired_with for q in consultation.questions}
    both = dict.fromkeys([*own, *(pair for q in own if (pair := pairs.get(q)) is not None)])
    is_open = {q.id: q.kind is QuestionKind.OPEN for q in consultation.questions}
    return tuple(sorted(both, key=lambda q: not is_open.get(q, False)))


def _order(coding: StanceCoding) -> tuple[str, str, str, str]:
    return (
        coding.segment_id or "",
        coding.question_id,
        coding.proposition_id,
        coding.position.value,
    )
